"""Asking, answering, editing, moderating, noting; and what may not be done."""

import pytest

from pactwork.conversations.actions import (
    begin,
    edit,
    hide,
    note_on_student,
    note_on_thread,
    reply,
    show_again,
)
from pactwork.conversations.models import Findable, Mention, Post, Thread
from pactwork.conversations.queries.search import search
from pactwork.conversations.typed import Begun
from pactwork.conversations.visibility import seen_by
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.models import Delivery, Entry
from tests.conftest import Clock
from tests.stories import World


def ask(world: World, by: str = "nadine", **changed: str) -> Thread:
    said = {"title": "Where does my inquiry end?", "text": "Which calls are inside?"}
    said |= {"place": "section", "key": "stops"} | changed
    return begin(world.run, Begun(**said), by=world.actor(by))


def readers(world: World, thread: Thread) -> set[str]:
    return {n for n in world.people if seen_by(world.actor(n)).filter(pk=thread.pk).exists()}


SET_ONE = {"nadine", "tomasz", "priya", "samir", "jane"}
TEAM = {"helen", "owen", "ruth"}
OTHERS = {"anil", "grace", "dan"}


@pytest.mark.parametrize(
    ("audience", "by", "who"),
    [
        ("me", "nadine", {"nadine"}),
        ("set", "nadine", SET_ONE | TEAM),
        ("cohort", "nadine", SET_ONE | {"colin"} | TEAM | OTHERS),
        ("staff", "helen", TEAM),
        ("everyone", "helen", SET_ONE | {"colin", "lena", "moira"} | TEAM | OTHERS),
    ],
)
def test_each_audience_reads_it_and_nobody_else(
    world: World, audience: str, by: str, who: set[str]
) -> None:
    thread = ask(world, by, audience=audience)
    assert readers(world, thread) == who
    finds = {n for n in world.people if thread in search(world.actor(n), "inquiry ends").threads}
    assert finds == who


