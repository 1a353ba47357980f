"""What the page of letters promises is kept: by the tick, by the last line, and by the header."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from pactwork.conversations.actions import change_clarification, clarify, rely
from pactwork.conversations.typed import Clear
from pactwork.digests.models import Wishes
from pactwork.ground.installed import emails, ticks
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.post.choosing import SUMMARY
from pactwork.reviews.actions import ask_interview, ask_reviewers, rescue_reviews, type_interview
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.digests.test_digests import MONDAY, choose, send
from tests.one_line import one_line
from tests.stories import World

HEARD = {"will": "Ring five people back.", "expect": "Three answer.", "surprised": ""}


def interview(world: World, clock: Clock) -> None:
    world_ask = {"by": world.actor("nadine"), "interviewer": world.people["tomasz"]}
    asked = ask_interview(world.contract(), **world_ask)
    type_interview(asked.ref, by=world.actor("tomasz"), words=HEARD, version=0)


def review(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    deliver_due(EMAILS, most=1000)
    for days in (3, 2):
        clock.forward(days=days)
        rescue_reviews()


def changed(world: World, clock: Clock) -> None:
    by = world.actor("helen")
    known: dict[str, Any] = {"place_kind": "section", "key": "stops"}
    found = clarify(world.run, Clear("yours", "As you like."), **known, by=by)
    rely(found, by=world.actor("priya"))
    new = Clear("required", "Only your own calls.")
    change_clarification(found, new, why="Two were unfair.", version=1, by=by)


STORIES: dict[Callable[..., None], tuple[str, set[str]]] = {
    interview: ("set", {"interview_asked", "interview_typed"}),
    review: ("set", {"review_asked", "review_reminder", "substitute_asked"}),
    changed: ("talk", {"clarification_changed"}),
}


def test_what_may_be_stopped_says_how_and_nothing_else_can_be() -> None:
    """A new kind of email always comes, unless it is put under a tick here with its eyes open."""
    follows = {kind: email.follows for kind, email in emails().items() if email.follows}
    assert follows == {
        **dict.fromkeys(("talk_reply", "talk_named"), "talk"),
        **dict.fromkeys(("clarification_changed", "clarification_withdrawn"), "talk"),
        **dict.fromkeys(("review_asked", "review_reminder", "substitute_asked"), "set"),
        **dict.fromkeys(("suggestions_settled", "interview_asked", "interview_typed"), "set"),
    }
    assert all(ticks()[kind].stop for kind in follows.values())
    assert SUMMARY in EMAILS


def stop_for_all(world: World, kind: str) -> None:
    for person in world.people.values():
        Wishes.objects.create(person=person, off=[kind])


@pytest.mark.parametrize("story", STORIES)
def test_a_letter_says_how_to_stop_it(
    world: World, clock: Clock, story: Callable[..., None]
) -> None:
    story(world, clock)
    deliver_due(EMAILS, most=1000)
    _kind, kinds = STORIES[story]
    sent = Delivery.objects.filter(kind__in=kinds).exclude(sent_at=None)
    assert set(sent.values_list("kind", flat=True)) == kinds
    letters = [m for m in mail.outbox if "To get fewer emails about" in m.body]
    assert len(letters) == sent.count()
    for letter in letters:
        assert letter.body.rstrip().endswith("/letters/")
        assert letter.extra_headers["List-Unsubscribe"].endswith("/letters/>")
        assert str(letter.message()).count("/letters/") == 3  # the header, the text, its twin


@pytest.mark.parametrize("story", STORIES)
def test_a_letter_follows_the_tick(world: World, clock: Clock, story: Callable[..., None]) -> None:
    kind, kinds = STORIES[story]
    stop_for_all(world, kind)
    story(world, clock)
    deliver_due(EMAILS, most=1000)
    found = Delivery.objects.filter(kind__in=kinds)
    assert found.exists()
    assert not found.exclude(sent_at=None).exists()


def test_what_is_about_ones_contract_comes_all_the_same(world: World, clock: Clock) -> None:
    for kind in ("mine", "others", "set", "talk", "hotseats"):
        assert kind in choose_nothing(world)
    world.share()
    world.ask("university")
    world.answer("university", "yes")
    clock.forward(days=1)
    deliver_due(EMAILS, most=1000)
    found = Delivery.objects.get(kind="answered", to=world.people["nadine"].email)
    assert found.sent_at


def choose_nothing(world: World) -> list[str]:
    choose(world.client("nadine"), kinds=[], rhythm="never")
    return Wishes.objects.get(person=world.people["nadine"]).off


def test_only_what_can_be_said_to_them_is_offered(world: World) -> None:
    own = {"mine", "others", "set", "talk", "hotseats"}
    staff = {"talk", "hotseats", "queue", "watch"}
    for name, kinds in (("nadine", own), ("helen", staff), ("ruth", staff)):
        said = one_line(world.client(name).get(reverse("digests:wishes")).content.decode())
        assert set(re.findall(r'name="kinds" value="(\w+)"', said)) == kinds, name
        assert ("a request by email that has had no reply" in said) is (kinds == staff)
    choose(world.client("helen"), kinds=["queue", "watch", "talk", "hotseats"])
    assert Wishes.objects.get(person=world.people["helen"]).off == []


def test_a_summary_is_called_after_what_is_in_it(world: World, clock: Clock) -> None:
    clock.set(MONDAY - timedelta(days=1))
    world.share()
    world.ask("university")
    assert send(clock, MONDAY + timedelta(days=21))
    [digest] = Delivery.objects.filter(kind="digest", to=world.people["ruth"].email)
    letter = EMAILS["digest"](digest)
    assert not isinstance(letter, str)
    assert letter.subject == "Things to keep an eye on"
    assert "Nobody is waiting for you." in letter.body
    assert letter.extra_headers["List-Unsubscribe"].endswith("/letters/>")
