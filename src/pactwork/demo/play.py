"""Loads the demo: a small living university of 300, in four runs and six cohorts, by real moves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

import pactwork
from pactwork.contracts.actions import keep_note, vouch
from pactwork.contracts.models import Ask, Contract, Holder
from pactwork.contracts.rules.advocates import family_name
from pactwork.demo import recipes
from pactwork.demo.cast import Part, staff
from pactwork.demo.choice import Choice
from pactwork.demo.runs import RUNS, Show
from pactwork.demo.stage import Player, Programme
from pactwork.ground import clock
from pactwork.ground.installed import chapters
from pactwork.ground.refusal import Refused
from pactwork.history.outbox import BEFORE_THE_DEMO, waiting
from pactwork.modules.actions import apply_roster, give_role, load_module
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.reading import read
from pactwork.modules.roster.columns import STUDENT
from pactwork.modules.roster.reading import Row, Sheet
from pactwork.modules.rules.calendar import monday
from pactwork.people.actions import enter_person, found_institution, mark_demo
from pactwork.people.actors import actor_for, system_at
from pactwork.people.models import Institution, Person

Staff = dict[str, Person]  # by the keys of staff.yaml
FILES = Path(pactwork.__file__).parent / "modules" / "files"
SET_SIZE = 5
LETTERS_FROM = timedelta(days=7)  # before the demo opens


def load(so_far: Callable[[str], None] = lambda words: None) -> None:
    """The whole demo or none of it: one transaction, the same people and words every time."""
    with transaction.atomic():
        mark_demo()
        institution = found_institution("Midshire University", help_email="help@midshire.example")
        staffed = _staff(institution)
        programme = Programme(clock.now())
        for show in RUNS:
            _put_on(programme, _run(institution, show, staffed), show, staffed)
        programme.play(so_far)
        _vouch_for_most(staffed["grace"])
        for chapter in chapters():
            chapter.play(institution, staffed)
        _leave_old_letters(programme.now - LETTERS_FROM)


def _leave_old_letters(before: datetime) -> None:
    """Nobody wants last year's post on the first morning; what is still open is sent all the same.

    It is in the list of what happened, as read.
    """
    still_open = Ask.objects.filter(ended_at=None).values("ref")
    old = waiting().filter(due_at__lt=before).exclude(kind="asked", about__in=still_open)
    old.update(stopped_at=before, stopped_why=BEFORE_THE_DEMO, read_at=before)


def _staff(institution: Institution) -> Staff:
    found: Staff = {}
    for entry in staff()["staff"]:
        found[entry["key"]] = enter_person(
            institution,
            key=entry["key"],
            name=entry["name"],
            email=entry["email"],
            introduction=entry.get("introduction", ""),
            administrator=entry["role"] == "administrator",
        )
        for name, text in (entry.get("notes") or {}).items():
            keep_note(by=actor_for(found[entry["key"]]), text=text, name=name)
    return found


def _run(institution: Institution, show: Show, staffed: Staff) -> Run:
    folder = FILES / show.module
    start = monday(clock.today(institution.time_zone)) - timedelta(weeks=show.weeks_in)
    spec = show.changed(read(folder / "module.yaml"), start)
    run = load_module(institution, spec, folder=folder, starts_on=start)
    for entry in staff()["staff"]:
        if entry["key"] in show.team or entry["role"] not in ("administrator", "facilitator"):
            stands_in = staffed.get(show.deputies.get(entry["key"], ""))
            give_role(
                run,
                staffed[entry["key"]],
                entry["role"],
                weeks=entry.get("weeks"),
                deputy_for=stands_in,
            )
    return run


def set_of(number: int, count: int) -> int:
    """Sets of five in order; a last set too small to be one shares with the set before it."""
    whole, rest = divmod(count, SET_SIZE)
    if rest in (1, 2) and number >= (whole - 1) * SET_SIZE:
        first_share = (SET_SIZE + rest + 1) // 2
        return whole + (number >= (whole - 1) * SET_SIZE + first_share)
    return number // SET_SIZE + 1


def _line(run: Run, part: Part, cohort: str, group: int) -> dict[str, str]:
    """What a roster says of one student researcher."""
    codes = [variant["code"] for variant in run.specification["variants"]]
    return {
        "key": part.email,
        "role": STUDENT,
        "name": part.name,
        "known_as": part.known_as,
        "email": part.email,
        "job": part.job,
        "organisation": part.workplace,
        "code": part.variant if part.variant in codes else codes[0],
        "cohort": cohort,
        "set": f"Set {group}",
    }


def _enrolled(run: Run, show: Show) -> list[tuple[Part, Enrolment]]:
    """Everybody of this run, by one roster, in the order of the files."""
    rows: list[dict[str, str]] = []
    parts: list[Part] = []
    first_set = 0
    for cohort in show.cohorts:
        people = cohort.people(show.module)
        groups = [first_set + set_of(number, len(people)) for number in range(len(people))]
        rows += [_line(run, p, cohort.name, g) for p, g in zip(people, groups, strict=True)]
        parts, first_set = parts + people, groups[-1]
    sheet = Sheet(rows=[Row(line, cells) for line, cells in enumerate(rows, 2)])
    apply_roster(run.institution, sheet, run=run.ref, by=system_at(run.institution))
    enrolments = Enrolment.objects.filter(run=run).select_related("run__institution", "person")
    found = {enrolment.person.key: enrolment for enrolment in enrolments}
    return [(part, found[part.email]) for part in parts]


def _put_on(programme: Programme, run: Run, show: Show, staffed: Staff) -> None:
    """Put everybody on the run, then schedule how far each contract has come."""
    places = _enrolled(run, show)
    sets: dict[int | None, dict[str, Person]] = {}
    for _, e in places:
        sets.setdefault(e.learning_set_id, {})[e.person.name] = e.person
    facilitator, colleague = (staffed[key] for key in show.team[:2])
    team = staffed | {"facilitator": facilitator, "colleague": colleague}
    choose = Choice(last_year=show.back > 0)
    for number, (part, enrolment) in enumerate(places):
        peers = sets[enrolment.learning_set_id]
        player = Player(programme, part, enrolment, team, peers, number, back=show.back)
        recipe = recipes.nadine if show.lead and number == 0 else choose(part)
        recipe(player)


def _vouch_for_most(officer: Person) -> None:
    """The placement officer has looked at all but the newest and the puzzling advocates."""
    held = Holder.objects.filter(until_at=None).select_related("seat__contract__student")
    for holder in held.order_by("pk"):
        student = holder.seat.contract.student
        if (
            holder.doubts
            or holder.pk % 4 == 0
            or family_name(holder.name) == family_name(student.name)
        ):
            continue
        contract = Contract.objects.get(pk=holder.seat.contract_id)
        try:
            how = "I rang the workplace, by a number that I looked up."
            vouch(contract, holder.seat.ref, by=actor_for(officer), how=how)
        except Refused:
            continue  # the contract has ended: nobody needs vouching for
