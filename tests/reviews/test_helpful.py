"""How helpful a review was: who may say so and when, and that reviewers alone see anything of it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts.actions import end_contract
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.history.models import Delivery, Entry
from pactwork.history.queries import broken_chains
from pactwork.modules.actions import load_module
from pactwork.modules.queries import specification
from pactwork.modules.rules.specification import Reviews, Specification
from pactwork.reviews.actions import rate_review
from pactwork.reviews.models import Review
from pactwork.reviews.queries.trend import trend_of
from pactwork.reviews.rules.helpful import ENOUGH, Rating, batches, trend, why_not_rate
from tests.reviews.test_actions import refused
from tests.reviews.test_asking import give
from tests.stories import FILES, World

WELL = {"switched_on": True, "given": True, "newest": True, "rated": False, "step": 3}
OTHERS = ("nadine", "samir", "tomasz", "jane")


def switch(world: World, on: bool) -> None:
    """The module's file is loaded again, with the switch so."""
    body = specification(world.run).model_dump() | {"reviews": {"helpful": on}}
    spec = Specification.model_validate(body)
    world.run = load_module(world.institution, spec, folder=FILES / "action-inquiry")


def reviewed(world: World, author: str, by: str = "priya", draft: int = 1) -> Review:
    if not world.contract(author).drafts.filter(number=draft).exists():
        world.share(author)
    return give(world, by, draft, author)


def rate(world: World, review: Review, author: str, step: int = 3) -> Review:
    return rate_review(world.contract(author), review.ref, by=world.actor(author), step=step)


def rated(world: World, *steps: int) -> list[Review]:
    """Priya's reviews of others' first drafts, each with what its author says."""
    pairs = list(zip(OTHERS, steps, strict=False))
    return [rate(world, reviewed(world, who), who, step) for who, step in pairs]


def post(world: World, who: str, review: Review, **form: str) -> Any:
    args = [review.contract.ref, review.ref]
    return world.client(who).post(reverse("reviews:helpful", args=args), form)


def page(world: World, who: str, name: str = "reading", of: str = "nadine") -> str:
    args = [] if name == "because_of_you" else [world.contract(of).ref]
    answer = world.client(who).get(reverse(f"reviews:{name}", args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def trend_in(told: str) -> str:
    return told.partition('<h2 id="trend-title"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ({}, None),
        ({"rated": True}, None),
        ({"newest": False}, None),  # said for the first time, late
        ({"newest": False, "rated": True}, "helpful_kept"),
        ({"given": False}, "helpful_not_given"),
        ({"switched_on": False}, "helpful_off"),
        ({"step": 0}, "helpful_missing"),
        ({"step": 5}, "helpful_missing"),
    ],
)
def test_when_an_author_may_say_it(case: dict[str, Any], code: str | None) -> None:
    found = why_not_rate(**(WELL | case))
    assert (found and found.code) == code


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 5)), max_size=40))
def test_no_batch_is_told_before_three_authors_are_in_it(said: list[tuple[int, int]]) -> None:
    ratings = [Rating(step, author) for step, author in said]
    found = batches(ratings)
    for batch in found:
        here = ratings[batch.first - 1 : batch.last]
        assert len({r.author for r in here}) == ENOUGH
        assert sum(batch.steps.values()) == len(here)
    # What is told stays as it was when more comes.
    assert batches([*ratings, Rating(1, 9)])[: len(found)] == found
    left = ratings[found[-1].last if found else 0 :]
    assert len({r.author for r in left}) < ENOUGH


@pytest.mark.parametrize(
    ("steps", "way"),
    [([], ""), ([3, 3, 3], ""), ([2, 2, 2, 3, 3, 3], "more"), ([3, 3, 3, 3, 3, 2], "less"),
     ([3, 2, 4, 4, 3, 2], "same"), ([4, 4, 4, 1, 1, 1, 2, 2, 2], "more")],
)  # fmt: skip
def test_the_newest_batch_is_held_against_the_one_before(steps: list[int], way: str) -> None:
    assert trend(batches(Rating(step, n % 3) for n, step in enumerate(steps))) == way


def test_the_author_says_it_and_changes_it_until_the_next_draft(world: World) -> None:
    review = reviewed(world, "nadine")
    first = rate(world, review, "nadine", 2).helpful_at
    again = rate(world, review, "nadine", 4)
    rate(world, review, "nadine", 4)  # the same again is no act
    assert (again.helpful, again.helpful_at) == (4, first)
    entries = Entry.objects.filter(act="review_rated")
    assert [e.payload["review"] for e in entries] == [review.ref] * 2
    assert all(set(e.payload) <= {"review", "name", "rows"} for e in entries)  # that, and not what
    world.share(bothers={"bothers": "Other words."})
    refused(
        "helpful_kept",
        rate_review,
        world.contract(),
        review.ref,
        by=world.actor("nadine"),
        step=1,
    )
    assert list(broken_chains(keys_of_all())) == []


def test_what_was_never_said_may_be_said_after_the_next_draft(world: World) -> None:
    review = reviewed(world, "nadine")
    world.share(bothers={"bothers": "Other words."})
    assert rate(world, review, "nadine").helpful == 3


@pytest.mark.parametrize("who", ["priya", "tomasz", "colin", "helen", "ruth", "anil", "moira"])
def test_nobody_but_the_author(world: World, who: str) -> None:
    review = reviewed(world, "nadine")
    known = {"by": world.actor(who), "step": 3}
    refused("not_your_move", rate_review, world.contract(), review.ref, **known)
    assert post(world, who, review, helpful="3").status_code == 404


