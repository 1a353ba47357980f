"""A proposal for many people: worked out by the worker, once, whatever happens in the middle."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.installed import jobs
from pactwork.history.queries import broken_chains
from pactwork.modules.models import Enrolment, LearningSet
from pactwork.sets.actions import (
    apply_proposal,
    drop_proposal,
    pair_up,
    propose,
    stop_errand,
    work_out_proposals,
)
from pactwork.sets.actions.forming import worked_out
from pactwork.sets.actions.working_out import brought, taken, work_out
from pactwork.sets.models import Errand, Forming
from pactwork.sets.queries.gathering import gathered, open_proposal
from pactwork.sets.rules import when_to_queue as toil
from pactwork.sets.typed import Wish
from tests.conftest import Clock
from tests.one_line import one_line
from tests.sets.people import newcomers, say
from tests.sets.test_actions import UNTIL, last, refused, sets_now
from tests.stories import World

ASKED = {"kind": "new", "size": "5", "seed": "1", "colleagues": "apart"}


@pytest.fixture
def many(world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> World:
    """Ten people without a set, where more than five are many."""
    monkeypatch.setattr(toil, "MOST_AT_ONCE", 5)
    newcomers(world, 10)
    return world


def ask(world: World, kind: str = "new", **about: int) -> Errand:
    errand = propose(world.run, Wish(kind, **about), by=world.actor("ruth")).errand
    assert errand is not None
    return errand


def why(errand: Errand) -> str:
    errand.refresh_from_db()
    return errand.over_why


def page(world: World, who: str = "ruth") -> str:
    answer = world.client(who).get(reverse("sets:sets", args=[world.run.ref]))
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("kind", "placed", "people", "long"),
    [
        ("new", 500, 30_000, False),
        ("new", 501, 501, True),
        ("anew", 501, 501, True),
        ("keep", 0, 30_000, False),
        ("join", 3, 30_000, False),
        ("join", 60, 3_000, True),
        ("join", 300, 300, False),
    ],
)
def test_what_takes_long(kind: str, placed: int, people: int, long: bool) -> None:
    assert toil.takes_long(kind, placed, people) is long


def test_few_people_are_proposed_at_once(world: World) -> None:
    newcomers(world, 5)
    assert propose(world.run, Wish("new"), by=world.actor("ruth")).forming
    assert not Errand.objects.exists()


def test_many_are_worked_out_by_the_worker(many: World) -> None:
    before, errand = sets_now(many), ask(many)
    assert (errand.people, last()) == (10, ("proposal_wanted", {"kind": "new", "people": 10}))
    assert open_proposal(many.run) is None
    assert work_out_proposals in [job.run for job in jobs()]
    assert (work_out_proposals(), work_out_proposals()) == (1, 0)
    forming = open_proposal(many.run)
    assert forming is not None
    assert forming.by == many.people["ruth"]
    assert (why(errand), last()) == ("made", ("sets_proposed", {"kind": "new", "sets": 4}))
    assert sets_now(many) == before
    apply_proposal(many.run, forming.ref, shown=forming.shown, until=UNTIL, by=many.actor("ruth"))
    assert [len(keys) for name, keys in sorted(sets_now(many).items())] == [5, 1, 5, 5]
    assert list(broken_chains(keys_of_all())) == []


def test_what_the_worker_brings_is_what_would_have_come_at_once(
    many: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(10):
        say(many, f"new{n}", 1 << n % 3 | 1 << 5, n % 4)
    ask(many)
    work_out_proposals()
    later = Forming.objects.get().arrangement
    monkeypatch.setattr(toil, "MOST_AT_ONCE", 50)
    forming = propose(many.run, Wish("new"), by=many.actor("ruth")).forming
    assert forming is not None
    assert forming.arrangement == later


def test_asked_twice_for_the_same_it_is_worked_out_once(many: World) -> None:
    first = ask(many)
    assert ask(many) == first
    assert Errand.objects.count() == 1
    taken()
    assert ask(many) == first  # also while it is being worked out


def test_asked_for_something_else_that_counts(many: World) -> None:
    first = ask(many)
    begun = taken()
    second = ask(many, size=4)
    assert (why(first), second.over_at) == ("replaced", None)
    assert begun is not None
    assert work_out(begun) is False  # the worker comes back with what nobody wants any more
    assert open_proposal(many.run) is None
    assert work_out_proposals() == 1
    forming = open_proposal(many.run)
    assert forming is not None
    assert forming.size == 4


def test_a_proposal_made_at_once_is_the_newer_wish(many: World) -> None:
    errand = ask(many)
    assert propose(many.run, Wish("keep"), by=many.actor("ruth")).forming
    assert why(errand) == "replaced"
    assert work_out_proposals() == 0


def test_a_worker_that_dies_in_the_middle_is_followed_by_another(many: World, clock: Clock) -> None:
    errand, ruth = ask(many), many.actor("ruth")
    gone = taken()  # and is killed here: nothing more of it is ever written
    assert gone is not None
    assert work_out_proposals() == 0  # it may still be at it
    assert "We started at" in page(many)
    clock.forward(minutes=6)
    assert work_out_proposals() == 1
    first = open_proposal(many.run)
    assert work_out(gone) is False  # it was only slow: what it brings is thrown away
    assert open_proposal(many.run) == first
    assert (why(errand), errand.begun) == ("made", 2)
    assert Forming.objects.count() == 1
    assert first is not None
    drop_proposal(many.run, first.ref, by=ruth)


def test_what_kills_every_worker_is_given_up(many: World, clock: Clock) -> None:
    errand = ask(many)
    for _ in range(Errand.most_times):
        assert taken() is not None
        clock.forward(minutes=Errand.lease.seconds // 60 + 1)
    assert work_out_proposals() == 0
    assert why(errand) == "failed"
    assert last() == ("proposal_not_made", {"why": "failed"})
    assert "We started three times" in page(many)
    ask(many)
    assert "We started three times" not in page(many)


def test_a_fault_is_tried_again_in_a_minute(many: World) -> None:
    errand = ask(many)
    Errand.objects.filter(pk=errand.pk).update(kind="new", size=0)  # nothing can be made of this
    with pytest.raises(ZeroDivisionError):
        work_out_proposals()
    errand.refresh_from_db()
    assert (errand.begun_at, errand.begun, errand.over_at) == (None, 1, None)
    Errand.objects.filter(pk=errand.pk).update(size=5)
    assert work_out_proposals() == 1


def test_people_who_come_before_it_begins_are_in_it(many: World) -> None:
    ask(many)
    Enrolment.objects.filter(pk=many.enrolments["new0"].pk).update(ends_on=date(2026, 10, 1))
    work_out_proposals()
    forming = open_proposal(many.run)
    assert forming is not None
    placed = {key for group in forming.arrangement for key in group["members"]}
    assert many.enrolments["new0"].ref not in placed
    assert "People have joined, left or changed sets since" not in proposal(many)


def proposal(world: World) -> str:
    address = reverse("sets:proposal", args=[world.run.ref])
    return str(world.client("ruth").get(address).content.decode())


def test_people_who_go_while_it_is_worked_out_are_told_of(many: World) -> None:
    errand = ask(many)
    begun = taken()
    assert begun is not None
    found = gathered(begun.run)
    assert len(found.people) == 16
    Enrolment.objects.filter(pk=many.enrolments["new0"].pk).update(ends_on=date(2026, 10, 1))
    assert brought(begun, found, worked_out(Wish("new"), found)) is True
    assert why(errand) == "made"
    assert "People have joined, left or changed sets since" in proposal(many)
    forming = open_proposal(many.run)
    assert forming is not None
    with refused("sets_moved"):
        apply_proposal(
            many.run, forming.ref, shown=forming.shown, until=UNTIL, by=many.actor("ruth")
        )


def test_nobody_left_to_place_is_said(many: World) -> None:
    errand = ask(many)
    group = LearningSet.objects.get(run=many.run, name="Set 1")
    Enrolment.objects.filter(run=many.run, learning_set=None).update(learning_set=group)
    assert work_out_proposals() == 0
    assert why(errand) == "refused"
    assert "No proposal was made." in page(many)


def test_what_cannot_be_is_named_by_name(many: World, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [many.enrolments[f"new{n}"].ref for n in range(10)]
    for n in range(1, 10):
        pair_up(many.run, places[0], places[n], "apart", reason="So.", by=many.actor("ruth"))
    errand = ask(many)
    assert work_out_proposals() == 0
    assert why(errand) == "impossible"
    told = page(many)
    assert "No sets could be formed as you asked." in told
    assert "New Person 00" in told.partition("No sets could be formed")[2][:1500]
    assert last() == ("proposal_not_made", {"why": "impossible"})
    monkeypatch.setattr(toil, "MOST_AT_ONCE", 50)
    propose(many.run, Wish("keep"), by=many.actor("ruth"))
    assert "No sets could be formed as you asked." not in page(many)


def test_the_page_says_so_and_since_when(many: World, clock: Clock) -> None:
    ruth, here = many.client("ruth"), reverse("sets:sets", args=[many.run.ref])
    told = ruth.post(here, ASKED, follow=True)
    assert told.redirect_chain == [(here, 302)]
    words = told.content.decode()
    assert "A proposal is being worked out." in words
    assert "Prof. Ruth Adeyemi asked for it at" in words
    assert "for 10 people" in words
    assert f'href="{here}">Check if it is ready' in words
    assert ruth.get(reverse("sets:proposal", args=[many.run.ref])).status_code == 302
    assert "proposal is being worked out" in page(many, "moira")  # every leader sees it
    work_out_proposals()
    ready = page(many)
    assert "A proposal is being worked out." not in ready
    assert "A proposal is waiting for your decision." in ready


def test_the_page_says_what_becomes_of_a_proposal_that_waits(many: World) -> None:
    assert propose(many.run, Wish("keep"), by=many.actor("ruth")).forming
    ask(many)
    assert "it replaces the current proposal" in page(many)
    assert Forming.objects.filter(dropped_at=None).count() == 1
    work_out_proposals()
    assert Forming.objects.filter(dropped_at=None).get().kind == "new"


def test_of_many_without_a_set_the_first_sixty_are_named(world: World) -> None:
    newcomers(world, 62)
    told = one_line(page(world))
    named = told.partition("62 people have no set:")[2].partition("</p>")[0]
    assert (named.count("New Person"), "New Person 59 and 2 more." in named) == (60, True)
    assert propose(world.run, Wish("keep"), by=world.actor("ruth")).forming
    left = one_line(proposal(world)).partition("Without a learning set:")[2].partition("</div>")[0]
    assert (left.count("New Person"), "New Person 59 and 2 more" in left) == (60, True)


def test_it_can_be_stopped(many: World) -> None:
    errand, begun = ask(many), taken()
    address = reverse("sets:proposal", args=[many.run.ref])
    form = {"do": "stop", "errand": errand.ref}
    assert many.client("helen").post(address, form).status_code == 404
    assert many.client("ruth").post(address, form).status_code == 302
    assert (why(errand), last()) == ("stopped", ("proposal_unwanted", {}))
    assert begun is not None
    assert work_out(begun) is False
    assert work_out_proposals() == 0
    again = many.client("ruth").post(address, form)
    assert again.status_code == 422
    assert "That proposal is no longer being worked out." in again.content.decode()
    with refused("no_errand"):
        stop_errand(many.run, errand.ref, by=many.actor("ruth"))


def test_no_two_workers_have_the_same(many: World) -> None:
    errand = ask(many)
    assert (taken(), taken()) == (errand, None)


def test_the_page_costs_the_same_with_and_without(many: World) -> None:
    def cost() -> int:
        client = many.client("ruth")
        client.get(reverse("sets:sets", args=[many.run.ref]))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("sets:sets", args=[many.run.ref]))
        return len(seen)

    once = cost()
    ask(many)
    assert cost() == once <= 13
    work_out_proposals()
    assert cost() == once
