"""Two leaders, or one who presses twice: exactly one act, and the other is told."""

from datetime import date

import pytest

from pactwork.contracts.queries.keys import keys_of_all
from pactwork.history.models import Entry
from pactwork.history.queries import broken_chains
from pactwork.modules.actions import (
    apply_roster,
    begin_draft,
    change_staff,
    copy_module,
    edit_draft,
    edit_module,
    put_in_force,
)
from pactwork.modules.editing.copying import later
from pactwork.modules.editing.fields import Part
from pactwork.modules.editing.parts import parts
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.editing.staff import held, lines, values
from pactwork.modules.editing.staff import stands_on as staff_stands_on
from pactwork.modules.models import ModuleDraft, Role, Run, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import in_force_beside, newest
from pactwork.modules.queries.drafting import stands_on as stands_between
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
        return edit_module(
            world.run, part, {"title": title}, expected=stands, by=world.actor("ruth")
        )

    assert at_once(lambda: save("One"), lambda: save("Two")) == ["done", "module_moved"]
    assert Run.objects.get().title in ("One", "Two")
    assert entries("module_edited") == 1


def test_two_pages_saved_at_once_are_both_kept(world: World) -> None:
    run, both = world.run, parts(specification(world.run))
    ruth = world.actor("ruth")
    about, ai = both["about"], both["ai"]
    stand = {key: stands_on(both[key], body_of(run)) for key in ("about", "ai")}
    done = at_once(
        lambda: edit_module(run, about, {"title": "T"}, expected=stand["about"], by=ruth),
        lambda: edit_module(run, ai, {"ai_use.summary": "S"}, expected=stand["ai"], by=ruth),
    )
    assert done == ["done", "done"]
    spec = specification(Run.objects.get())
    assert (spec.title, spec.ai_use.summary) == ("T", "S")


def test_a_run_is_copied_once(world: World) -> None:
    spec = later(specification(world.run), date(2027, 9, 27))
    roles = staff_on(world.run)

    def copy() -> object:
        return copy_module(world.run, spec, roles=roles, by=world.actor("ruth"))

    assert at_once(copy, copy, copy) == ["done", "run_exists", "run_exists"]
    assert Run.objects.count() == 2
    assert Role.objects.exclude(run=world.run).count() == len(roles)
    assert entries("module_copied") == 1


def test_two_put_a_draft_into_force(world: World) -> None:
    run, by = world.run, world.actor("ruth")
    draft = begin_draft(world.institution, specification(run), run.files, run=run, by=by)
    now = newest(draft)
    seen = stands_between(now, in_force_beside(draft, now, by))

    def put() -> object:
        return put_in_force(draft, expected=seen, by=by)

    assert at_once(put, put, put) == ["done", "draft_in_force", "draft_in_force"]
    assert entries("module_put_in_force") == 1
    assert SpecVersion.objects.filter(run=run, in_force=True).count() == 2


def test_two_start_a_draft_and_two_change_a_page_of_it(world: World) -> None:
    run, by = world.run, world.actor("ruth")

    def begin() -> object:
        return begin_draft(world.institution, specification(run), run.files, run=run, by=by)

    assert at_once(begin, begin) == ["done", "draft_open"]
    draft = ModuleDraft.objects.get()
    about, ai = (parts(specification(run))[key] for key in ("about", "ai"))
    stand = {part.key: stands_on(part, body_of(newest(draft))) for part in (about, ai)}

    def save(part: Part, typed: dict[str, str]) -> object:
        return edit_draft(draft, part, typed, expected=stand[part.key], by=by)

    done = at_once(lambda: save(about, {"title": "One"}), lambda: save(about, {"title": "Two"}))
    assert done == ["done", "module_moved"]
    stand["about"] = stands_on(about, body_of(newest(draft)))
    done = at_once(
        lambda: save(about, {"title": "Three"}), lambda: save(ai, {"ai_use.summary": "Little."})
    )
    assert done == ["done", "done"]
    spec = specification(newest(draft))
    assert (spec.title, spec.ai_use.summary) == ("Three", "Little.")


def test_a_page_in_force_and_a_draft_at_once(world: World) -> None:
    """Whichever is first, the other is refused or stands on it: nothing is overwritten unseen."""
    run, by = world.run, world.actor("ruth")
    draft = begin_draft(world.institution, specification(run), run.files, run=run, by=by)
    now = newest(draft)
    seen = stands_between(now, in_force_beside(draft, now, by))
    about = parts(specification(run))["about"]
    stands = stands_on(about, body_of(run))
    done = at_once(
        lambda: put_in_force(draft, expected=seen, by=by),
        lambda: edit_module(run, about, {"title": "T"}, expected=stands, by=world.actor("ruth")),
    )
    assert done in (["done", "done"], ["done", "draft_moved"], ["draft_moved", "done"])
    assert Run.objects.get().title == "T"


def test_two_leaders_change_the_team(world: World) -> None:
    rows = held(team_of(world.run))
    stands, people = staff_stands_on(rows), colleagues(world.run)

    def save(weeks: str) -> object:
        said = {**values(rows), f"{rows[0].name}.weeks": weeks}
        return change_staff(
            world.run, lines(world.run, rows, said, people), expected=stands, by=world.actor("ruth")
        )

    assert at_once(lambda: save("2"), lambda: save("3")) == ["done", "module_moved"]


def test_two_administrators_give_the_word_for_the_same_file(world: World) -> None:
    file = sheet(b"key,name,email,role,code\ns1,Ann,ann@x.example,student,AIN501")
    shown = planned(file, known(world.institution), world.run.ref).digest

    def load() -> object:
        return apply_roster(
            world.institution, file, run=world.run.ref, expected=shown, by=world.actor("moira")
        )

    assert at_once(load, load) == ["done", "roster_moved"]
    assert entries("roster_loaded") == 1
