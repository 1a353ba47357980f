"""The same form sent twice, by *back* or a second press, is done once, and the second time leads to it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from pactwork.contracts.actions.sampling import sample
from pactwork.contracts.models import Sampled, SavedNote, Talk
from pactwork.conversations.actions import begin
from pactwork.conversations.models import Clarification, Post
from pactwork.conversations.typed import Begun
from pactwork.ground import clock as ground
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery
from pactwork.hotseats.models import Hotseat
from pactwork.reviews.actions import comment
from pactwork.reviews.models import Comment, Idea
from tests.conftest import Clock
from tests.stories import World

Form = tuple[str, dict[str, Any]]
QUOTE = "complaint calls I take myself"


def _comment(world: World) -> Form:
    form = {"draft": "1", "about": "stops.inside", "quote": QUOTE, "text": "Which calls?"}
    return reverse("reviews:comment", args=[world.contract().ref]), form


def _reply(world: World) -> Form:
    said = {"draft": 1, "section": "stops", "path": "inside", "quote": QUOTE, "text": "Which?"}
    head = comment(world.contract(), by=world.actor("priya"), **said)
    return reverse("reviews:reply", args=[head.ref]), {"text": "Those after six."}


def _idea(world: World) -> Form:
    world.share("priya")
    form = {"draft": "1", "about": "stops.inside", "quote": QUOTE, "text": "For mine."}
    return reverse("reviews:take_home", args=[world.contract().ref]), form


def _talk(world: World) -> Form:
    world.ask("university")
    place = [world.contract().ref, world.seat("university").ref]
    return reverse("contracts:talk", args=place), {"message": "Shall we talk?"}


def _saved(world: World) -> Form:
    return reverse("contracts:notes"), {"text": "Say how you will know."}


def _on_student(world: World) -> Form:
    address = reverse("conversations:team_notes", args=[world.contract().ref])
    return address, {"note": "Rang her. All is well."}


def _on_thread(world: World) -> Form:
    said = Begun("What is a stop?", "I do not see it.", "cohort", "module", "", ())
    thread = begin(world.run, said, by=world.actor("priya"))
    return reverse("conversations:thread_notes", args=[thread.ref]), {"note": "Who answers?"}


def _clarification(world: World) -> Form:
    form = {"about": "section.stops", "kind": "yours", "text": "Either way."}
    return reverse("conversations:new", args=[world.run.ref]), form


def _hotseat(world: World) -> Form:
    day = timedelta(days=1)
    when = {"opens": ground.now() + day, "closes": ground.now() + 8 * day}
    form = {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in when.items()}
    form |= {"title": "The first minute", "about": "What to say.", "guest_line": "Twenty years."}
    form |= {"guest_name": "Ines Alvarez", "guest_email": "ines@callcentre.example"}
    return reverse("hotseats:plan", args=[world.run.ref]), form


TWICE: list[tuple[str, Callable[[World], Form], type[Model], str]] = [
    ("priya", _comment, Comment, "You have already posted this. Here it is."),
    ("nadine", _reply, Comment, "You have already posted this. Here it is."),
    ("priya", _idea, Idea, "You have already saved this note."),
    ("helen", _talk, Talk, "You have already sent this."),
    ("helen", _saved, SavedNote, "This is already in your notes."),
    ("helen", _on_student, Post, "You have already posted this. Here it is."),
    ("helen", _on_thread, Post, "You have already posted this. Here it is."),
    ("helen", _clarification, Clarification, "You have already posted this. Here it is."),
    ("helen", _hotseat, Hotseat, "You have already planned this hotseat. Here it is."),
]


@pytest.mark.parametrize(
    ("who", "form", "rows", "told"), TWICE, ids=[form.__name__[1:] for _, form, _, _ in TWICE]
)
def test_a_form_sent_twice_is_done_once(
    world: World,
    who: str,
    form: Callable[[World], Form],
    rows: type[Model],
    told: str,
    clock: Clock,
) -> None:
    world.share()
    (address, typed), client = form(world), world.client(who)
    before = rows._default_manager.count()
    assert told not in client.post(address, typed, follow=True).content.decode()
    emails = Delivery.objects.count()
    again = client.post(address, typed, follow=True)
    assert (again.status_code, told in again.content.decode()) == (200, True)
    assert rows._default_manager.count() == before + 1
    assert Delivery.objects.count() == emails
    other = {name: f"{words}!" if name in SAYS else words for name, words in typed.items()}
    client.post(address, other)
    assert rows._default_manager.count() == before + 2, "other words are something else"


SAYS = ("text", "message", "note", "title")


@pytest.mark.parametrize(
    ("form", "rows"), [(_comment, Comment), (_talk, Talk), (_on_student, Post)]
)
def test_after_a_while_the_very_same_is_meant(
    world: World, form: Callable[[World], Form], rows: type[Model], clock: Clock
) -> None:
    world.share()
    (address, typed), client = form(world), world.client("helen")
    client.post(address, typed)
    clock.forward(hours=2)
    client.post(address, typed)
    assert rows._default_manager.count() == 2


def test_a_sample_sent_twice_draws_no_more(world: World) -> None:
    for name in ("nadine", "tomasz", "samir"):
        world.share(name)
    address = reverse("contracts:samples", args=[world.run.ref])
    ruth, lena = world.client("ruth"), world.people["lena"]
    form = {"do": "draw", "to": lena.ref, "count": "1", "until": "2026-10-30", "had": "0"}
    assert 'name="had" value="0"' in ruth.get(address).content.decode()
    ruth.post(address, form)
    again = ruth.post(address, form)
    page = again.content.decode()
    assert "has changed since you opened this page" in page
    assert (again.status_code, Sampled.objects.count()) == (422, 1)
    assert 'name="had" value="1"' in page  # who means it presses once more
    ruth.post(address, form | {"had": "1"})
    assert Sampled.objects.count() == 2


def test_a_sample_stands_on_what_its_page_showed(world: World) -> None:
    world.share()
    to = {"to": world.people["lena"], "until": date(2026, 10, 30), "by": world.actor("ruth")}
    with pytest.raises(Refused, match="sample_moved"):
        sample(world.run, [world.contract()], had=1, **to)
    assert sample(world.run, [world.contract()], had=0, **to) == 1
