"""Who may form sets, agree in one and say when they can meet is asked in the act itself."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.ground.refusal import Refused
from pactwork.modules.models import Enrolment, LearningSet, Role
from pactwork.people.actors import Actor
from pactwork.sets.actions import (
    agree_to_rules,
    apply_proposal,
    drop_proposal,
    end_pair,
    move_in_proposal,
    pair_up,
    propose,
    propose_rules,
    say_when,
    stop_errand,
)
from pactwork.sets.actions.errands import send_errand
from pactwork.sets.actions.forming import stored
from pactwork.sets.queries.gathering import gathered
from pactwork.sets.typed import Wish
from tests.stories import World, make_world


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as no:
        act()
    return no.value.refusal.code


def acts(world: World, by: Actor) -> list[Callable[[], object]]:
    """All that forms sets; who may is asked before whether it fits."""
    run, (one, other) = world.run, (world.enrolments[n].ref for n in ("nadine", "priya"))
    return [
        partial(pair_up, run, one, other, "apart", reason="So.", by=by),
        partial(end_pair, run, "x", by=by),
        partial(propose, run, Wish("new"), by=by),
        partial(stored, run, Wish("keep"), gathered(run), (), by),
        partial(send_errand, run, Wish("new"), 9, by=by),
        partial(stop_errand, run, "x", by=by),
        partial(move_in_proposal, run, "x", one, 0, was=None, by=by),
        partial(drop_proposal, run, "x", by=by),
        partial(apply_proposal, run, "x", shown="", until=None, by=by),
    ]


def test_only_its_leader_and_administrators_form_the_sets_of_a_run(world: World) -> None:
    there = make_world("Ashford University", "ashford.example")
    for by in (world.actor("helen"), world.actor("nadine"), there.actor("moira")):
        assert {refused(act) for act in acts(world, by)} == {"run_not_yours"}
    ruth = world.actor("ruth")
    Role.objects.filter(person=world.people["ruth"]).update(ends_on=date(2020, 1, 1))
    assert {refused(act) for act in acts(world, ruth)} == {"run_not_yours"}
    moira = world.actor("moira")
    assert refused(partial(propose, world.run, Wish("perhaps"), by=moira)) == "not_an_option"
    assert propose(world.run, Wish("keep"), by=moira).forming


def test_who_may_is_asked_under_the_lock_of_the_run(world: World) -> None:
    """So that whoever stops leading it at that moment is noticed by the act that waited for it."""
    for act in acts(world, world.actor("helen")):
        with CaptureQueriesContext(connection) as asked:
            assert refused(act) == "run_not_yours"
        read = [q["sql"] for q in asked if '"modules_r' in q["sql"]]  # runs, and roles on them
        assert ['FROM "modules_run"' in sql for sql in read] == [True, False], act
        assert connection.vendor == "sqlite" or "FOR NO KEY UPDATE" in read[0]


def test_only_members_write_and_agree_to_the_rules_of_a_set(world: World) -> None:
    group = LearningSet.objects.get(members__person=world.people["nadine"])
    nadine = world.actor("nadine")
    propose_rules(group, "We meet on Tuesdays.", expected=0, by=nadine)
    Enrolment.objects.filter(person=world.people["priya"]).update(ends_on=date(2020, 1, 1))
    for name in ("colin", "ruth", "moira", "priya"):
        by = world.actor(name)
        words = partial(propose_rules, group, "We never meet.", expected=1, by=by)
        assert refused(words) == "set_not_yours"
        assert refused(partial(agree_to_rules, group, version=1, by=by)) == "set_not_yours"
    agree_to_rules(group, version=1, by=world.actor("tomasz"))


def test_only_the_student_says_when_they_can_meet(world: World) -> None:
    place = world.enrolments["nadine"]
    for name in ("priya", "ruth"):
        by = world.actor(name)
        said = partial(say_when, place, slots=1, experience=2, discipline="Housing", by=by)
        assert refused(said) == "place_not_yours"
    say_when(place, slots=1, experience=2, discipline="Housing", by=world.actor("nadine"))
