"""Which question, topic and answer of a hotseat somebody sees: one condition at a time."""

import pytest

from pactwork.hotseats import actions
from pactwork.hotseats.models import Answer
from pactwork.hotseats.visibility import (
    answer_seen_by,
    hotseat_seen_by,
    hotseats_seen_by,
    question_seen_by,
    topic_seen_by,
)
from pactwork.modules.actions import give_role
from pactwork.modules.models import Role
from tests.conftest import Clock
from tests.conversations.test_clarifications import later
from tests.hotseats.seats import asked, planned, topic
from tests.stories import World

pytestmark = pytest.mark.django_db


def test_what_is_asked_for_is_what_is_shown(world: World) -> None:
    seat, by = planned(world), world.actor("nadine")
    one, two = asked(world, seat), asked(world, seat, "nadine", "Who says hello?")
    first, second = topic(world), topic(world, "priya", "Silence")
    for question in (one, two):
        assert question_seen_by(by, question.ref) == question
        actions.answer_for_guest(question, by=world.actor("ruth"), text=f"On {question.text}")
    for wanted in (first, second):
        assert topic_seen_by(by, wanted.ref) == wanted
    for given in Answer.objects.all():
        assert answer_seen_by(world.actor("helen"), given.ref) == given
    assert topic_seen_by(by, "nowhere") is None
    assert question_seen_by(by, "nowhere") is None


def test_the_archive_is_for_answers(world: World, clock: Clock) -> None:
    """Whoever takes or teaches a later run of the module reads what was answered, and asks nothing."""
    seat = planned(world)
    mine, about = asked(world, seat), topic(world)
    run = later(world)
    give_role(run, world.people["grace"], "facilitator")
    Role.objects.filter(person=world.people["grace"], run=world.run).delete()
    clock.set(seat.closes_at)
    by = world.actor("grace")
    assert hotseat_seen_by(by, seat.ref) == seat
    assert question_seen_by(by, mine.ref) is None
    assert topic_seen_by(by, about.ref) is None


def test_administrators_look_after_all_of_them(world: World) -> None:
    assert list(hotseats_seen_by(world.actor("moira"))) == [] != [planned(world)]
    assert hotseats_seen_by(world.actor("moira")).count() == 1


def test_the_team_reads_an_answer_before_it_opens(world: World) -> None:
    mine = asked(world, planned(world))
    given = actions.answer_for_guest(mine, by=world.actor("ruth"), text="She says: you do.")
    assert answer_seen_by(world.actor("nadine"), given.ref) is None
    assert answer_seen_by(world.actor("helen"), given.ref) == given
