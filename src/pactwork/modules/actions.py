"""Writing runs: a module file is loaded, staff and students are put on it, by hand or by roster."""

from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused
from pactwork.history.record import record
from pactwork.modules.blobs import path_of
from pactwork.modules.models import (
    Blob,
    Cohort,
    Enrolment,
    LearningSet,
    PinnedTemplate,
    Role,
    Run,
)
from pactwork.modules.roster.known import known
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import Sheet
from pactwork.modules.rules.calendar import shifted
from pactwork.modules.rules.specification import Specification
from pactwork.people.actions import enter_new_people, enter_person, organisation
from pactwork.people.models import Institution, Person

# What a brief's file may be; anything else was refused when the module file was read.
TYPES = {
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


def _keep(institution: Institution, path: Path) -> Blob:
    """Store a file under its digest; the same bytes are kept once."""
    content = path.read_bytes()
    name = sha256(content).hexdigest()
    known = Blob.objects.filter(institution=institution, digest=name, name=path.name).first()
    kept = path_of(name)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{token_hex(4)}")
        part.write_bytes(content)
        part.replace(kept)
    return known or Blob.objects.create(
        institution=institution,
        digest=name,
        name=path.name,
        type=TYPES.get(path.suffix.lower(), "application/octet-stream"),
        size=len(content),
    )


@transaction.atomic
def load_module(
    institution: Institution,
    spec: Specification,
    *,
    folder: Path,
    starts_on: date | None = None,
    by: str = "system",
) -> Run:
    """Put a module file into force as a run; loading it again updates the run.

    ``folder`` holds the files that the brief names. ``starts_on`` moves every date by whole weeks.
    Contracts that have begun keep the template they began with.
    """
    spec = shifted(spec, starts_on) if starts_on else spec
    body = spec.model_dump(mode="json")
    paths = [file.path for part in spec.brief for file in part.files]
    files = {path: _keep(institution, folder / path).ref for path in paths}
    run, _ = Run.objects.update_or_create(
        institution=institution,
        key=spec.key,
        name=spec.run,
        defaults={
            "title": spec.title,
            "specification": body,
            "digest": digest(body),
            "files": files,
            "starts_on": spec.calendar.starts_on,
            "loaded_at": clock.now(),
        },
    )
    for key, template in spec.templates.items():
        form = template.model_dump(mode="json")
        # Words put back are the newest again: whoever begins now gets what is in force.
        moment = {"made_at": clock.now()}
        PinnedTemplate.objects.update_or_create(
            run=run,
            key=key,
            digest=digest(form),
            defaults=moment,
            create_defaults=moment | {"body": form},
        )
    record(
        "module_loaded",
        chain=institution.ref,
        subject=run.ref,
        by=by,
        key=institution.key,
        payload={"key": spec.key, "run": spec.run, "digest": run.digest},
    )
    return run


@transaction.atomic
def give_role(
    run: Run,
    person: Person,
    kind: str,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    weeks: list[int] | None = None,
    deputy_for: Person | None = None,
) -> Role:
    """Somebody is something on this run, from when to when, and in which weeks (none: all)."""
    role, _ = Role.objects.update_or_create(
        run=run,
        person=person,
        kind=kind,
        defaults={
            "starts_on": starts_on,
            "ends_on": ends_on,
            "weeks": weeks or [],
            "deputy_for": deputy_for,
        },
    )
    return role


@dataclass(frozen=True)
class Place:
    """Where a student researcher sits on a run."""

    code: str
    group: str = ""
    cohort: str = ""
    learning_set: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def enrol(run: Run, person: Person, place: Place) -> Enrolment:
    """Put somebody on a run under one of its codes, in a cohort and a set made if they are new."""
    cohort = Cohort.objects.get_or_create(run=run, name=place.cohort)[0] if place.cohort else None
    group = (
        LearningSet.objects.get_or_create(run=run, name=place.learning_set)[0]
        if place.learning_set
        else None
    )
    enrolment, _ = Enrolment.objects.update_or_create(
        run=run,
        person=person,
        defaults={
            "code": place.code,
            "group": place.group,
            "cohort": cohort,
            "learning_set": group,
            "starts_on": place.starts_on,
            "ends_on": place.ends_on,
        },
    )
    return enrolment


@transaction.atomic
def apply_roster(
    institution: Institution, sheet: Sheet, *, run: str = "", expected: str = "", by: str
) -> Plan:
    """Write every line of a roster that can be followed, as one act; whoever is absent is left alone.

    ``run`` is the ref for lines that name none. With ``expected``, the digest of the plan somebody
    was shown, it refuses to do anything else than that.
    """
    Institution.objects.select_for_update().get(pk=institution.pk)
    plan = planned(sheet, known(institution), run)
    if expected and plan.digest != expected:
        raise Refused(Refusal("roster_moved"))
    if not plan.writes:
        return plan
    _enter_people(institution, plan)
    people = {p.key: p for p in Person.objects.filter(institution=institution)}
    runs = {r.ref: r for r in Run.objects.filter(institution=institution)}
    for role in (c.now for c in plan.roles.values() if c.sort != "same"):
        give_role(
            runs[role.run],
            people[role.key],
            role.kind,
            starts_on=role.starts_on,
            ends_on=role.ends_on,
            weeks=list(role.weeks),
            deputy_for=people.get(role.deputy_for),
        )
    _seat(plan, runs, people)
    record(
        "roster_loaded",
        chain=institution.ref,
        subject=institution.ref,
        by=by,
        key=institution.key,
        payload={"plan": plan.digest, "lines": plan.lines, "counts": plan.counts},
    )
    return plan


def _enter_people(institution: Institution, plan: Plan) -> None:
    """Whoever is new in one go: a whole year's intake holds the database for seconds, not minutes."""
    changes = [c for c in plan.people.values() if c.sort != "same"]
    names = {c.now.organisation for c in changes if c.now.organisation}
    work = {name: organisation(institution, name) for name in names}
    new: list[Person] = []
    for change in changes:
        details: dict[str, Any] = asdict(change.now)
        details["organisation"] = work.get(change.now.organisation)
        if change.was:
            enter_person(institution, **details)
        else:
            new.append(Person(institution=institution, **details))
    enter_new_people(new)


def _seat(plan: Plan, runs: dict[str, Run], people: dict[str, Person]) -> None:
    """Students on their runs; whoever is new in one go."""
    Cohort.objects.bulk_create(Cohort(run=runs[run], name=name) for run, name in plan.cohorts)
    LearningSet.objects.bulk_create(
        LearningSet(run=runs[run], name=name) for run, name in plan.sets
    )
    chosen = list(runs.values())
    cohorts = {(c.run_id, c.name): c for c in Cohort.objects.filter(run__in=chosen)}
    sets = {(s.run_id, s.name): s for s in LearningSet.objects.filter(run__in=chosen)}
    new: list[Enrolment] = []
    for change in plan.places.values():
        seat, run = change.now, runs[change.now.run]
        place = Place(seat.code, seat.group, seat.cohort, seat.set, seat.starts_on, seat.ends_on)
        if change.sort == "changed":
            enrol(run, people[seat.key], place)
        elif change.sort == "new":
            new.append(
                Enrolment(
                    run=run,
                    person=people[seat.key],
                    code=place.code,
                    group=place.group,
                    cohort=cohorts.get((run.pk, place.cohort)),
                    learning_set=sets.get((run.pk, place.learning_set)),
                    starts_on=place.starts_on,
                    ends_on=place.ends_on,
                )
            )
    Enrolment.objects.bulk_create(new)
