"""Several at once, or one who presses twice: exactly one vote, one hotseat of a topic, one answer."""

import pytest

from pactwork.history.models import Entry
from pactwork.hotseats import actions
from pactwork.hotseats.models import Answer, Hotseat, QuestionVote, TopicVote
from tests.conftest import Clock
from tests.contracts.test_races import at_once
from tests.hotseats.seats import asked, planned, said, topic
from tests.stories import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None, clock: Clock) -> World:
    return make_world()


def test_a_vote_pressed_three_times_at_once_counts_once(world: World) -> None:
    mine, seat = topic(world, "colin"), planned(world)
    question, priya = asked(world, seat, "colin"), world.actor("priya")

    def for_topic() -> object:
        return actions.vote_for_topic(mine, by=priya, on=True)

    def for_question() -> object:
        return actions.vote_for_question(question, by=priya, on=True)

    assert at_once(for_topic, for_topic, for_topic) == ["done"] * 3
    assert at_once(for_question, for_question, for_question) == ["done"] * 3
    assert TopicVote.objects.filter(person=world.people["priya"]).count() == 1
    assert QuestionVote.objects.filter(person=world.people["priya"]).count() == 1
    assert Entry.objects.filter(act__in=["topic_voted", "question_voted"]).count() == 2


def test_one_hotseat_comes_of_a_topic(world: World) -> None:
    mine = topic(world)

    def plan(name: str) -> object:
        return actions.plan(world.run, said(), by=world.actor(name), topic=mine)

    assert at_once(lambda: plan("helen"), lambda: plan("owen")) == ["done", "topic_planned"]
    assert Hotseat.objects.count() == 1


def test_two_of_the_team_write_down_one_answer_and_one_earlier_wording(world: World) -> None:
    question = asked(world, planned(world))

    def write(name: str) -> object:
        return actions.answer_for_guest(question, by=world.actor(name), text=f"She told {name}.")

    assert at_once(lambda: write("helen"), lambda: write("owen")) == ["done", "done"]
    assert Answer.objects.count() == 1
    assert Answer.objects.get().earlier.count() == 1
