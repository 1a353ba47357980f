"""Waiting has an owner: whose turn it is and since when, and how each promise of the university stands."""

from datetime import date, timedelta
from typing import Any

import pytest

from pactwork.contracts import actions
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.typed import Told
from pactwork.contracts.waiting import clock_of
from pactwork.ground import clock as the_clock
from pactwork.modules.queries import specification
from tests.conftest import Clock
from tests.contracts.plans import asked, reader, text_of
from tests.stories import CAROL, World

FRIDAY, SATURDAY, MONDAY = date(2026, 10, 9), date(2026, 10, 10), date(2026, 10, 12)


@pytest.mark.parametrize(
    ("due", "today", "state", "words"),
    [
        (MONDAY, date(2026, 10, 7), "go", "3 working days left"),
        (MONDAY, date(2026, 10, 8), "go", "2 working days left"),
        (MONDAY, FRIDAY, "slow", "1 working day left"),
        (MONDAY, SATURDAY, "slow", "1 working day left"),
        (MONDAY, MONDAY, "slow", "due today"),
        (MONDAY, date(2026, 10, 13), "stop", "1 day late"),
        (FRIDAY, MONDAY, "stop", "3 days late"),
    ],
)
def test_a_promise_as_a_clock(world: World, due: date, today: date, state: str, words: str) -> None:
    found = clock_of(due, today, specification(world.run).calendar)
    assert (found.state, found.words) == (state, words)


def turns(world: World, who: str, page: str = "drafts/") -> str:
    return text_of(world.client(who).get(f"/contracts/{world.contract().ref}/{page}"))


def test_each_stage_says_whose_turn_it_is(world: World, clock: Clock) -> None:
    assert "Your turn since 5 Oct 2026" in turns(world, "nadine", "steps/try/")
    world.share()
    assert "Your turn since 5 Oct 2026" in turns(world, "nadine")
    assert "Nadine’s turn since 5 Oct 2026" in turns(world, "helen", "review/")
    clock.forward(days=1)
    world.ask("workplace")
    world.ask("university")
    page = turns(world, "nadine")
    assert "With Carol Benning since 6 Oct 2026" in page
    assert "With the university since 6 Oct 2026" in page
    assert "working days left" in page
    assert "Your turn since" not in page
    world.answer("workplace")
    world.answer("university")
    assert "Nothing to do for now" in turns(world, "nadine")


PAGES = ("", "drafts/", "drafts/1/", "history/", "points/")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_student_says_it(world: World, page: str) -> None:
    world.share()
    world.ask("university")
    assert "With the university since 5 Oct 2026" in turns(world, "nadine", page)


def test_a_missed_promise_says_so_and_reaches_the_module_leader(world: World, clock: Clock) -> None:
    world.share()
    world.ask("university")
    due = world.dossier().asks[-1].due_on
    assert due is not None
    days = (due - the_clock.now().date()).days
    assert "Missed promises" not in text_of(world.client("ruth").get("/"))
    clock.forward(days=days + 1)
    for who, page in (("nadine", ""), ("helen", "review/"), ("nadine", "drafts/")):
        assert "1 day late" in turns(world, who, page)
    home = text_of(world.client("ruth").get("/"))
    assert "Missed promises" in home
    assert "Nadine Brooks" in home
    assert "1 day late" in home
    assert "1 day late" in text_of(world.client("helen").get("/queue/"))
    assert "Missed promises" not in text_of(world.client("helen").get("/"))
    world.answer("university")
    assert "Missed promises" not in text_of(world.client("ruth").get("/"))


def test_a_quiet_workplace_is_called_so(world: World, clock: Clock) -> None:
    asked(world)
    clock.forward(days=2)
    assert "no answer for" not in turns(world, "nadine")
    assert "1 workplace has not answered yet" in text_of(world.client("grace").get("/"))
    clock.forward(days=7)
    assert "no answer for 9 days" in turns(world, "nadine")
    for who in ("grace", "ruth"):
        home = text_of(world.client(who).get("/"))
        assert "1 was asked more than a week ago." in home
    assert "has not answered yet" not in text_of(world.client("helen").get("/"))


