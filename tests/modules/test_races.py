"""Two leaders, or one who presses twice: exactly one act, and the other is told."""

from datetime import date

import pytest

from pactwork.contracts.queries.keys import keys_of_all
from pactwork.history.models import Entry
from pactwork.history.queries import broken_chains
from pactwork.modules.actions import apply_roster, change_staff, copy_module, edit_module
from pactwork.modules.editing.copying import later
from pactwork.modules.editing.parts import parts
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.editing.staff import held, lines, values
from pactwork.modules.editing.staff import stands_on as staff_stands_on
from pactwork.modules.models import Role, Run
from pactwork.modules.queries import specification
from pactwork.modules.queries.leading import colleagues, staff_on, team_of
from pactwork.modules.roster.known import known
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import sheet
from tests.conftest import Clock
from tests.contracts.test_races import at_once
from tests.stories import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None, clock: Clock) -> World:
    return make_world()


def entries(act: str) -> int:
    assert list(broken_chains(keys_of_all())) == []
    return Entry.objects.filter(act=act).count()


def test_two_leaders_save_the_same_page(world: World) -> None:
    part = parts(specification(world.run))["about"]
    stands = stands_on(part, body_of(world.run))

    def save(title: str) -> object:
        return edit_module(world.run, part, {"title": title}, expected=stands, by="person:x")

    assert at_once(lambda: save("One"), lambda: save("Two")) == ["done", "module_moved"]
    assert Run.objects.get().title in ("One", "Two")
    assert entries("module_edited") == 1


def test_two_pages_saved_at_once_are_both_kept(world: World) -> None:
    run, both = world.run, parts(specification(world.run))
    about, ai = both["about"], both["ai"]
    stand = {key: stands_on(both[key], body_of(run)) for key in ("about", "ai")}
    done = at_once(
        lambda: edit_module(run, about, {"title": "T"}, expected=stand["about"], by="a"),
        lambda: edit_module(run, ai, {"ai_use.summary": "S"}, expected=stand["ai"], by="b"),
    )
    assert done == ["done", "done"]
    spec = specification(Run.objects.get())
    assert (spec.title, spec.ai_use.summary) == ("T", "S")


def test_a_run_is_copied_once(world: World) -> None:
    spec = later(specification(world.run), date(2027, 9, 27))
    roles = staff_on(world.run)

    def copy() -> object:
        return copy_module(world.run, spec, roles=roles, by="person:x")

    assert at_once(copy, copy, copy) == ["done", "run_exists", "run_exists"]
    assert Run.objects.count() == 2
    assert Role.objects.exclude(run=world.run).count() == len(roles)
    assert entries("module_copied") == 1


def test_two_leaders_change_the_team(world: World) -> None:
    rows = held(team_of(world.run))
    stands, people = staff_stands_on(rows), colleagues(world.run)

    def save(weeks: str) -> object:
        said = {**values(rows), f"{rows[0].name}.weeks": weeks}
        return change_staff(
            world.run, lines(world.run, rows, said, people), expected=stands, by="x"
        )

    assert at_once(lambda: save("2"), lambda: save("3")) == ["done", "module_moved"]


def test_two_administrators_give_the_word_for_the_same_file(world: World) -> None:
    file = sheet(b"key,name,email,role,code\ns1,Ann,ann@x.example,student,AIN501")
    shown = planned(file, known(world.institution), world.run.ref).digest

    def load() -> object:
        return apply_roster(
            world.institution, file, run=world.run.ref, expected=shown, by="person:x"
        )

    assert at_once(load, load) == ["done", "roster_moved"]
    assert entries("roster_loaded") == 1
