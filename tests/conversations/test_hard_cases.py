"""Talk that somebody tries to break: words, names, places that are gone, people who left."""

import time
from datetime import date

import pytest
from django.urls import reverse

from pactwork.conversations.actions import begin, hide, reply, show_again
from pactwork.conversations.models import Clarification, Thread
from pactwork.conversations.queries.search import search
from pactwork.conversations.rules.mentions import Named, mentioned
from pactwork.conversations.rules.posts import POST
from pactwork.conversations.typed import Begun
from pactwork.ground.markdown import markdown
from pactwork.ground.typed import unlittered
from pactwork.ground.validation import Invalid
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from tests.conversations.test_actions import ask
from tests.conversations.test_clarifications import made
from tests.conversations.test_pages import at, page
from tests.reviews.test_asking import leave
from tests.stories import World

RTL, NOTHING = "\u202e", "\u200b\u2060\ufeff"


@pytest.mark.parametrize("text", ["[" * POST, ">" * POST, "*a_" * 3333, "`" * POST, "- " * 5000])
def test_words_meant_to_be_slow_are_read_in_time(text: str) -> None:
    start = time.process_time()
    markdown(text)
    assert time.process_time() - start < 2


def test_a_title_of_nothing_is_none_and_hidden_marks_are_left_out(world: World) -> None:
    by = world.actor("nadine")
    with pytest.raises(Invalid):
        begin(world.run, Begun(NOTHING, "Words."), by=by)
    made = begin(world.run, Begun("Which week?", f" {NOTHING}\n"), by=by)
    assert made.posts.get().text == "Which week?"  # whoever has no more to say
    with pytest.raises(Invalid):
        reply(made, f" {NOTHING}\n", by=by)
    with pytest.raises(
        Invalid, match="hidden_characters"
    ):  # the door takes it out; here it is refused
        begin(world.run, Begun(f"Which{RTL} calls?", "Words."), by=by)
    made = begin(world.run, Begun(f"Which calls?{NOTHING}", "Words."), by=by)
    assert made.title == "Which calls?"


def test_a_hostile_title_goes_with_the_words_it_came_with(
    world: World, mailoutbox: list[object]
) -> None:
    """From lists, pages, letters and search; the team still reads it, and can bring it back."""
    thread = ask(world, title="Rude xq7unseenword", text="Rude too.")
    hide(thread.posts.get(), why="It names a tenant.", by=world.actor("helen"))
    places = [at("talk", world.run.ref), at("thread", thread.ref)]
    for address in [*places, at("ask", world.run.ref) + "?q=rude"]:
        assert "xq7unseenword" not in page(world.client("tomasz"), address)
    assert "xq7unseenword" in page(world.client("helen"), at("thread", thread.ref))
    reply(Thread.objects.get(), "Still here.", by=world.actor("tomasz"))
    deliver_due(EMAILS)
    assert mailoutbox
    assert not any("xq7unseenword" in str(m.message()) for m in mailoutbox)  # type: ignore[attr-defined]
    show_again(thread.posts.order_by("pk")[0], by=world.actor("helen"))
    assert "xq7unseenword" in page(world.client("tomasz"), places[0])


@pytest.mark.parametrize(
    ("place", "key", "said"),
    [
        ("requirement", "gone", "A requirement that is no longer there"),
        ("section", "gone", "A step that is no longer there"),
        ("week", "99", "Week 99"),
    ],
)
def test_a_thread_outlives_the_place_it_hangs_on(
    world: World, place: str, key: str, said: str
) -> None:
    thread = ask(world)
    Thread.objects.update(place=place, key=key)
    for address in (at("talk", world.run.ref), at("thread", thread.ref)):
        assert said in page(world.client("tomasz"), address)
    reply(Thread.objects.get(), "Still talked about.", by=world.actor("tomasz"))
    form = page(world.client("helen"), at("clarify", thread.posts.all()[0].ref))
    assert '<option value="" selected' in form or '<option value="">' in form
    empty = {"kind": "yours", "text": "Either.", "readings": "", "about": ""}
    answer = world.client("helen").post(at("clarify", thread.posts.all()[0].ref), empty)
    assert answer.status_code == 422
    assert Clarification.objects.count() == 0


