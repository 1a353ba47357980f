"""Who is asked to review, and what happens when somebody does not come."""

from datetime import date
from typing import Any

import pytest

from pactwork.contracts.actions import end_contract, pause, share_draft
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.clock import now as clock_now
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery, Entry
from pactwork.history.queries import broken_chains
from pactwork.modules.models import Enrolment
from pactwork.reviews.actions import (
    ask_reviewers,
    decline_review,
    give_review,
    rescue_reviews,
    waive_review,
)
from pactwork.reviews.models import Pace, Review, Round
from pactwork.reviews.rules.asking import Peer, chosen, wanted
from pactwork.reviews.rules.verdicts import QUESTIONS, Verdict, divided
from pactwork.sets.models import Pair
from tests.conftest import Clock
from tests.stories import World

GOOD = {q: Verdict(4, "It could be.") for q in QUESTIONS}


def asked(world: World, name: str = "nadine", **only: Any) -> dict[str, Review]:
    """The reviews of somebody's contract by the reviewer's key in the world."""
    names = {person.pk: key for key, person in world.people.items()}
    rows = Review.objects.filter(contract=world.contract(name), **only)
    return {names[r.reviewer_id]: r for r in rows}


def leave(world: World, name: str, on: date) -> None:
    Enrolment.objects.filter(pk=world.enrolments[name].pk).update(ends_on=on)


def letters(kind: str) -> list[str]:
    return sorted(Delivery.objects.filter(kind=kind).values_list("to", flat=True))


def give(world: World, who: str, draft: int = 1, name: str = "nadine", **said: Verdict) -> Review:
    verdicts = {**GOOD, **said}
    return give_review(world.contract(name), by=world.actor(who), draft=draft, verdicts=verdicts)


def missed(world: World, clock: Clock) -> str:
    """Five days without a review: Colin is asked instead of one of them; who that is."""
    for days in (3, 2):
        clock.forward(days=days)
        rescue_reviews()
    first = asked(world)["colin"].substitute_for
    return next(name for name, review in asked(world).items() if review == first)


@pytest.mark.parametrize(("others", "asked"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (9, 3)])
def test_three_are_wanted_or_as_many_as_there_are(others: int, asked: int) -> None:
    assert wanted(others) == asked


def test_by_turns_then_the_least_burdened_and_who_owes_goes_on() -> None:
    peers = [Peer(1, 0, again=True), Peer(2, 3), Peer(3, 1), Peer(4, 9, carried=True)]
    assert chosen(peers, 3) == [4, 3, 2]
    assert chosen([Peer(1, 0, again=True), Peer(2, 3, again=True)], 3) == [1, 2]


def test_wide_apart_is_three_and_more() -> None:
    assert divided({"real": [1, 4], "doable": [2, 4], "cut": []}) == ["real"]


@pytest.mark.parametrize("early", [["priya"], ["priya", "jane"], ["priya", "jane", "samir"]])
def test_who_reviewed_before_anybody_was_asked_is_one_of_the_three(
    world: World, early: list[str]
) -> None:
    world.share()
    for who in early:
        give(world, who)
    assert ask_reviewers() == 1
    assert len(asked(world)) == 3
    assert set(asked(world, given_at__isnull=False)) == set(early)
    assert not letters("nobody_to_review")
    assert ask_reviewers() == 0


def test_a_set_of_two_in_which_the_other_was_faster(world: World, clock: Clock) -> None:
    world.share()
    give(world, "priya")
    for who in ("tomasz", "samir", "jane"):
        leave(world, who, date(2026, 9, 30))
    assert ask_reviewers() == 1
    assert set(asked(world)) == {"priya"}
    assert not letters("nobody_to_review")


def test_a_shared_draft_asks_three_of_the_set_once(world: World, clock: Clock) -> None:
    world.share()
    assert (ask_reviewers(), ask_reviewers()) == (1, 0)
    found = asked(world)
    assert len(found) == 3
    assert set(found) <= {"tomasz", "priya", "samir", "jane"}
    assert {r.due_on for r in found.values()} == {date(2026, 10, 8)}  # Monday and three days
    assert len(letters("review_asked")) == 3
    entry = Entry.objects.filter(act="reviews_asked").get()
    assert (entry.by, len(entry.payload["reviewers"])) == ("system", 3)
    assert list(broken_chains(keys_of_all())) == []


