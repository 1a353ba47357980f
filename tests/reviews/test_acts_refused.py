"""Whose move it is not, and what is not there: refused beside the pages too."""

from collections.abc import Callable

import pytest

from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.models import Entry
from pactwork.reviews import actions
from pactwork.reviews.actions.asking import ask_reviewers
from pactwork.reviews.models import Comment, Review
from pactwork.reviews.rules.comments import MOST, QUOTE_MOST
from tests.reviews import test_interviews as interviews
from tests.reviews.test_actions import say
from tests.reviews.test_reviewing import QUOTE, suggest
from tests.stories import World

Prepared = Callable[[], object]  # what is tried at last


def reopened_by_another_peer(world: World) -> Prepared:
    world.share()
    head, contract = say(world), world.contract()
    actions.resolve(contract, head.ref, by=world.actor("nadine"))
    return lambda: actions.reopen(contract, head.ref, by=world.actor("tomasz"))


def _take_home(world: World, to: str, text: str = "") -> Prepared:
    world.share()
    mine, theirs = world.contract("priya"), world.contract()
    known = {"by": world.actor("priya"), "draft": 1, "section": "stops", "words": QUOTE}
    return lambda: actions.take_home(mine, theirs, **known, to=to, text=text)  # type: ignore[arg-type]


def taken_where_there_is_nothing(world: World) -> Prepared:
    return _take_home(world, "nowhere")


def taken_with_too_many_words(world: World) -> Prepared:
    return _take_home(world, "question", "x" * (QUOTE_MOST + 1))


def taken_by_the_interviewer(world: World) -> Prepared:
    sitting = interviews.typed(world, interviews.asked(world))
    return lambda: actions.take_interview(sitting.ref, by=world.actor("tomasz"), version=1)


def a_review_that_is_not_there(world: World) -> Prepared:
    world.share()
    contract, by = world.contract(), world.actor("helen")
    return lambda: actions.waive_review(contract, "nowhere", by=by, reason="Late.")


def adapted_by_a_peer(world: World) -> Prepared:
    world.share()
    made, contract = suggest(world), world.contract()
    return lambda: actions.adapt(contract, made.ref, by=world.actor("priya"), why="As I said.")


def declined_in_too_many_words(world: World) -> Prepared:
    world.share()
    made, contract, by = suggest(world), world.contract(), world.actor("nadine")
    return lambda: actions.decline(contract, made.ref, by=by, why="x" * (MOST + 1))


def adopted_where_the_form_has_no_such_section(world: World) -> Prepared:
    """As after the module got a newer form, without the section."""
    world.share()
    made, contract, by = suggest(world), world.contract(), world.actor("nadine")
    Comment.objects.filter(pk=made.pk).update(section="of-before")
    return lambda: actions.adopt(contract, [made.ref], by=by)


@pytest.mark.parametrize(
    ("story", "why"),
    [
        (reopened_by_another_peer, "not_your_comment"),
        (taken_where_there_is_nothing, "no_section"),
        (taken_with_too_many_words, "too_long"),
        (taken_by_the_interviewer, "not_your_move"),
        (a_review_that_is_not_there, "no_review"),
        (adapted_by_a_peer, "not_your_move"),
        (declined_in_too_many_words, "too_long"),
        (adopted_where_the_form_has_no_such_section, "wording_homeless"),
    ],
)
def test_it_is_refused(world: World, story: Callable[[World], Prepared], why: str) -> None:
    act = story(world)
    before = Entry.objects.count()
    with pytest.raises(Refused) as no:
        act()
    assert no.value.refusal.code == why
    assert Entry.objects.count() == before


def test_a_reason_to_decline_a_review_is_short(world: World) -> None:
    world.share()
    ask_reviewers()
    review = Review.objects.filter(contract=world.contract()).select_related("reviewer")[0]
    by = world.actor(review.reviewer.key)
    with pytest.raises(Invalid) as wrong:
        actions.decline_review(world.contract(), review.ref, by=by, reason="x" * 301)
    assert wrong.value.problems["reason"].code == "too_long"