def test_refusals(world: World) -> None:
    review = reviewed(world, "nadine")
    nadine = world.actor("nadine")
    known: dict[str, Any] = {"by": nadine, "step": 3}
    refused("no_review", rate_review, world.contract(), "bcdfghjkmn", **known)
    other = reviewed(world, "samir")
    refused("no_review", rate_review, world.contract(), other.ref, **known)
    switch(world, on=False)
    refused("helpful_off", rate_review, world.contract(), review.ref, **known)
    switch(world, on=True)
    end_contract(world.contract(), by=world.actor("ruth"), kind="withdrawn", reason="Left.")
    refused("wrong_stage", rate_review, world.contract(), review.ref, **known)
    assert not Entry.objects.filter(act="review_rated").exists()


def test_the_switch_is_off_unless_a_module_file_says_so(world: World) -> None:
    assert Reviews().helpful is False
    review = reviewed(world, "nadine")
    assert "How helpful was Priya’s review?" in page(world, "nadine")
    switch(world, on=False)
    assert "How helpful" not in page(world, "nadine")
    assert "How helpful" not in page(world, "priya", "because_of_you")
    answer = post(world, "nadine", review, helpful="3")
    assert answer.status_code == 422
    assert "does not ask how helpful reviews were" in answer.content.decode()


def test_the_author_says_it_on_the_page(world: World) -> None:
    review = reviewed(world, "nadine")
    answer = post(world, "nadine", review, helpful="4")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?draft=1#review-{review.ref}")
    shown = page(world, "nadine")
    assert "You said: Very helpful" in shown
    world.share(bothers={"bothers": "Other words."})
    args = [world.contract().ref]
    old = world.client("nadine").get(reverse("reviews:reading", args=args) + "?draft=1")
    assert "You said: Very helpful" in old.content.decode()
    assert f'id="helpful-{review.ref}"' not in old.content.decode()


@pytest.mark.parametrize("typed", ["", "0", "9", "very", "4 ", "²"])
def test_a_word_that_is_none_is_refused_beside_the_field(world: World, typed: str) -> None:
    review = reviewed(world, "nadine")
    answer = post(world, "nadine", review, **({"helpful": typed} if typed else {}))
    told = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="helpful-{review.ref}-error"' in told
    assert f'href="#helpful-{review.ref}"' in told
    assert told.count("Choose how helpful this review was.") == 2
    review.refresh_from_db()
    assert review.helpful is None


def test_reviewers_see_their_trend_from_three_authors_on(world: World) -> None:
    rated(world, 4, 3)
    told = page(world, "priya", "because_of_you")
    assert "Once three of them have" in told
    assert "Very helpful" not in told
    rate(world, reviewed(world, "tomasz"), "tomasz", 4)
    told = page(world, "priya", "because_of_you")
    assert "Authors’ latest answers: Very helpful (2), Helpful (1)." in told
    assert "1 to 3" in told
    found = trend_of(world.actor("priya"))
    assert found
    assert found.batches[0].steps == {1: 0, 2: 0, 3: 1, 4: 2}
    rate(world, reviewed(world, "jane"), "jane", 1)
    again = page(world, "priya", "because_of_you")
    assert trend_in(again) == trend_in(told)  # a single new one is never seen


def test_the_trend_is_told_in_words(world: World) -> None:
    rated(world, 2, 2, 2)
    for who in ("nadine", "samir", "tomasz"):
        world.share(who, bothers={"bothers": "Other words."})
        rate(world, reviewed(world, who, draft=2), who, 3)
    told = page(world, "priya", "because_of_you")
    assert "Authors found your latest reviews more helpful than the ones before." in told
    assert "Authors’ latest answers: Helpful (3)." in told
    assert told.index("4 to 6") < told.index("1 to 3")


def test_three_ratings_of_one_author_are_not_shown(world: World) -> None:
    for number in (1, 2, 3):
        world.share(bothers={"bothers": f"Words {number}."})
        rate(world, reviewed(world, "nadine", draft=number), "nadine", 4)
    found = trend_of(world.actor("priya"))
    assert found
    assert found.batches == []


def test_nobody_else_sees_what_was_said(world: World) -> None:
    rated(world, 4, 4, 4)
    give(world, "jane")
    for who in ("tomasz", "samir", "jane", "helen", "ruth", "moira"):
        told = page(world, who, "because_of_you")
        assert "1 to 3" not in told
    for who in ("priya", "tomasz", "jane", "helen", "ruth"):
        assert "helpful" not in page(world, who).lower()
    for who in ("nadine", "priya", "helen", "ruth"):
        address = reverse("contracts:history", args=[world.contract().ref])
        assert "helpful" not in world.client(who).get(address).content.decode().lower()
    assert trend_of(world.actor("jane")).batches == []  # type: ignore[union-attr]
    assert trend_of(world.actor("ruth")) is None
    assert not Delivery.objects.filter(kind__contains="rat").exists()


def queries(world: World, who: str, name: str) -> int:
    args = [] if name == "because_of_you" else [world.contract().ref]
    client = world.client(who)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(f"reviews:{name}", args=args)).status_code == 200
    return len(seen)


def test_the_same_queries_for_one_rating_and_for_three(world: World) -> None:
    rate(world, reviewed(world, "nadine"), "nadine")
    page(world, "priya", "because_of_you")
    trends, readings = (
        queries(world, "priya", "because_of_you"),
        queries(world, "nadine", "reading"),
    )
    for who in ("samir", "tomasz"):
        rate(world, reviewed(world, who), who)
    for who in ("samir", "tomasz"):
        rate(world, reviewed(world, "nadine", by=who), "nadine")
    assert queries(world, "priya", "because_of_you") == trends
    assert queries(world, "nadine", "reading") == readings
