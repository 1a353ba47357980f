"""Whose runs and files somebody sees: one condition at a time."""

from datetime import date

from pactwork.modules.queries import (
    enrolments_now,
    file_seen_by,
    roles_now,
    runs_seen_by,
    sets_of,
)
from pactwork.modules.queries.leading import runs_led_by
from pactwork.people.models import Person
from tests.conversations.test_clarifications import later
from tests.stories import World, make_world


def test_administrators_see_every_run_of_their_own_institution(world: World) -> None:
    other = make_world("Ashford University", "ashford.example")
    run = later(world)
    for names, runs in ((("moira", "ruth"), {world.run, run}), (("helen", "nadine"), {world.run})):
        for name in names:
            assert set(runs_seen_by(world.actor(name))) == runs, name
    assert set(runs_led_by(world.actor("moira"))) == {world.run, run}
    assert set(runs_led_by(world.actor("helen"))) == set()
    assert set(runs_seen_by(other.actor("moira"))) == {other.run}
    assert date(2027, 9, 27) == run.starts_on


def test_whoever_was_put_out_has_no_part(world: World) -> None:
    assert roles_now(world.actor("helen"))
    assert enrolments_now(world.actor("nadine"))
    assert sets_of(world.actor("nadine"))
    Person.objects.update(active=False)
    assert not roles_now(world.actor("helen"))
    assert not enrolments_now(world.actor("nadine"))
    assert not sets_of(world.actor("nadine"))


def test_each_file_is_the_one_that_was_asked_for(world: World) -> None:
    refs = sorted(set(world.run.files.values()))
    assert len(refs) > 1
    for ref in refs:
        found = file_seen_by(world.actor("nadine"), ref)
        assert found
        assert found.ref == ref
