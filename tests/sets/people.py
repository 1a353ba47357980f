"""More student researchers for Nadine's run, without a set, each from a workplace of their own."""

from pactwork.modules.actions import Place, enrol
from pactwork.modules.models import Enrolment
from pactwork.people.actions import enter_person, organisation
from pactwork.sets.actions import say_when
from tests.stories import World

EVENINGS = sum(1 << at for at in (2, 5, 8, 11))
MORNINGS = sum(1 << at for at in (0, 3, 6, 9))


def newcomers(world: World, many: int, start: int = 0, **place: str) -> list[Enrolment]:
    found = []
    code = world.run.specification["variants"][0]["code"]
    for n in range(start, start + many):
        person = enter_person(
            world.institution,
            key=f"new{n}",
            name=f"New Person {n:02}",
            email=f"new{n}@student.midshire.example",
            organisation=organisation(world.institution, f"Workplace {n}"),
        )
        world.people[f"new{n}"] = person
        world.enrolments[f"new{n}"] = enrol(
            world.run, person, Place(code, cohort="Autumn", **place)
        )
        found.append(world.enrolments[f"new{n}"])
    return found


def say(world: World, name: str, slots: int = EVENINGS, experience: int | None = 2) -> None:
    say_when(
        world.enrolments[name],
        slots=slots,
        experience=experience,
        discipline="Housing",
        by=world.actor(name),
    )
