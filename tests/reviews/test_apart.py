"""A facilitator is shown, on the first page, where reviewers are far apart."""

from typing import Any

from pactwork.reviews.actions import ask_reviewers
from pactwork.reviews.queries.apart import far_apart
from pactwork.reviews.rules.verdicts import Verdict
from tests.conftest import Clock
from tests.reviews.test_asking import asked, give
from tests.stories import World

SAID = "Reviewers are far apart"


def home(world: World, name: str) -> str:
    return world.client(name).get("/").content.decode()


def test_until_there_is_a_newer_draft_or_a_fortnight_is_over(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    first, second, third = sorted(asked(world))
    give(world, first, real=Verdict(1, "It sounds made up."))
    assert SAID not in home(world, "helen")
    give(world, second, real=Verdict(5, "I could see it."))
    assert SAID in home(world, "helen")
    assert SAID in home(world, "ruth")
    for name in ("nadine", third, "grace", "anil"):
        assert SAID not in home(world, name)
    clock.forward(days=15)
    assert SAID not in home(world, "helen")


def test_a_newer_draft_begins_anew(world: World) -> None:
    world.share()
    ask_reviewers()
    for who, rating in zip(sorted(asked(world)), (1, 5), strict=False):
        give(world, who, cut=Verdict(rating, "So."))
    assert SAID in home(world, "helen")
    world.share(stops={"inside": "My own calls on weekday mornings."})
    assert SAID not in home(world, "helen")


def test_one_query_for_one_or_three(world: World, django_assert_num_queries: Any) -> None:
    helen = world.actor("helen")
    for count, name in enumerate(("nadine", "tomasz", "priya"), 1):
        world.share(name)
        ask_reviewers()
        for who, rating in zip(sorted(asked(world, name)), (1, 5), strict=False):
            give(world, who, name=name, doable=Verdict(rating, "So."))
        far_apart(helen)  # what is known of the actor is read once
        with django_assert_num_queries(1):
            assert len(far_apart(helen)) == count