@pytest.mark.parametrize(
    ("by", "changed", "field", "code"),
    [
        ("nadine", {"audience": "staff"}, "audience", "no_audience"),
        ("nadine", {"audience": "everyone"}, "audience", "no_audience"),
        ("helen", {"audience": "set"}, "audience", "no_audience"),
        ("nadine", {"place": "student"}, "place", "no_place"),
        ("nadine", {"key": "nowhere"}, "place", "no_place"),
        ("nadine", {"title": " "}, "title", "title_missing"),
        ("nadine", {"text": "x" * 10_001}, "text", "too_long"),
        ("nadine", {"audience": "set", "text": "Ask @Colin Tarrant."}, "text", "mention_shut"),
    ],
)
def test_what_will_not_do_is_said_by_the_field(
    world: World, by: str, changed: dict[str, str], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as bad:
        ask(world, by, **changed)
    assert bad.value.problems[field].code == code
    assert not Thread.objects.exists()
    assert not Findable.objects.exists()


@pytest.mark.parametrize("by", ["lena", "moira"])
def test_whoever_does_not_talk_here_begins_nothing(world: World, by: str) -> None:
    with pytest.raises(Refused) as no:
        ask(world, by)
    assert no.value.refusal.code == "no_thread"


def test_the_asker_hears_of_replies_once_a_day(world: World, clock: Clock) -> None:
    thread = ask(world)
    for name in ("tomasz", "helen", "nadine"):
        reply(thread, "Only those you take yourself.", by=world.actor(name))
    assert letters("talk_reply") == ["nadine@student.midshire.example"]
    clock.forward(hours=25)
    reply(thread, "And the ones you hand on.", by=world.actor("colin"))
    assert len(letters("talk_reply")) == 2


def letters(kind: str) -> list[str]:
    return list(Delivery.objects.filter(kind=kind).order_by("pk").values_list("to", flat=True))


def test_whoever_is_named_hears_of_it_and_only_once(world: World) -> None:
    thread = ask(world)
    made = reply(thread, "@Helen Marsh, and @Nadine: which?", by=world.actor("tomasz"))
    assert set(letters("talk_named")) == {
        "helen@midshire.example",
        "nadine@student.midshire.example",
    }
    assert letters("talk_reply") == []
    assert Mention.objects.filter(post=made).count() == 2


def test_the_history_holds_no_words(world: World) -> None:
    thread = ask(world, title="A title xq1unseenword", text="A text xq2unseenword")
    entry = Entry.objects.get(subject=thread.ref)
    assert entry.act == "thread_begun"
    assert "unseenword" not in str(entry.payload)


def test_a_quote_is_of_the_same_thread(world: World) -> None:
    one, two = ask(world), ask(world, "colin")
    first, other = one.posts.get(), two.posts.get()
    assert reply(one, "Yes.", by=world.actor("priya"), quotes=first.ref).quotes == first
    with pytest.raises(Refused):
        reply(one, "Yes.", by=world.actor("priya"), quotes=other.ref)


def test_every_wording_is_kept_and_search_knows_the_newest(world: World) -> None:
    post = ask(world).posts.get()
    by = world.actor("nadine")
    edit(post, "Which tenants are inside?", version=1, by=by)
    assert [w.text for w in post.wordings.all()] == [
        "Which calls are inside?",
        "Which tenants are inside?",
    ]
    assert search(by, "tenants").any
    assert not search(by, "calls").any
    with pytest.raises(Refused) as no:
        edit(post, "Another.", version=1, by=by)
    assert no.value.refusal.code == "words_moved"
    with pytest.raises(Refused):
        edit(post, "Another.", version=2, by=world.actor("helen"))


def test_a_moderated_post_keeps_its_place_and_is_found_by_nobody(world: World) -> None:
    post = ask(world).posts.get()
    with pytest.raises(Refused):
        hide(post, why="Rude.", by=world.actor("priya"))
    with pytest.raises(Invalid):
        hide(post, why=" ", by=world.actor("helen"))
    hidden = hide(post, why="It names a tenant.", by=world.actor("helen"))
    assert (hidden.hidden_why, hidden.text) == ("It names a tenant.", "Which calls are inside?")
    assert not search(world.actor("helen"), "calls").any
    with pytest.raises(Refused):
        edit(post, "Other words.", version=1, by=world.actor("nadine"))
    show_again(post, by=world.actor("owen"))
    assert search(world.actor("nadine"), "calls").any


def test_the_team_notes_on_a_student_and_nobody_else_reads_it(world: World) -> None:
    enrolment = world.enrolments["nadine"]
    first = note_on_student(enrolment, "Nervous about @Owen.", by=world.actor("helen"))
    second = note_on_student(enrolment, "Better this week.", by=world.actor("owen"))
    assert first.thread == second.thread
    assert readers(world, first.thread) == TEAM
    with pytest.raises(Refused):
        note_on_student(enrolment, "Hm.", by=world.actor("anil"))
    with pytest.raises(Refused):
        reply(first.thread, "What?", by=world.actor("nadine"))
    thread = ask(world, audience="me")
    with pytest.raises(Refused):
        note_on_thread(thread, "What is this?", by=world.actor("helen"))
    noted = note_on_thread(ask(world), "Watch this.", by=world.actor("helen"))
    assert readers(world, noted.thread) == TEAM


def test_a_slip_of_the_pen_finds_it_all_the_same(world: World) -> None:
    thread = ask(world, title="The boundaries of my inquiry", text="How wide may it be?")
    for words in ("boundry", "what are the bounderies?", "inqiry", "BOUND", "wide inquiries"):
        assert search(world.actor("colin"), words).threads == [thread], words
    for words in ("", "the of", "zebra", '"; DROP', "{words} : (a)", "s1 OR r1"):
        assert not search(world.actor("colin"), words).any, words


def test_a_text_cannot_say_whom_it_is_for(world: World) -> None:
    """The scopes of the index are no words, and words of a post are no scopes."""
    thread = ask(world, audience="me", text=f"boundary r{world.run.pk} i1 s1 u1")
    assert thread not in search(world.actor("tomasz"), "boundary").threads
    assert Post.objects.count() == 1
