"""A roster is written: everything in it that can be followed, as one act, in a few large writes."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction

from pactwork.ground.bulk import save_many
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.names import Called
from pactwork.history.record import record
from pactwork.modules.models import Cohort, Enrolment, LearningSet, Role, Run
from pactwork.modules.queries.leading import administers
from pactwork.modules.roster.known import PlaceState, RoleState, known
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import Sheet
from pactwork.people.actions import enter_people, organisation
from pactwork.people.actors import Actor
from pactwork.people.models import Institution, Person
from pactwork.people.named import RENAMED

SEATED = (
    "code", "group", "cohort", "learning_set", "left_set", "starts_on", "ends_on", "named",
    "own_start", "own_end",
)  # fmt: skip
HELD = ("starts_on", "ends_on", "weeks", "deputy_for")
Names = Mapping[tuple[int, str], Any]


@transaction.atomic
def apply_roster(
    institution: Institution,
    sheet: Sheet,
    *,
    run: str = "",
    whole: bool = False,
    expected: str = "",
    by: Actor,
) -> Plan:
    """Write every line of a roster that can be followed; whoever is absent is left alone.

    ``run`` is the ref for lines that name none. ``whole``: the file is the whole list of whom it
    names runs and roles for, and the places of the others end. With ``expected``, the digest of the
    plan somebody was shown, it refuses to do anything else than that.
    """
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    insist(None if administers(by, institution.pk) else Refusal("roster_not_yours"))
    plan = planned(sheet, known(institution), run, whole)
    if expected and plan.digest != expected:
        raise Refused(Refusal("roster_moved"))
    return write_plan(institution, plan, whole=whole, by=by)


def write_plan(
    institution: Institution, plan: Plan, *, whole: bool = False, about: str = "", by: Actor
) -> Plan:
    """Of an institution that is locked, by whoever may: the act has asked. ``about``: the run (ref)
    whose history it belongs to, where it is one only."""
    if not plan.writes:
        return plan
    renamed = _enter_people(institution, plan)
    people = {p.key: p for p in Person.objects.filter(institution=institution)}
    runs = {r.ref: r for r in Run.objects.filter(institution=institution)}
    _staff(plan, runs, people)
    _seat(plan, runs, people)
    record(
        "roster_loaded",
        chain=institution.ref,
        subject=about or institution.ref,
        by=by.ref,
        key=institution.key,
        payload={
            "plan": plan.digest,
            "lines": plan.lines,
            "counts": plan.counts,
            "whole": whole,
            **({RENAMED: renamed} if renamed else {}),
        },
    )
    return plan


def _enter_people(institution: Institution, plan: Plan) -> list[Called]:
    """A whole year's intake holds the database for seconds, not minutes. Whose name is another now."""
    changes = [c for c in plan.people.values() if c.sort != "same"]
    names = {c.now.organisation for c in changes if c.now.organisation}
    work = {name: organisation(institution, name) for name in names}
    rows = Person.objects.filter(institution=institution, key__in=[c.now.key for c in changes])
    before = dict(rows.values_list("pk", "name"))
    have = {person.key: person for person in rows}
    found = []
    for change in changes:
        details: dict[str, Any] = asdict(change.now)
        details["organisation"] = work.get(change.now.organisation)
        person = have.get(change.now.key) or Person(institution=institution)
        for name, value in details.items():
            setattr(person, name, value)
        found.append(person)
    enter_people(found)
    return [p.called for p in found if before.get(p.pk, p.name) != p.name]


def _staff(plan: Plan, runs: Mapping[str, Run], people: Mapping[str, Person]) -> None:
    rows = Role.objects.filter(run__in=list(runs.values()))
    have = {(role.run_id, role.person_id, role.kind): role for role in rows}
    new: list[Role] = []
    changed: list[Role] = []
    for change in plan.roles.values():
        if change.sort == "same":
            continue
        run, person, now = runs[change.now.run], people[change.now.key], change.now
        known_role = have.get((run.pk, person.pk, now.kind))
        role = _held(known_role or Role(run=run, person=person, kind=now.kind), now, people)
        (changed if known_role else new).append(role)
    Role.objects.bulk_create(new)
    save_many(changed, HELD)


def _held(role: Role, now: RoleState, people: Mapping[str, Person]) -> Role:
    role.starts_on, role.ends_on, role.weeks = now.starts_on, now.ends_on, list(now.weeks)
    role.deputy_for = people.get(now.deputy_for)
    return role


def _seat(plan: Plan, runs: Mapping[str, Run], people: Mapping[str, Person]) -> None:
    """Students on their runs, in cohorts and sets made if they are new."""
    Cohort.objects.bulk_create(Cohort(run=runs[run], name=name) for run, name in plan.cohorts)
    LearningSet.objects.bulk_create(
        LearningSet(run=runs[run], name=name) for run, name in plan.sets
    )
    chosen = list(runs.values())
    cohorts = {(c.run_id, c.name): c for c in Cohort.objects.filter(run__in=chosen)}
    sets = {(s.run_id, s.name): s for s in LearningSet.objects.filter(run__in=chosen)}
    have = {(e.run_id, e.person_id): e for e in Enrolment.objects.filter(run__in=chosen)}
    new: list[Enrolment] = []
    changed: list[Enrolment] = []
    for change in plan.places.values():
        if change.sort == "same":
            continue
        run, person = runs[change.now.run], people[change.now.key]
        known_seat = have.get((run.pk, person.pk))
        seat = known_seat or Enrolment(run=run, person=person)
        seat.named = {column: people[key].ref for column, key in change.now.named}
        (changed if known_seat else new).append(_seated(seat, change.now, cohorts, sets))
    Enrolment.objects.bulk_create(new)
    save_many(changed, SEATED)


def _seated(seat: Enrolment, now: PlaceState, cohorts: Names, sets: Names) -> Enrolment:
    seat.code, seat.group = now.code, now.group
    seat.starts_on, seat.ends_on = now.starts_on, now.ends_on
    seat.own_start, seat.own_end = now.own_start, now.own_end
    seat.cohort = cohorts.get((seat.run_id, now.cohort))
    seat.learning_set = sets.get((seat.run_id, now.set))
    seat.left_set = sets.get((seat.run_id, now.left))
    return seat
