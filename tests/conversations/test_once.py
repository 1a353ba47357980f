"""What is said twice stands once; what was settled can be withdrawn; nothing typed is cut or dropped."""

from datetime import timedelta

import pytest

from pactwork.conversations.actions import (
    MadeAlready,
    change_clarification,
    clarify,
    reply,
    withdraw,
)
from pactwork.conversations.models import Clarification, Post, Thread
from pactwork.conversations.queries.search import search
from pactwork.conversations.typed import Clear
from pactwork.ground import clock as ground
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.conversations.test_actions import ask
from tests.conversations.test_clarifications import later, made
from tests.conversations.test_pages import at, page
from tests.stories import World

REQUIRED = Clear("required", "Only your own calls.")


def test_back_and_sent_again_is_said_once_and_the_page_says_so(world: World, clock: Clock) -> None:
    thread, nadine = ask(world), world.client("nadine")
    address = at("reply", thread.ref)
    for _again in range(2):
        answer = nadine.post(address, {"text": "Mine, I think."}, follow=True)
    assert "You have already posted this" in answer.content.decode()
    assert answer.redirect_chain[0][0].endswith(f"#post-{Post.objects.last().ref}")  # type: ignore[union-attr]
    assert thread.posts.count() == 2
    reply(thread, "Mine, I think.", by=world.actor("tomasz"))
    tell = world.people["helen"].ref
    nadine.post(address, {"text": "Mine, I think.", "tell": tell})  # says it to somebody else too
    clock.set(ground.now() + timedelta(hours=2))
    nadine.post(address, {"text": "Mine, I think."})
    assert thread.posts.count() == 5


def test_a_question_asked_twice_is_the_first_one(world: World) -> None:
    thread, nadine = ask(world), world.client("nadine")
    said = {"title": thread.title, "text": "Which calls are inside?", "about": "section.stops"}
    answer = nadine.post(at("ask", world.run.ref), said | {"audience": "cohort"}, follow=True)
    assert "You have already asked this" in answer.content.decode()
    assert answer.redirect_chain[0][0] == at("thread", thread.ref)
    nadine.post(at("ask", world.run.ref), said | {"audience": "set"})
    ask(world, "tomasz")
    assert Thread.objects.count() == 3


def test_a_question_needs_no_more_than_its_line(world: World) -> None:
    said = {"title": "Which week?", "text": "", "about": "module.", "audience": "cohort"}
    world.client("nadine").post(at("ask", world.run.ref), said)
    assert Post.objects.get().text == "Which week?"


def test_a_post_becomes_one_clarification(world: World) -> None:
    post, helen = ask(world).posts.get(), world.client("helen")
    about = {"place_kind": "section", "key": "stops", "by": world.actor("helen")}
    first = clarify(world.run, REQUIRED, post=post, **about)
    with pytest.raises(MadeAlready):
        clarify(world.run, REQUIRED, post=post, **about)
    assert helen.get(at("clarify", post.ref))["Location"] == at("clarification", first.ref)
    typed = {"kind": "yours", "text": "As you like xq3unseenword.", "about": "section.stops"}
    answer = helen.post(at("clarify", post.ref), typed)
    assert answer.status_code == 422
    assert "As you like xq3unseenword." in answer.content.decode()
    assert at("clarification", first.ref) in answer.content.decode()
    withdraw(first, why="Wrong.", by=world.actor("helen"))
    clarify(world.run, REQUIRED, post=post, **about)
    assert Clarification.objects.count() == 2


def test_what_is_withdrawn_stands_nowhere_and_those_who_rely_hear_why(
    world: World, mailoutbox: list[object]
) -> None:
    found, helen, nadine = made(world), world.client("helen"), world.client("nadine")
    nadine.post(at("reliance", found.ref))
    address = at("withdrawal", found.ref)
    assert helen.post(address, {"why": " "}).status_code == 422
    assert nadine.post(address, {"why": "No."}).status_code == 404
    helen.post(address, {"why": "The board decided otherwise xq4unseenword."})
    deliver_due(EMAILS)
    [letter] = mailoutbox
    assert letter.to == [world.people["nadine"].email]  # type: ignore[attr-defined]
    assert "xq4unseenword" in letter.body  # type: ignore[attr-defined]
    assert "xq4unseenword" in page(nadine, at("clarification", found.ref))
    for gone in (at("clarifications", world.run.ref), at("ask", world.run.ref) + "?q=both+fine"):
        assert "Both are fine." not in page(nadine, gone)
    assert not search(world.actor("nadine"), "both fine").any
    assert "Renew for this run" not in page(
        world.client("ruth"), at("clarifications", later(world).ref)
    )
    assert helen.post(address, {"why": "Again."}).status_code == 422
    nadine.post(at("citation", found.ref))
    assert nadine.post(at("reliance", found.ref)).status_code == 409
    known = {"why": "No.", "version": 1, "by": world.actor("helen")}
    with pytest.raises(Refused):
        change_clarification(found, REQUIRED, **known)
    found.refresh_from_db()
    assert found.text == "Both are fine."
    assert Delivery.objects.filter(kind="clarification_withdrawn").count() == 1


def test_readings_are_not_dropped_unsaid(world: World) -> None:
    helen, run = world.client("helen"), world.run.ref
    typed = {
        "kind": "required",
        "text": "Do.",
        "readings": "Mine xq5unseenword.",
        "about": "section.stops",
    }
    answer = helen.post(at("new", run), typed)
    assert answer.status_code == 422
    assert "Readings go with" in answer.content.decode()
    assert "Mine xq5unseenword." in answer.content.decode()


def test_long_words_are_kept_whole_and_the_sentence_stands_beside_them(world: World) -> None:
    address, text = at("reply", ask(world).ref), "x" * 100_000
    answer = world.client("nadine").post(address, {"text": text})
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert "The limit is 10,000" in answer.content.decode()


def fields(world: World) -> list[str]:
    thread, settled, run = ask(world), made(world), world.run.ref
    return [
        at("thread", thread.ref),
        at("ask", run) + "?q=which",
        at("words", thread.posts.get().ref),
        at("hiding", thread.posts.get().ref),
        at("new", run),
        at("change", settled.ref),
        at("withdrawal", settled.ref),
    ]


def test_no_field_of_talk_cuts_what_is_pasted(world: World) -> None:
    for address in fields(world):
        for name in ("helen", "nadine"):
            answer = world.client(name).get(address)
            assert b'maxlength="10' not in answer.content, address