def test_an_address_says_nothing_in_our_name(world: World) -> None:
    about = at("talk", world.run.ref) + "?about=Ring.0800-evil"
    seen = page(world.client("nadine"), about)
    assert "<h1>Talk: A place that is no longer there</h1>" in seen


def test_a_clarification_outlives_its_requirement(world: World) -> None:
    settled = made(world)
    Clarification.objects.update(place="requirement", key="gone")
    for address in (at("clarifications", world.run.ref), at("clarification", settled.ref)):
        assert "A requirement that is no longer there" in page(world.client("nadine"), address)
    change = {"kind": "required", "text": "Only yours.", "why": "Fair.", "version": "1"}
    assert world.client("helen").post(at("change", settled.ref), change).status_code == 302


def test_whoever_left_reads_and_gets_nothing_more_and_stays_where_they_spoke(
    world: World, mailoutbox: list[object]
) -> None:
    thread = ask(world, by="priya", audience="set", text="Mine.")
    leave(world, "priya", date(2026, 10, 4))
    reply(thread, "We miss you.", by=world.actor("nadine"))
    deliver_due(EMAILS)
    assert not mailoutbox
    assert Delivery.objects.get(kind="talk_reply").stopped_why == "no longer theirs to read"
    page(world.client("priya"), at("thread", thread.ref), 404)
    assert "Priya Raman" in page(world.client("nadine"), at("thread", thread.ref))


def test_what_everybody_reads_leads_no_reader_to_a_closed_door(world: World) -> None:
    """An examiner reads no talk; what is for the whole university is no exception to that door."""
    thread = ask(world, by="helen", audience="everyone")
    seen = page(world.client("lena"), at("thread", thread.ref))
    assert at("talk", world.run.ref) not in seen
    assert at("talk", world.run.ref) in page(world.client("nadine"), at("thread", thread.ref))


@pytest.mark.asvs("V1.2.4")
@pytest.mark.parametrize(
    "text",
    [
        *('"', "' OR 1=1 --", "NEAR(a b)", "a AND NOT b*", "{scope}:r1", "scope:r1 OR words:x"),
        *(
            "a:* & !b | (c <-> d)",
            "\\",
            "%_",
            "ʼtis ʼ",
            "²³ ½",
            "ＡＢＣ",
            "naïve café",
            "日本語",
            "😀",
        ),
        *(
            "ß" * 300,
            "a" * 5000,
            "\u202eabc",
            "0x1F",
            "-- ; DROP TABLE",
            "ﬀ ﷺ",
            "x" + "\u0301" * 50,
        ),
    ],
)
def test_any_words_can_be_looked_for(world: World, text: str) -> None:
    said = unlittered(text)  # as the door lets it in; it is looked for as it was typed
    thread = ask(world, title=f"About {said[:150]}", text=said[:2000])
    found = search(world.actor("tomasz"), text)
    assert all(one == thread for one in found.threads)
    assert search(world.actor("lena"), text).threads == []
    page(world.client("tomasz"), reverse("conversations:ask", args=[world.run.ref]))


@pytest.mark.asvs("V1.2.9")
def test_names_are_found_after_letters_that_grow(world: World) -> None:
    helen = Named(1, "Helen Marsh")
    assert mentioned("ßßßßßß İİ @Helen Marsh.", [helen], []) == ([1], None)
    _none, wrong = mentioned("ßßßßßß İİ @Helen Marsh.", [], [helen])
    assert wrong is not None
    assert wrong.params["name"] == "Helen Marsh."
    assert mentioned("(.*)+ @.* @[a-z] mail@helen marsh", [Named(2, ".*")], []) == ([], None)
