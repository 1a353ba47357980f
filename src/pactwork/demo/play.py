"""Loads the demo: two modules from their files, a cohort of 47 and a placement group, real moves."""

from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from django.db import transaction

import pactwork
from pactwork.contracts.actions import keep_note, vouch
from pactwork.contracts.models import Contract, Holder
from pactwork.contracts.rules.advocates import family_name
from pactwork.demo import recipes
from pactwork.demo.cast import Part, parts, staff
from pactwork.demo.stage import Player, Programme
from pactwork.ground import clock
from pactwork.ground.refusal import Refused
from pactwork.modules.actions import Place, enrol, give_role, load_module
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.reading import read
from pactwork.modules.rules.calendar import monday
from pactwork.people.actions import enter_person, found_institution, mark_demo, organisation
from pactwork.people.actors import actor_for
from pactwork.people.models import Institution, Person

FILES = Path(pactwork.__file__).parent / "modules" / "files"
WEEKS_IN = 3  # whole weeks since the modules began, when the demo opens
SET_SIZE = 5


def load(so_far: Callable[[str], None] = lambda words: None) -> None:
    """The whole demo or none of it: one transaction, the same people and words every time."""
    with transaction.atomic():
        mark_demo()
        institution = found_institution("Midshire University", help_email="help@midshire.example")
        staffed = _staff(institution)
        inquiry = _run(institution, "action-inquiry", staffed)
        london = _run(institution, "empowering-london", staffed)
        programme = Programme(clock.now())
        _cohort(programme, inquiry, parts("inquiry-*.yaml"), staffed, recipes.nadine)
        _cohort(programme, london, parts("london.yaml"), staffed)
        programme.play(so_far)
        _vouch_for_most(staffed["grace"])


def _staff(institution: Institution) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for entry in staff()["staff"]:
        found[entry["key"]] = enter_person(
            institution,
            key=entry["key"],
            name=entry["name"],
            email=entry["email"],
            introduction=entry.get("introduction", ""),
            administrator=entry["role"] == "administrator",
        )
        for text in entry.get("notes") or ():
            keep_note(by=actor_for(found[entry["key"]]), text=text)
    return found


def _run(institution: Institution, name: str, staffed: dict[str, Person]) -> Run:
    folder = FILES / name
    start = monday(clock.today(institution.time_zone)) - timedelta(weeks=WEEKS_IN)
    run = load_module(institution, read(folder / "module.yaml"), folder=folder, starts_on=start)
    for entry in staff()["staff"]:
        if entry["role"] != "administrator":
            give_role(run, staffed[entry["key"]], entry["role"], weeks=entry.get("weeks"))
    return run


def set_of(number: int, count: int) -> int:
    """Sets of five in order; a last set too small to be one shares with the set before it."""
    whole, rest = divmod(count, SET_SIZE)
    if rest in (1, 2) and number >= (whole - 1) * SET_SIZE:
        first_share = (SET_SIZE + rest + 1) // 2
        return whole + (number >= (whole - 1) * SET_SIZE + first_share)
    return number // SET_SIZE + 1


def _enrol(run: Run, part: Part, number: int, count: int) -> Enrolment:
    institution = run.institution
    person = enter_person(
        institution,
        key=part.email,
        name=part.name,
        email=part.email,
        known_as=part.known_as,
        job=part.job,
        organisation=organisation(institution, part.workplace),
    )
    codes = [v["code"] for v in run.specification["variants"]]
    code = part.variant if part.variant in codes else codes[0]
    name = f"Set {set_of(number, count)}"
    enrolment = enrol(run, person, Place(code, cohort=run.name, learning_set=name))
    return Enrolment.objects.select_related("run__institution", "person").get(pk=enrolment.pk)


def _recipe(part: Part, choices: dict[str, "cycle[recipes.Recipe]"]) -> recipes.Recipe:
    if part.begun_only:
        return recipes.begun
    if part.raises_ethics:
        return next(choices["ethics"])
    return next(choices["redraft" if part.redraft else "plain"])


def _cohort(
    programme: Programme,
    run: Run,
    cast: list[Part],
    staffed: dict[str, Person],
    lead: recipes.Recipe | None = None,
) -> None:
    """Put everybody on the run, then schedule how far each contract has come."""
    enrolments = [_enrol(run, part, number, len(cast)) for number, part in enumerate(cast)]
    sets: dict[int | None, dict[str, Person]] = {}
    for e in enrolments:
        sets.setdefault(e.learning_set_id, {})[e.person.name] = e.person
    choices = {
        "plain": cycle(recipes.PLAIN),
        "redraft": cycle(recipes.WITH_REDRAFT),
        "ethics": cycle(recipes.WITH_ETHICS),
    }
    for number, (part, enrolment) in enumerate(zip(cast, enrolments, strict=True)):
        player = Player(
            programme, part, enrolment, staffed, sets[enrolment.learning_set_id], number
        )
        recipe = lead if lead and number == 0 else _recipe(part, choices)
        recipe(player)


def _vouch_for_most(officer: Person) -> None:
    """The placement officer has looked at all but the newest and the puzzling advocates."""
    held = Holder.objects.filter(until_at=None).select_related("seat__contract__student")
    for holder in held.order_by("pk"):
        student = holder.seat.contract.student
        if holder.pk % 4 == 0 or family_name(holder.name) == family_name(student.name):
            continue
        contract = Contract.objects.get(pk=holder.seat.contract_id)
        try:
            vouch(contract, holder.seat.ref, by=actor_for(officer))
        except Refused:
            continue  # the contract has ended: nobody needs vouching for
