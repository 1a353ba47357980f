"""What only happened is told once, with its link, to those it is owed to; and in nobody's words."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from pactwork.conversations.actions import (
    change_clarification,
    clarify,
    hide,
    note_on_student,
    rely,
    reply,
)
from pactwork.conversations.typed import Clear
from pactwork.digests.actions import send_due_digests
from pactwork.digests.models import Wishes
from pactwork.digests.queries import lines_for
from pactwork.digests.rules.timing import news_since
from pactwork.ground import clock as time
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.hotseats.actions import (
    answer_for_guest,
    cancel,
    plan,
    vote_for_question,
    withdraw_question,
)
from pactwork.hotseats.actions import ask as ask_guest
from pactwork.modules.models import Enrolment, Run
from pactwork.people.models import Person
from pactwork.reviews.actions import ask_interview, ask_reviewers
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.conversations.test_actions import ask
from tests.conversations.test_telling import ref
from tests.hotseats.seats import planned, said, topic
from tests.reviews.test_asking import asked, give, missed
from tests.stories import World

MONDAY = datetime(2026, 10, 12, 9, tzinfo=UTC)
NEWS = ("talk", "hotseats")


@pytest.fixture(autouse=True)
def sunday(clock: Clock) -> None:
    clock.set(MONDAY - timedelta(days=1))


def lines(world: World, name: str, kinds: tuple[str, ...] = NEWS) -> dict[str, str]:
    since = time.now() - timedelta(days=7)
    found = lines_for(world.actor(name), since)
    return {line.words: line.address for line in found if line.kind in kinds}


def sent(world: World, name: str, at: datetime, clock: Clock) -> str:
    """The digest that somebody gets at this hour, as text; nothing where none comes."""
    clock.set(at)
    mail.outbox.clear()
    send_due_digests()
    deliver_due(EMAILS, most=1000)
    own = [m for m in mail.outbox if world.people[name].email in m.to]
    return "\n".join(str(m.body) for m in own if "/letters/" in str(m.body))


def test_an_answer_to_ones_question_until_one_has_spoken_again(world: World) -> None:
    thread = ask(world, title="Secret words xq1unseenword")
    reply(thread, "Private words xq2unseenword.", by=world.actor("helen"))
    reply(thread, "More.", by=world.actor("priya"))
    [(words, address)] = lines(world, "nadine").items()
    assert words.startswith("2 replies to your question. ")
    assert "Step: " in words
    assert address == reverse("conversations:thread", args=[thread.ref])
    assert "unseenword" not in words
    assert lines(world, "tomasz") == lines(world, "helen") == {}
    reply(thread, "Thank you.", by=world.actor("nadine"))
    assert lines(world, "nadine") == {}


def test_a_post_that_names_one_and_only_while_one_may_read_it(world: World) -> None:
    thread = ask(world, audience="set")
    post = reply(thread, "xq3unseenword", by=world.actor("tomasz"), tell=[ref(world, "priya")])
    [(words, address)] = lines(world, "priya").items()
    assert words.startswith("Tomasz Zielinski mentioned you. ")
    assert address.endswith(f"/talk/{thread.ref}/#post-{post.ref}")
    Enrolment.objects.filter(person=world.people["priya"]).update(learning_set=None)
    assert lines(world, "priya") == {}


def test_what_was_put_away_is_no_news(world: World) -> None:
    thread = ask(world)
    post = reply(thread, "@Priya Raman", by=world.actor("tomasz"))
    hide(post, why="It names a tenant.", by=world.actor("helen"))
    assert lines(world, "priya") == lines(world, "nadine") == {}


def test_notes_of_the_team_are_no_answers(world: World) -> None:
    enrolment = world.enrolments["nadine"]
    note_on_student(enrolment, "First.", by=world.actor("helen"))
    note_on_student(enrolment, "@Dr Helen Marsh look.", by=world.actor("owen"))
    [words] = lines(world, "helen")
    assert words.startswith("Owen Pritchard mentioned you. ")
    assert "Nadine" not in words
    assert lines(world, "nadine") == {}


def test_a_hostile_name_is_no_link(world: World) -> None:
    Person.objects.filter(pk=world.people["tomasz"].pk).update(name="www.evil.example <b>")
    Run.objects.update(title="Inquiry: https://evil.example/login")
    thread = ask(world)
    reply(thread, "Look.", by=world.actor("tomasz"), tell=[ref(world, "priya")])
    [words] = lines(world, "priya")
    assert "www." not in words
    assert "evil.example" not in words
    assert "<b>" not in words


def changed(world: World) -> str:
    clear = Clear("yours", "Either.")
    made = clarify(world.run, clear, place_kind="section", key="stops", by=world.actor("helen"))
    rely(made, by=world.actor("nadine"))
    world.write("tomasz", stops={"inside": f"As said {made.mark}.", "outside": "", "touches": ""})
    new = Clear("required", "Only yours.")
    change_clarification(made, new, why="Fair.", version=1, by=world.actor("helen"))
    return made.ref


def test_a_changed_clarification_for_whoever_relies_on_it_or_cites_it(world: World) -> None:
    address = reverse("conversations:clarification", args=[changed(world)])
    for name in ("nadine", "tomasz"):
        [(words, where)] = lines(world, name).items()
        assert words.startswith("A clarification you rely on has changed. ")
        assert where == address
    assert lines(world, "priya") == lines(world, "helen") == {}


def test_a_hotseat_that_opens_and_what_one_asked_in_it(world: World, clock: Clock) -> None:
    """A line for the whole cohort, in other words for those who wanted it; a held answer waits."""
    about = topic(world)
    seat = plan(world.run, said(), by=world.actor("helen"), topic=about)
    question = ask_guest(seat, by=world.actor("nadine"), text="Private xq5unseenword?")
    vote_for_question(question, by=world.actor("priya"), on=True)
    answer_for_guest(question, by=world.actor("helen"), text="Held xq6unseenword.")
    assert lines(world, "nadine") == lines(world, "colin") == {}
    clock.set(seat.opens_at + timedelta(minutes=1))
    page = reverse("hotseats:seat", args=[seat.ref])
    for name in ("nadine", "priya"):
        found = lines(world, name)
        assert set(found.values()) == {page}
        opened, answered = found
        assert opened.startswith("The hotseat you wanted is open until ")
        assert answered.startswith("1 question you asked or voted for has been answered. ")
        assert "unseenword" not in opened + answered
    [words] = lines(world, "colin")
    assert words.startswith("A hotseat is open until ")
    assert lines(world, "helen") == lines(world, "lena") == {}
    cancel(seat, by=world.actor("helen"), why="The guest is ill.")
    assert lines(world, "nadine") == lines(world, "colin") == {}


def test_a_question_taken_back_is_not_answered(world: World) -> None:
    seat = planned(world)
    question = ask_guest(seat, by=world.actor("nadine"), text="What?")
    withdraw_question(question, by=world.actor("nadine"))
    assert lines(world, "nadine") == {}


def test_news_is_told_once_and_only_news_brings_no_second_letter(
    world: World, clock: Clock
) -> None:
    world.share()
    thread = ask(world)
    reply(thread, "Yes.", by=world.actor("helen"))
    Wishes.objects.create(
        person=world.people["nadine"], rhythm="daily", off=["mine", "others", "set"]
    )
    first = sent(world, "nadine", MONDAY, clock)
    assert "1 reply to your question" in first
    assert "Here is what is new since our last email." in first
    assert sent(world, "nadine", MONDAY + timedelta(days=1), clock) == ""
    reply(thread, "And no.", by=world.actor("owen"))
    second = sent(world, "nadine", MONDAY + timedelta(days=2), clock)
    assert "1 reply to your question" in second


def test_whoever_wants_nothing_of_talk_gets_neither_lines_nor_letters(
    world: World, clock: Clock
) -> None:
    Wishes.objects.create(person=world.people["nadine"], rhythm="daily", off=["talk", "mine"])
    thread = ask(world)
    reply(thread, "@Nadine Brooks yes.", by=world.actor("helen"))
    assert sent(world, "nadine", MONDAY, clock) == ""
    assert [m for m in mail.outbox if world.people["nadine"].email in m.to] == []
    stopped = Delivery.objects.get(kind="talk_named")
    assert stopped.stopped_why == "wants to hear nothing of this kind"


@pytest.mark.parametrize(("days", "told"), [(2, 2), (40, 14), (None, 14)])
def test_what_is_old_is_no_news(days: int | None, told: int) -> None:
    before = None if days is None else MONDAY - timedelta(days=days)
    assert news_since(before, MONDAY) == MONDAY - timedelta(days=told)


def test_news_costs_the_same_for_one_and_three(
    world: World, django_assert_num_queries: Any
) -> None:
    def more(n: int) -> None:
        thread = ask(world, title=f"Question {n}")
        reply(thread, "@Nadine Brooks", by=world.actor("helen"))
        reply(thread, "Yes.", by=world.actor("owen"))

    def count() -> Mapping[str, str]:
        actor = world.actor("nadine")
        since = time.now() - timedelta(days=7)
        with django_assert_num_queries(8):
            return {line.words: line.address for line in lines_for(actor, since)}

    changed(world)
    more(1)
    count()
    more(2)
    more(3)
    count()


def test_a_review_is_asked_with_its_day_and_a_stand_in_is_told_why(
    world: World, clock: Clock
) -> None:
    world.share()
    ask_reviewers()
    late = missed(world, clock)
    asked_of = [n for n in ("tomasz", "priya", "samir", "jane") if n in asked(world) and n != late]
    for name in asked_of:
        [words] = lines(world, name, ("set",))
        assert words.startswith("Review Nadine Brooks’s draft 1; it was due on ")
        assert "in place of" not in words
    [(words, address)] = lines(world, "colin", ("set",)).items()
    assert ", in place of someone who could not" in words
    assert address == reverse("reviews:reading", args=[world.contract().ref]) + "?draft=1"
    give(world, "colin")
    assert lines(world, "colin", ("set",)) == {}


def test_an_interview_is_asked_until_it_is_typed(world: World) -> None:
    peer = world.people["priya"]
    ask_interview(world.contract(), by=world.actor("nadine"), interviewer=peer)
    [words] = lines(world, "priya", ("set",))
    assert words == "Interview Nadine Brooks (ten minutes)"
