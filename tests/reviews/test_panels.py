"""What the set shows beside the workspace and the review, in a fixed number of queries."""

from typing import Any

from django.test import RequestFactory
from django.urls import reverse

from pactwork.contracts.access import Desk
from pactwork.contracts.visibility import roles_on
from pactwork.reviews.actions import comment, reply
from pactwork.reviews.queries.learning_set import circles
from pactwork.reviews.queries.panels import beside_review, beside_workspace
from pactwork.reviews.queries.reading import reading
from pactwork.reviews.queries.threads import Board
from tests.stories import World

QUOTE = "complaint calls I take myself"


def desk_of(world: World, who: str) -> Desk:
    actor = world.actor(who)
    found = Desk(actor, world.dossier(), roles_on(actor, world.contract()))
    assert found.dossier.stands  # worked out before anything is counted
    return found


def say(world: World, who: str, text: str = "Which?", **about: Any) -> None:
    known = {"draft": 1, "section": "stops", "path": "inside", "quote": QUOTE, "text": text}
    head = comment(world.contract(), by=world.actor(who), **{**known, **about})
    reply(world.contract(), head.ref, by=world.actor("nadine"), text=f"To {text}")


def workspace(world: World, section: str = "stops") -> Any:
    request = RequestFactory().get("/contracts/x/")
    return beside_workspace(request, desk=desk_of(world, "nadine"), section=section)


def test_the_workspace_shows_marks_turn_and_this_steps_threads(world: World) -> None:
    world.share()
    world.share("samir")
    say(world, "priya")
    say(world, "helen", "And these?", section="signs", path="", quote="")
    found = workspace(world)
    assert [(e.first_name, e.read) for e in found["eyes"]] == [
        ("Jane", False),
        ("Priya", True),
        ("Samir", False),
        ("Tomasz", False),
    ]
    assert found["turn"].first_name == "Samir"
    assert [(t.who, t.replies[0].who) for t in found["threads"]] == [("Priya", "You")]
    assert found["elsewhere"] == [("signs", "Signs it worked", 1)]


def test_everything_open_shows_where_no_step_is(world: World) -> None:
    world.share()
    say(world, "priya")
    say(world, "helen", section="triage", path="", quote="")
    found = workspace(world, "")
    assert [(t.who, t.role, t.place) for t in found["threads"]] == [
        ("Priya", "", "Where it stops"),
        ("Dr Helen Marsh", "Facilitator", "Ethics questions"),
    ]


def test_it_is_part_of_the_page(world: World) -> None:
    world.share()
    say(world, "priya")
    address = reverse("contracts:step", args=[world.contract().ref, "stops"])
    page = world.client("nadine").get(address).content.decode()
    assert "1 of 4 has read draft 1." in page
    assert QUOTE in page


def test_a_reviewer_sees_what_they_may_read(world: World) -> None:
    world.share()
    say(world, "priya")
    say(world, "helen", section="triage", path="", quote="")
    request = RequestFactory().get("/contracts/x/review/")
    helen = beside_review(request, desk=desk_of(world, "helen"))
    assert helen is not None
    assert len(helen["threads"]) == 2
    assert beside_review(request, desk=desk_of(world, "grace")) is None
    page = world.client("owen").get(reverse("contracts:review", args=[world.contract().ref]))
    assert QUOTE in page.content.decode()


def test_one_row_or_three_the_same_queries(world: World, django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/contracts/x/")

    def count() -> None:
        own, peer, staff = (desk_of(world, who) for who in ("nadine", "tomasz", "helen"))
        with django_assert_num_queries(1):
            beside_workspace(request, desk=own, section="stops")
        with django_assert_num_queries(1):
            beside_review(request, desk=staff)
        draft = peer.dossier.newest
        assert draft is not None
        with django_assert_num_queries(1):
            reading(peer, draft, Board(peer, draft))
        with django_assert_num_queries(2):
            circles(peer.actor)

    world.share()
    world.share("samir")
    say(world, "priya")
    count()
    world.share("jane")
    world.share("priya")
    for who in ("jane", "helen"):
        say(world, who)
    count()