def test_the_reader_of_a_link_sees_whose_turn_it_is(world: World) -> None:
    carol = asked(world)
    world.ask("university")
    page = text_of(carol.open())
    assert "We asked you on Monday 5 October 2026." in page
    assert "Asked 5 Oct 2026, promised by" in page


def test_paused_it_is_nobodys_turn(world: World) -> None:
    asked(world)
    actions.pause(world.contract(), by=world.actor("nadine"), reason="A month of nights.")
    assert "Paused since 5 Oct 2026: nothing to do" in turns(world, "nadine")


def test_a_dispute_is_the_universitys_turn(world: World) -> None:
    world.share()
    told = Told("meeting", date(2026, 10, 5), **CAROL, reason="We met.")
    seat = world.seat("workplace").ref
    actions.record_yes(world.contract(), seat, told, by=world.actor("nadine"), draft=1)
    actions.dispute(world.contract(), seat, by=world.carol(), reason="I did not.")
    assert "The university has had a dispute to settle since 5 Oct 2026" in turns(world, "nadine")


def test_who_may_not_know_of_ethics_is_not_told_that_it_waits(world: World) -> None:
    world.share(triage={"covert": "yes"})
    world.ask("ethics")
    said = "With Ethics since 5 Oct 2026"
    assert said in turns(world, "nadine")
    assert said not in turns(world, "tomasz")


def test_an_overdue_condition_comes_back_to_its_giver(world: World, clock: Clock) -> None:
    world.share()
    world.ask("university")
    due = the_clock.now().date() + timedelta(days=3)
    point = PointSaid("Show me the consent sheet.", "signs", due_on=due)
    world.answer("university", "yes_conditions", points=(point,))
    assert "a condition for your team" not in text_of(world.client("helen").get("/"))
    clock.forward(days=4)
    overdue = "Nadine Brooks: a condition for your team to deal with"
    assert overdue in text_of(world.client("helen").get("/"))
    assert overdue not in text_of(world.client("grace").get("/"))
    page = text_of(world.client("helen").get("/queue/?show=conditions"))
    assert "Nadine Brooks" in page


@pytest.mark.parametrize("who", ["ruth", "grace", "helen"])
def test_the_home_of_staff_costs_the_same_for_one_and_for_many(
    world: World, clock: Clock, who: str, django_assert_max_num_queries: Any
) -> None:
    asked(world)
    world.ask("university")
    clock.forward(days=40)
    client = world.client(who)
    client.get("/")
    with django_assert_max_num_queries(13):
        client.get("/")
    for name in ("tomasz", "priya", "samir"):
        world.share(name)
        world.ask("workplace", name)
        world.ask("university", name)
    clock.forward(days=40)
    client = world.client(who)
    client.get("/")
    with django_assert_max_num_queries(13):
        client.get("/")
    assert reader(world).link.email == CAROL["email"]


def test_the_queue_has_disputes_and_overdue_conditions(world: World, clock: Clock) -> None:
    world.share()
    told = Told("meeting", date(2026, 10, 5), **CAROL, reason="We met.")
    seat = world.seat("workplace").ref
    actions.record_yes(world.contract(), seat, told, by=world.actor("nadine"), draft=1)
    actions.dispute(world.contract(), seat, by=world.carol(), reason="I did not.")
    for who in ("helen", "grace", "ruth"):
        page = text_of(world.client(who).get("/queue/?show=disputes"))
        assert "Settle a dispute" in page
        assert "Disputed 1" in page
    known = {"stands": True, "reason": "I rang her."}
    actions.settle_dispute(world.contract(), seat, by=world.actor("grace"), **known)
    assert "Disputed 0" in text_of(world.client("helen").get("/queue/"))
    world.share("tomasz")
    world.ask("university", "tomasz")
    due = the_clock.now().date() + timedelta(days=3)
    point = PointSaid("Show me the consent sheet.", "signs", due_on=due)
    world.answer("university", "yes_conditions", name="tomasz", points=(point,))
    assert "Nobody is waiting for us" in text_of(world.client("helen").get("/queue/"))
    clock.forward(days=4)
    page = text_of(world.client("helen").get("/queue/"))
    assert "One student is waiting for us" in page
    assert "A condition is overdue" in page
