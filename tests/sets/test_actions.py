"""What people say, pairs, proposals and ground rules: what each action writes and refuses."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.modules.models import Enrolment, LearningSet
from pactwork.sets.actions import (
    agree_to_rules,
    apply_proposal,
    drop_proposal,
    end_pair,
    move_in_proposal,
    pair_up,
    propose,
    propose_rules,
)
from pactwork.sets.models import Availability, Consent, Forming, GroundRules, Pair
from pactwork.sets.queries.gathering import gathered, open_proposal, provisional_until
from pactwork.sets.typed import Wish
from tests.conftest import Clock
from tests.sets.people import EVENINGS, MORNINGS, newcomers, say
from tests.stories import World

UNTIL = date(2026, 10, 30)


def refused(code: str):
    return pytest.raises(Refused, match=f"^{code}$")


def last() -> tuple[str, dict]:
    entry = Entry.objects.order_by("-pk")[0]
    return entry.act, entry.payload


def sets_now(world: World) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    places = Enrolment.objects.filter(run=world.run).select_related("learning_set", "person")
    for place in places.order_by("person__name"):
        found.setdefault(place.learning_set.name if place.learning_set else "", []).append(
            place.ref
        )
    return found


def test_what_is_said_again_replaces_what_was_said(world: World) -> None:
    say(world, "nadine", MORNINGS)
    say(world, "nadine", EVENINGS, None)
    said = Availability.objects.get()
    assert (said.slots, said.experience, said.discipline) == (EVENINGS, None, "Housing")
    assert last() == ("availability_said", {"times": 4})
    with refused("not_an_option"):
        say(world, "nadine", 1 << 21)
    with refused("not_an_option"):
        say(world, "nadine", 1, 5)


def test_a_pair_has_two_people_a_reason_and_one_rule(world: World) -> None:
    nadine, priya = world.enrolments["nadine"].ref, world.enrolments["priya"].ref
    ruth = world.actor("ruth")
    made = pair_up(world.run, nadine, priya, "apart", reason=" A dispute. ", by=ruth)
    assert (made.reason, made.by_id) == ("A dispute.", ruth.person_id)
    for code, one, other, reason in (
        ("pair_known", priya, nadine, "Again."),
        ("pair_of_two", nadine, nadine, "Herself."),
        ("pair_unknown", nadine, "nobody", "Who?"),
        ("reason_missing", nadine, world.enrolments["samir"].ref, " "),
    ):
        with refused(code):
            pair_up(world.run, one, other, "together", reason=reason, by=ruth)
    with refused("not_an_option"):
        pair_up(world.run, nadine, priya, "perhaps", reason="They asked.", by=ruth)
    assert "dispute" not in str(last())
    end_pair(world.run, made.ref, by=ruth)
    with refused("pair_over"):
        end_pair(world.run, made.ref, by=ruth)
    pair_up(world.run, nadine, priya, "together", reason="Settled.", by=ruth)
    assert Pair.objects.filter(ended_at=None).get().kind == "together"


def test_new_sets_are_proposed_then_applied(world: World) -> None:
    places, before, ruth = newcomers(world, 10), sets_now(world), world.actor("ruth")
    for n in range(10):
        say(world, f"new{n}", EVENINGS if n % 2 else MORNINGS, n % 5)
    forming = propose(world.run, Wish("new"), by=ruth).forming
    assert forming is not None
    assert sets_now(world) == before
    apply_proposal(world.run, forming.ref, shown=forming.shown, until=UNTIL, by=ruth)
    after = sets_now(world)
    assert after["Set 1"] == before["Set 1"]
    odd = sorted(place.ref for n, place in enumerate(places) if n % 2)
    assert odd in [sorted(after["Set 3"]), sorted(after["Set 4"])]
    assert last() == ("sets_formed", {"kind": "new", "moved": 10})
    with refused("no_proposal"):
        apply_proposal(world.run, forming.ref, shown=forming.shown, until=UNTIL, by=ruth)
    with refused("nobody_to_place"):
        propose(world.run, Wish("join"), by=ruth)


def test_what_cannot_be_is_named(world: World) -> None:
    places, ruth = newcomers(world, 4), world.actor("ruth")
    pair_up(world.run, places[0].ref, places[1].ref, "apart", reason="They asked.", by=ruth)
    found = propose(world.run, Wish("new"), by=ruth)
    assert found.forming is None
    assert found.conflicts[0].kind == "rules"
    assert set(found.conflicts[0].keys) == {places[0].ref, places[1].ref}
    assert not Forming.objects.exists()


def test_a_joiner_is_placed_and_nobody_moves(world: World) -> None:
    before, ruth = sets_now(world), world.actor("ruth")
    say(world, "colin", MORNINGS)
    (place,) = newcomers(world, 1)
    say(world, "new0", MORNINGS)
    forming = propose(world.run, Wish("join"), by=ruth).forming
    assert forming is not None
    apply_proposal(world.run, forming.ref, shown=forming.shown, until=None, by=ruth)
    after = sets_now(world)
    assert after["Set 1"] == before["Set 1"]
    assert sorted(after["Set 2"]) == sorted([*before["Set 2"], place.ref])


def test_all_sets_anew_only_while_provisional(world: World, clock: Clock) -> None:
    newcomers(world, 10)
    ruth = world.actor("ruth")
    with refused("sets_not_formed_here"):
        propose(world.run, Wish("anew"), by=ruth)
    first = propose(world.run, Wish("new"), by=ruth).forming
    assert first is not None
    apply_proposal(world.run, first.ref, shown=first.shown, until=UNTIL, by=ruth)
    found = propose(world.run, Wish("anew", colleagues_apart=False), by=ruth).forming
    assert found is not None
    apply_proposal(world.run, found.ref, shown=found.shown, until=UNTIL, by=ruth)
    assert sorted(len(keys) for keys in sets_now(world).values()) == [5, 5, 6]
    clock.forward(days=40)
    with refused("sets_settled"):
        propose(world.run, Wish("anew"), by=ruth)


def test_sets_of_a_roster_become_provisional_and_settle_again(world: World, clock: Clock) -> None:
    before, ruth = sets_now(world), world.actor("ruth")
    kept = propose(world.run, Wish("keep"), by=ruth).forming
    assert kept is not None
    apply_proposal(world.run, kept.ref, shown=kept.shown, until=UNTIL, by=ruth)
    assert sets_now(world) == before
    assert provisional_until(world.run) == UNTIL
    anew = propose(world.run, Wish("anew", colleagues_apart=False), by=ruth).forming
    assert anew is not None
    apply_proposal(world.run, anew.ref, shown=anew.shown, until=None, by=ruth)
    assert len(sets_now(world)) == 1
    with refused("sets_not_formed_here"):
        propose(world.run, Wish("anew"), by=ruth)


def test_a_move_by_hand_and_a_proposal_that_no_longer_fits(world: World) -> None:
    places, ruth = newcomers(world, 10), world.actor("ruth")
    forming = propose(world.run, Wish("new"), by=ruth).forming
    assert forming is not None
    one = forming.arrangement[2]["members"][0]
    move_in_proposal(world.run, forming.ref, one, 3, was=2, by=ruth)
    with refused("proposal_moved"):
        move_in_proposal(world.run, forming.ref, one, 3, was=2, by=ruth)
    move_in_proposal(world.run, forming.ref, one, None, was=3, by=ruth)
    changed = open_proposal(world.run)
    assert changed is not None
    assert [len(group["members"]) for group in changed.arrangement] == [5, 1, 4, 5]
    Enrolment.objects.filter(pk=places[0].pk).update(ends_on=date(2026, 10, 1))
    with refused("sets_moved"):
        apply_proposal(world.run, forming.ref, shown=forming.shown, until=UNTIL, by=ruth)
    drop_proposal(world.run, forming.ref, by=ruth)
    with refused("no_proposal"):
        drop_proposal(world.run, forming.ref, by=ruth)


def test_the_last_proposal_counts_and_a_past_day_is_no_date(world: World) -> None:
    newcomers(world, 5)
    ruth = world.actor("ruth")
    first = propose(world.run, Wish("new"), by=ruth).forming
    second = propose(world.run, Wish("new", size=4), by=ruth).forming
    assert first is not None
    assert second is not None
    with refused("proposal_changed"):
        apply_proposal(world.run, first.ref, shown=first.shown, until=UNTIL, by=ruth)
    with refused("no_proposal"):
        apply_proposal(world.run, first.ref, shown="", until=UNTIL, by=ruth)
    with refused("date_past"):
        apply_proposal(
            world.run, second.ref, shown=second.shown, until=UNTIL - timedelta(days=60), by=ruth
        )
    assert LearningSet.objects.count() == 2


def test_putting_sets_into_force_costs_the_same_for_more(world: World) -> None:
    def cost() -> int:
        ruth = world.actor("ruth")
        forming = propose(world.run, Wish("new"), by=ruth).forming
        assert forming is not None
        with CaptureQueriesContext(connection) as seen:
            apply_proposal(world.run, forming.ref, shown=forming.shown, until=UNTIL, by=ruth)
        return len(seen)

    newcomers(world, 5)
    once = cost()
    Enrolment.objects.filter(run=world.run, learning_set__name="Set 3").update(learning_set=None)
    newcomers(world, 20, start=5)
    assert cost() == once
    assert sorted(len(keys) for keys in sets_now(world).values()) == [1, 5, 5, 5, 5, 5, 5]


def test_whoever_left_meanwhile_is_given_no_set(world: World) -> None:
    newcomers(world, 5)
    ruth, gone = world.actor("ruth"), world.enrolments["colin"]
    Enrolment.objects.filter(pk=gone.pk).update(ends_on=date(2026, 10, 1), learning_set=None)
    forming = propose(world.run, Wish("new"), by=ruth).forming
    assert forming is not None
    moved = move_in_proposal(world.run, forming.ref, gone.ref, 0, was=None, by=ruth)
    apply_proposal(world.run, forming.ref, shown=moved.shown, until=UNTIL, by=ruth)
    gone.refresh_from_db()
    assert gone.learning_set is None


def test_ground_rules_are_agreed_to_word_for_word(world: World) -> None:
    group = world.enrolments["nadine"].learning_set
    assert group is not None
    nadine, priya = world.actor("nadine"), world.actor("priya")
    first = propose_rules(group, "We meet on Tuesdays.\r\n", expected=0, by=nadine)
    assert (first.version, first.words) == (1, "We meet on Tuesdays.")
    agree_to_rules(group, version=1, by=priya)
    agree_to_rules(group, version=1, by=priya)
    assert Entry.objects.filter(act="rules_agreed").count() == 1
    with refused("rules_moved"):
        propose_rules(group, "We meet on Fridays.", expected=0, by=priya)
    with refused("rules_same"):
        propose_rules(group, "We meet on Tuesdays.", expected=1, by=priya)
    with refused("rules_empty"):
        propose_rules(group, " \n", expected=1, by=priya)
    with refused("too_long"):
        propose_rules(group, "x" * 2001, expected=1, by=priya)
    propose_rules(group, "We meet on Fridays.", expected=1, by=priya)
    with refused("rules_moved"):
        agree_to_rules(group, version=1, by=nadine)
    assert list(Consent.objects.values_list("rules__version", "person")) == [
        (1, nadine.person_id), (1, priya.person_id), (2, priya.person_id),
    ]  # fmt: skip
    assert GroundRules.objects.count() == 2


def test_everybody_is_gathered_in_so_many_queries(world: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            found = gathered(world.run)
            assert found.people
            assert found.stands_on
            found.crowd(found.rules(5, True))
        return len(seen)

    newcomers(world, 1)
    once = asked()
    newcomers(world, 3)
    assert once == asked() == 4
