"""Who teaches and helps, changed by the module's leader: as a roster would, on this run only."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from pactwork.history.models import Entry
from pactwork.modules.editing.staff import held, values
from pactwork.modules.models import Role
from pactwork.modules.queries.leading import team_of
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.models import Person
from tests.conftest import Clock
from tests.stories import World


class Page:
    def __init__(self, world: World, name: str = "ruth") -> None:
        self.client, self.world = world.client(name), world
        self.address = f"/modules/{world.run.ref}/change/people/"

    def open(self) -> dict[str, str]:
        text = self.client.get(self.address).content.decode()
        found = re.search(r'name="stands" value="([^"]+)"', text)
        assert found
        return {**values(held(team_of(self.world.run))), "stands": found[1]}

    def name(self, kind: str, key: str) -> str:
        return f"{kind}.{self.world.people[key].ref}"

    def save(self, said: dict[str, str] | None = None, **changes: str) -> Any:
        named = {k.replace("__", "."): v for k, v in changes.items()}
        return self.client.post(self.address, {**(said or self.open()), **named})


@pytest.fixture
def team(world: World, clock: Clock) -> Page:
    return Page(world)


def words(response: Any) -> str:
    return unescape(response.content.decode())


def role(key: str, kind: str) -> Role:
    return Role.objects.get(person__key=key, kind=kind)


def test_weeks_and_dates_are_changed_as_one_act(world: World, team: Page) -> None:
    before = Entry.objects.count()
    said = team.open() | {
        f"{team.name('careers', 'dan')}.weeks": "4, 6-7",
        f"{team.name('facilitator', 'owen')}.ends_on": "2026-12-18",
        f"{team.name('facilitator', 'owen')}.deputy_for": world.people["helen"].ref,
    }
    assert team.save(said).status_code == 302
    assert role("dan", "careers").weeks == [4, 6, 7]
    owen = role("owen", "facilitator")
    assert (owen.ends_on, owen.deputy_for) == (date(2026, 12, 18), world.people["helen"])
    entry = Entry.objects.order_by("-seq")[0]
    assert (Entry.objects.count() - before, entry.subject) == (1, world.run.ref)
    assert entry.by == world.actor("ruth").ref
    text = words(team.client.get(f"/modules/{world.run.ref}/change/"))
    assert "Who teaches and helps" in text[text.index("Recent changes") :]
    assert team.save().status_code == 302
    assert Entry.objects.count() - before == 1, "the same again is nothing"


def test_an_emptied_field_is_empty(world: World, team: Page) -> None:
    team.save(team.open() | {f"{team.name('careers', 'dan')}.weeks": ""})
    assert role("dan", "careers").weeks == []


def test_somebody_more_comes_and_somebody_ends(world: World, team: Page) -> None:
    new = {"new__person": world.people["anil"].ref, "new__kind": "facilitator", "new__weeks": "2"}
    assert team.save(**new).status_code == 302
    assert role("anil", "facilitator").weeks == [2]
    said = team.open() | {f"{team.name('facilitator', 'anil')}.remove": "yes"}
    assert team.save(said).status_code == 302
    assert world.client("anil").get(f"/modules/{world.run.ref}/").status_code == 200, "still ethics"
    assert [r.person.name for r in team_of(world.run) if r.kind == "facilitator"] == [
        "Dr Helen Marsh",
        "Owen Pritchard",
    ]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("weeks", "soon", "“soon” is not a list of weeks."),
        ("weeks", "40", "There is no week 40. This module has 12."),
        ("ends_on", "never", "“never” is not a date."),
    ],
)
def test_a_wrong_cell_is_said_at_its_field_and_nothing_is_written(
    world: World, team: Page, field: str, typed: str, sentence: str
) -> None:
    before = Entry.objects.count()
    name = team.name("careers", "dan")
    said = team.open() | {f"{name}.{field}": typed}
    said[f"{team.name('facilitator', 'owen')}.weeks"] = "9"
    answer = team.save(said)
    text = words(answer)
    assert answer.status_code == 422
    assert sentence in text
    assert f'href="#{name}.{field}"' in text
    assert 'value="9"' in text
    assert (Entry.objects.count(), role("owen", "facilitator").weeks) == (before, [])


def test_the_last_module_leader_stays(world: World, team: Page) -> None:
    said = team.open() | {f"{team.name('module_leader', 'ruth')}.remove": "yes"}
    assert "A module needs a module leader." in words(team.save(said))
    assert role("ruth", "module_leader").ends_on is None
    said |= {"new.person": world.people["helen"].ref, "new.kind": "module_leader"}
    assert team.save(said).status_code == 302
    assert team.client.get(team.address).status_code == 404, "who has ended it is out"


def test_the_second_of_two_leaders_is_told(world: World, team: Page) -> None:
    moira = Page(world, "moira")
    opened = moira.open()
    team.save(team.open() | {f"{team.name('careers', 'dan')}.weeks": "5"})
    name = team.name("facilitator", "owen")
    answer = moira.save(opened | {f"{name}.weeks": "8"})
    assert answer.status_code == 409
    assert "Someone else changed this page while you had it open." in words(answer)
    assert 'value="8"' in words(answer)
    assert role("dan", "careers").weeks == [5]


def test_nobody_of_elsewhere_and_no_student_can_be_put_on_it(world: World, team: Page) -> None:
    other = found_institution("Aardvark College")
    stranger = enter_person(other, key="s", name="Sam Stray", email="s@else.example")
    for person in (stranger, world.people["nadine"]):
        team.save(new__person=person.ref, new__kind="facilitator")
        assert not Role.objects.filter(person=person).exists()
    for kind in ("administrator", "student", "", "x"):
        answer = team.save(new__person=world.people["dan"].ref, new__kind=kind)
        assert "There is no role." in words(answer)
    dan = Person.objects.get(key="dan")
    assert (dan.administrator, dan.enrolments.exists()) == (False, False)
