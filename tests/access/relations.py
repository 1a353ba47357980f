"""Everybody who could stand at a door of Nadine's contract, and what they are to it."""

from dataclasses import dataclass
from datetime import timedelta

from pactwork.ground import clock
from pactwork.modules.actions import Place, begin_draft, enrol, give_role, load_module
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from pactwork.modules.reading import read
from pactwork.people.actions import enter_person
from pactwork.people.models import Institution, Person
from tests.stories import FILES, World, make_world

# Relation -> the key of the person, in the university itself.
HERE = {
    "student": "nadine",
    "peer": "tomasz",
    "peer who owes": "samir",
    "substitute": "sven",
    "another set": "colin",
    "another cohort": "yara",
    "another run's student": "zoe",
    "former peer": "pat",
    "facilitator": "helen",
    "another run's facilitator": "faith",
    "former facilitator": "phil",
    "future facilitator": "fumi",
    "deactivated facilitator": "dora",
    "shut account": "shaun",
    "ethics reviewer": "anil",
    "another run's ethics reviewer": "erik",
    "former ethics reviewer": "ella",
    "placement officer": "grace",
    "another run's placement officer": "omar",
    "module leader": "ruth",
    "another run's leader": "lara",
    "former leader": "lewis",
    "careers": "dan",
    "student partner": "petra",
    "examiner": "lena",
    "examiner with a sample": "exa",
    "administrator": "moira",
    "nobody in particular": "nora",
}
# Of another university with the same names, keys and runs.
TWINS = {
    "twin student": "nadine",
    "twin peer": "tomasz",
    "twin facilitator": "helen",
    "twin ethics reviewer": "anil",
    "twin placement officer": "grace",
    "twin leader": "ruth",
    "twin examiner": "lena",
    "twin administrator": "moira",
}
# By a mailed link, with no account. The cookie of their own letter is in the browser.
LETTERS = ("advocate", "former advocate", "another contract's advocate")
GUESTS = ("guest", "guest of another hotseat")
LINKS = (*LETTERS, *GUESTS)
NOT_IN = ("visitor", "deactivated facilitator", "shut account")  # to whom every door says: sign in
RELATIONS = (*HERE, *TWINS, *LINKS, "visitor")

DAY = timedelta(days=1)


@dataclass
class Town:
    """Two universities that look alike, and everybody in them."""

    world: World
    twin: World
    other_run: Run

    def person(self, relation: str) -> Person | None:
        if relation in HERE:
            return self.world.people[HERE[relation]]
        return self.twin.people[TWINS[relation]] if relation in TWINS else None


def add(institution: Institution, key: str) -> Person:
    email = f"{key}@midshire.example"
    return enter_person(institution, key=key, name=f"{key.title()} Vale", email=email)


def _staff(world: World, other: Run) -> None:
    """Roles elsewhere, roles that are over, roles that have not begun."""
    today, here = clock.now().date(), world.institution
    yesterday, tomorrow = {"ends_on": today - DAY}, {"starts_on": today + 30 * DAY}
    for key, kind, run, dates in (
        ("faith", "facilitator", other, {}),
        ("erik", "ethics_reviewer", other, {}),
        ("omar", "placement_officer", other, {}),
        ("lara", "module_leader", other, {}),
        ("phil", "facilitator", world.run, yesterday),
        ("fumi", "facilitator", world.run, tomorrow),
        ("ella", "ethics_reviewer", world.run, yesterday),
        ("lewis", "module_leader", world.run, yesterday),
        ("dora", "facilitator", world.run, {}),
        ("shaun", "facilitator", world.run, {}),
        ("petra", "student_partner", world.run, {}),
        ("eva", "ethics_reviewer", world.run, {}),
        ("exa", "examiner", world.run, {}),
    ):
        world.people[key] = add(here, key)
        give_role(run, world.people[key], kind, **dates)  # type: ignore[arg-type]
    Person.objects.filter(pk=world.people["dora"].pk).update(active=False)
    account = world.people["shaun"].account
    assert account
    type(account).objects.filter(pk=account.pk).update(is_active=False)


def _students(world: World, other: Run) -> None:
    code = world.run.specification["variants"][0]["code"]
    elsewhere = other.specification["variants"][0]["code"]
    for key in ("yara", "zoe", "pat", "nora", "sven"):
        world.people[key] = add(world.institution, key)
    enrol(world.run, world.people["yara"], Place(code, cohort="Spring", learning_set="Set 9"))
    enrol(world.run, world.people["sven"], Place(code, cohort="Autumn", learning_set="Set 3"))
    enrol(other, world.people["zoe"], Place(elsewhere, cohort="Autumn", learning_set="Set 1"))
    was = enrol(world.run, world.people["pat"], Place(code, cohort="Autumn", learning_set="Set 1"))
    type(was).objects.filter(pk=was.pk).update(ends_on=clock.now().date() - DAY)


def make_town() -> Town:
    world, twin = (
        make_world(),
        make_world(name="Midshire University at Twinham", mail="twin.midshire.example"),
    )
    folder = FILES / "empowering-london"
    other = load_module(world.institution, read(folder / "module.yaml"), folder=folder)
    _staff(world, other)
    _students(world, other)
    run, leader = world.run, world.actor("ruth")
    begin_draft(run.institution, specification(run), run.files, run=run, by=leader)
    return Town(world, twin, other)