def test_the_fourth_is_asked_first_about_the_next_draft(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    first = set(asked(world))
    for who in first:
        give(world, who)
    world.share(stops={"inside": "Only my own calls."})
    ask_reviewers()
    second = set(asked(world, draft__number=2))
    assert len(second) == 3
    assert second - first  # whoever was not asked is, now


def test_who_owes_one_goes_on_to_the_newer_draft_without_another_letter(
    world: World, clock: Clock
) -> None:
    world.share()
    ask_reviewers()
    first = set(asked(world))
    world.share(stops={"inside": "Only my own calls."})
    ask_reviewers()
    assert set(asked(world, draft__number=2)) == first
    assert {r.over_why for r in asked(world, draft__number=1).values()} == {"newer"}
    assert len(letters("review_asked")) == 3


def test_burdens_are_shared_over_the_set(world: World, clock: Clock) -> None:
    for name in ("nadine", "tomasz", "priya", "samir", "jane"):
        world.share(name)
    ask_reviewers()
    of_set = [n for n in world.enrolments if n != "colin"]  # he is in another
    owed = [Review.objects.filter(reviewer=world.people[n]).count() for n in of_set]
    assert sum(owed) == 15
    assert max(owed) - min(owed) <= 2


def test_a_set_chooses_its_own_days(world: World, clock: Clock) -> None:
    learning_set = world.contract().enrolment.learning_set
    assert learning_set
    Pace.objects.create(learning_set=learning_set, days=5)
    world.share()
    ask_reviewers()
    assert {r.due_on for r in asked(world).values()} == {date(2026, 10, 12)}


def test_a_set_of_two_asks_the_other(world: World, clock: Clock) -> None:
    for name in ("tomasz", "priya", "samir"):
        leave(world, name, date(2026, 10, 4))
    world.share()
    ask_reviewers()
    assert set(asked(world)) == {"jane"}


def test_alone_in_a_set_the_facilitators_are_told_and_a_newcomer_is_asked(
    world: World, clock: Clock
) -> None:
    world.share("colin")
    assert (ask_reviewers(), ask_reviewers()) == (1, 0)
    assert Round.objects.get().asked == 0
    assert letters("nobody_to_review") == ["helen@midshire.example", "owen@midshire.example"]
    place = Enrolment.objects.filter(pk=world.enrolments["jane"].pk)
    place.update(learning_set=world.contract("colin").enrolment.learning_set)
    assert ask_reviewers() == 1
    assert set(asked(world, "colin")) == {"jane"}


@pytest.mark.parametrize("how", ["old", "wording", "paused", "ended", "left"])
def test_nobody_is_asked_about_what_nobody_should_read(
    world: World, clock: Clock, how: str
) -> None:
    world.share()
    contract = world.contract()
    if how == "wording":
        ask_reviewers()
        Review.objects.all().delete()
        world.write(stops={"inside": "My own calls."})
        share_draft(contract, by=world.actor("nadine"), note="Shorter.", wording_only=True)
    elif how == "paused":
        pause(contract, by=world.actor("helen"), reason="She is ill for a while.")
    elif how == "ended":
        said = {"kind": "withdrawn", "reason": "She has left the module."}
        end_contract(contract, by=world.actor("ruth"), **said)
    elif how == "left":
        leave(world, "nadine", date(2026, 10, 4))
    else:
        clock.forward(days=15)
    assert ask_reviewers() == 0
    assert not Review.objects.exists()


def test_remind_then_a_substitute_then_a_facilitator(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    late, *others = sorted(asked(world))
    for who in others:
        give(world, who)
    clock.forward(days=3)  # due today
    assert (rescue_reviews(), rescue_reviews()) == (1, 0)
    assert letters("review_reminder") == [world.people[late].email]
    clock.forward(days=2)
    assert (rescue_reviews(), rescue_reviews()) == (1, 0)
    assert letters("substitute_asked") == [world.people["colin"].email]
    stand_in = asked(world)["colin"]
    assert stand_in.substitute_for == asked(world)[late]
    clock.forward(days=9)  # neither comes, and there is no other set to ask
    for _ in range(3):
        rescue_reviews()
    assert asked(world)["colin"].over_why == "late"
    assert letters("review_stuck") == ["helen@midshire.example", "owen@midshire.example"]
    waive_review(
        world.contract(), asked(world)[late].ref, by=world.actor("helen"), reason="Two are enough."
    )
    assert asked(world)[late].over_why == "waived"
    assert rescue_reviews() == 0
    assert list(broken_chains(keys_of_all())) == []


def test_whoever_comes_first_frees_the_other(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    late = missed(world, clock)
    give(world, late)
    assert asked(world)["colin"].over_why == "given"
    with pytest.raises(Refused):
        give(world, "colin")


def test_a_substitute_gives_the_review_and_has_no_other_way_in(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    with pytest.raises(Refused):
        give(world, "colin")
    late = missed(world, clock)
    assert give(world, "colin").given_at
    assert asked(world)[late].over_why == "substituted"
    with pytest.raises(Refused):
        give(world, "colin")


def test_who_cannot_says_so_and_another_of_the_set_is_asked(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    first = asked(world)
    busy = sorted(first)[0]
    decline_review(world.contract(), first[busy].ref, by=world.actor(busy), reason="Night shifts.")
    rescue_reviews()
    instead = set(asked(world)) - set(first)
    assert instead == {"tomasz", "priya", "samir", "jane"} - set(first)


def test_a_long_reason_to_decline_is_shown_again_whole(world: World) -> None:
    """It was cut at the limit, without a word."""
    world.share()
    ask_reviewers()
    busy, review = next(iter(asked(world).items()))
    page, client = f"/reviews/{review.ref}/decline/", world.client(busy)
    answer = client.post(page, {"reason": "Night shifts. " * 22})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert ("Night shifts. " * 22).strip() in text
    assert "Too long: 307 characters. The limit is 300." in text
    assert asked(world)[busy].over_at is None
    assert client.post(page, {"reason": "Night shifts."}).status_code == 302


def test_who_leaves_is_let_go_and_replaced(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    first = asked(world)
    gone = sorted(first)[0]
    leave(world, gone, date(2026, 10, 4))
    rescue_reviews()
    assert asked(world)[gone].over_why == "left"
    assert len(asked(world, over_at=None)) == 3


def test_when_the_author_leaves_nobody_owes_them_a_review(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    leave(world, "nadine", date(2026, 10, 4))
    for _ in range(2):
        rescue_reviews()
    assert not Review.objects.filter(Review.OPEN).exists()
    assert Review.objects.count() == 3


def test_everybody_absent(world: World, clock: Clock) -> None:
    """Nobody of the set comes: there is one in another set, and a facilitator hears of the rest."""
    world.share()
    ask_reviewers()
    for days in (3, 2):
        clock.forward(days=days)
        rescue_reviews()
    assert len(asked(world, substitute_for__isnull=False)) == 1
    assert Review.objects.filter(stuck_at__isnull=False).count() == 2
    assert len(letters("review_stuck")) == 4


@pytest.mark.parametrize("who", ["priya", "nadine", "anil", "colin", "moira"])
def test_only_the_facilitators_waive(world: World, clock: Clock, who: str) -> None:
    world.share()
    ask_reviewers()
    review = next(iter(asked(world).values()))
    with pytest.raises(Refused) as caught:
        waive_review(world.contract(), review.ref, by=world.actor(who), reason="Enough.")
    assert caught.value.refusal.code == "not_your_move"


def test_waiving_needs_a_reason_and_an_open_review(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    who, review = next(iter(asked(world).items()))
    helen = world.actor("helen")
    with pytest.raises(Refused) as caught:
        waive_review(world.contract(), review.ref, by=helen, reason=" ")
    assert caught.value.refusal.code == "reason_missing"
    give(world, who)
    with pytest.raises(Refused) as caught:
        waive_review(world.contract(), review.ref, by=helen, reason="Enough.")
    assert caught.value.refusal.code == "review_given"


def test_a_reminder_waits_while_the_contract_rests(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    pause(world.contract(), by=world.actor("helen"), reason="She is ill for a while.")
    clock.forward(days=10)
    assert rescue_reviews() == 0


def test_one_that_fails_stops_none_of_the_others(world: World, clock: Clock, caplog: Any) -> None:
    world.share()
    world.share("tomasz")
    Round.objects.all().delete()
    enrolment = world.contract().enrolment
    run = enrolment.run
    good, run.digest = run.digest, "broken"  # its file cannot be read
    run.specification = {**run.specification, "calendar": None}
    run.save()
    other = Enrolment.objects.get(pk=world.enrolments["tomasz"].pk)
    assert other.run_id == run.pk
    assert ask_reviewers() == 0
    assert "comes again in a minute" in caplog.text
    run.digest = good
    run.save()
    assert ask_reviewers() == 2


def test_substitutes_are_the_least_burdened_of_other_sets(world: World, clock: Clock) -> None:
    other = world.contract("colin").enrolment.learning_set
    Enrolment.objects.filter(pk=world.enrolments["jane"].pk).update(learning_set=other)
    world.share("colin")
    ask_reviewers()  # Jane owes one
    world.share()
    ask_reviewers()
    for days in (3, 2):
        clock.forward(days=days)
        rescue_reviews()
    stand_ins = asked(world, substitute_for__isnull=False)
    assert set(stand_ins) == {"colin", "jane"}
    late = min(stand_ins.values(), key=lambda r: r.pk)
    assert late.reviewer == world.people["colin"]


def test_nobody_stands_in_for_whom_they_are_kept_apart_from(world: World, clock: Clock) -> None:
    people = world.people
    said = {"one": people["colin"], "other": people["nadine"], "by": people["ruth"]}
    Pair.objects.create(run=world.run, kind="apart", reason="x", said_at=clock_now(), **said)
    world.share()
    ask_reviewers()
    for days in (3, 2):
        clock.forward(days=days)
        rescue_reviews()
    assert "colin" not in asked(world)
    assert len(letters("review_stuck")) == 6
