"""What the pages of hotseats have to show to each reader: asked of their queries."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from pactwork.ground import clock as ground
from pactwork.hotseats import actions
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.queries.guest import guest_page
from pactwork.hotseats.queries.panels import on_brief
from pactwork.hotseats.queries.queue import queue
from pactwork.hotseats.queries.run import run_page
from pactwork.hotseats.queries.seat import seat_page
from tests.conftest import Clock
from tests.conversations.test_clarifications import later
from tests.hotseats.seats import asked, code, fresh, invited, planned, said, topic
from tests.stories import World

pytestmark = pytest.mark.django_db


def test_each_hotseat_has_its_own_questions_and_votes(world: World) -> None:
    one, two = planned(world), planned(world, title="Silence")
    first, second = asked(world, one), asked(world, two, "nadine", "Who says hello?")
    actions.vote_for_question(first, by=world.actor("nadine"), on=True)
    found = queue(one, world.people["samir"].pk)
    assert [(a.question, a.voted) for a in found.waiting] == [(first, False)]
    found = queue(one, world.people["nadine"].pk)
    assert [(a.question, a.voted, a.mine) for a in found.waiting] == [(first, True, False)]
    assert [a.question for a in queue(two).waiting] == [second]
    assert not queue(one).out


def test_what_was_set_aside_is_for_whoever_asked_and_the_team(world: World) -> None:
    seat, helen = planned(world), world.actor("helen")
    mine, other = asked(world, seat), asked(world, seat, "nadine", "Who says hello?")
    actions.merge(other, into=mine.ref, by=helen)
    actions.set_question_aside(mine, by=helen, why="That is about one caller.")
    for name, sees in (("priya", [mine]), ("samir", []), ("helen", [mine])):
        found = seat_page(seat, world.actor(name)).queue
        assert [a.question for a in found.out] == sees, name
        assert found.waiting == [], name


def test_topics_of_the_run_and_those_set_aside_for_whoever_proposed_them(world: World) -> None:
    kept, away = topic(world), topic(world, "priya", "Silence")
    actions.vote_for_topic(kept, by=world.actor("samir"), on=True)
    actions.set_topic_aside(away, by=world.actor("helen"), why="We had this.")
    for name, sees in (("priya", [away]), ("samir", []), ("helen", [away])):
        page = run_page(world.run, world.actor(name))
        assert [(row.topic, row.voted) for row in page.topics] == [(kept, name == "samir")]
        assert [row.topic for row in page.aside] == sees, name
    planned(world)
    other = run_page(later(world), world.actor("ruth"))
    assert (other.topics, other.aside, other.seats) == ([], [], {})


def test_a_topic_comes_back_when_its_hotseat_is_cancelled(world: World) -> None:
    mine, helen = topic(world), world.actor("helen")
    topic(world, "priya", "Silence")
    seat = actions.plan(world.run, said(), by=helen, topic=mine)
    assert mine not in [row.topic for row in run_page(world.run, helen).topics]
    assert len(run_page(world.run, helen).topics) == 1
    actions.cancel(seat, by=helen, why="The guest is ill.")
    assert len(run_page(world.run, helen).topics) == 2


def test_the_brief_shows_the_one_that_is_open(world: World, clock: Clock) -> None:
    def shown(run: Any = None) -> Any:
        brief: Any = SimpleNamespace(run=run or world.run)
        return on_brief(None, brief=brief)["hot"]["open"]  # type: ignore[arg-type]

    seat = invited(world)
    assert shown() is None  # not open yet
    clock.set(seat.opens_at)
    assert shown() == seat
    assert shown(later(world)) is None
    rows = Hotseat.objects.filter(pk=seat.pk)
    for gone in ({"cancelled_at": ground.now()}, {"declined_at": ground.now()}):
        rows.update(**gone)
        assert shown() is None
        rows.update(**dict.fromkeys(gone))
    clock.set(seat.closes_at)
    assert shown() is None


def test_a_guest_who_is_not_coming_reads_no_questions(world: World, clock: Clock) -> None:
    seat = invited(world)
    asked(world, seat)
    assert guest_page(fresh(seat)).state == "planned"
    assert len(guest_page(fresh(seat)).waiting) == 1
    actions.decline(fresh(seat), code=code(seat), client="b", why="I am away.")
    assert (guest_page(fresh(seat)).state, guest_page(fresh(seat)).waiting) == ("declined", [])
    rows = Hotseat.objects.filter(pk=seat.pk)
    rows.update(declined_at=None, cancelled_at=ground.now())
    assert (guest_page(fresh(seat)).state, guest_page(fresh(seat)).waiting) == ("cancelled", [])
    rows.update(cancelled_at=None)
    clock.set(seat.closes_at + timedelta(days=400))
    assert (guest_page(fresh(seat)).state, guest_page(fresh(seat)).waiting) == ("gone", [])
