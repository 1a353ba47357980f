"""Every act of a hotseat: what it leaves, who is refused, and why."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from pactwork.ground import clock as ground
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.models import Delivery, Entry
from pactwork.hotseats import actions
from pactwork.hotseats.models import Answer, EarlierWords, Question, QuestionVote, Topic, TopicVote
from pactwork.links.models import Try
from pactwork.links.secrets import code_for
from tests.conftest import Clock
from tests.hotseats.seats import answered, asked, fresh, invited, planned, said, topic
from tests.stories import World

pytestmark = pytest.mark.django_db
STRANGERS = ("lena", "moira")  # an examiner looks on; an administrator is not on the run


def refused(act: Callable[[], Any]) -> str:
    """The code of the refusal; nothing was written, the history neither."""
    before = Entry.objects.count()
    with pytest.raises(Refused) as no:
        act()
    assert Entry.objects.count() == before
    return no.value.refusal.code


def bad(act: Callable[[], Any]) -> dict[str, str]:
    before = Entry.objects.count()
    with pytest.raises(Invalid) as wrong:
        act()
    assert Entry.objects.count() == before
    return {field: refusal.code for field, refusal in wrong.value.problems.items()}


def test_a_topic_is_proposed_with_the_students_own_vote(world: World) -> None:
    mine, theirs = topic(world), topic(world, "anil", "Consent in calls")
    assert list(mine.votes.values_list("person", flat=True)) == [world.people["nadine"].pk]
    assert not theirs.votes.exists()
    assert Entry.objects.filter(act="topic_proposed").count() == 2
    for name in STRANGERS:
        assert refused(partial(topic, world, name)) == "not_yours_here"
    empty = bad(lambda: topic(world, title=" "))
    assert empty == {"title": "words_missing"}


def test_one_vote_each_and_it_can_be_taken_back(world: World) -> None:
    mine, priya = topic(world), world.actor("priya")
    for _ in range(2):
        actions.vote_for_topic(mine, by=priya, on=True)
    assert TopicVote.objects.filter(topic=mine).count() == 2
    assert Entry.objects.filter(act="topic_voted").count() == 1
    actions.vote_for_topic(mine, by=priya, on=False)
    assert TopicVote.objects.filter(topic=mine).count() == 1
    for name in ("helen", *STRANGERS):
        why = refused(partial(actions.vote_for_topic, mine, by=world.actor(name), on=True))
        assert why == "not_yours_here"


def test_staff_set_a_topic_aside_with_a_reason(world: World) -> None:
    mine, helen = topic(world), world.actor("helen")
    assert bad(lambda: actions.set_topic_aside(mine, by=helen, why="")) == {
        "why": "reason_for_aside"
    }
    no = refused(lambda: actions.set_topic_aside(mine, by=world.actor("nadine"), why="No."))
    assert no == "not_yours_here"
    actions.set_topic_aside(mine, by=helen, why="We had this last week.")
    assert Topic.objects.get().aside_why == "We had this last week."
    vote = refused(lambda: actions.vote_for_topic(mine, by=world.actor("priya"), on=True))
    assert vote == "topic_aside"


def test_a_hotseat_comes_of_a_topic_once(world: World) -> None:
    mine, helen = topic(world), world.actor("helen")
    seat = actions.plan(world.run, said(), by=helen, topic=mine)
    again = refused(
        lambda: actions.plan(world.run, said(about="Another way."), by=helen, topic=mine)
    )
    assert again == "topic_planned"
    actions.cancel(seat, by=helen, why="The guest is ill.")
    assert actions.plan(world.run, said(), by=helen, topic=mine).topic_id == mine.pk


def test_who_may_plan_and_what_must_be_said(world: World, clock: Clock) -> None:
    for name in ("nadine", "anil", *STRANGERS):
        why = refused(partial(actions.plan, world.run, said(), by=world.actor(name)))
        assert why == "not_yours_here"
    ruth, past = world.actor("ruth"), ground.now() - timedelta(hours=1)
    wrong = said(title="", guest_email="ines@", opens_at=None, closes_at=past)
    assert bad(lambda: actions.plan(world.run, wrong, by=ruth)) == {
        "title": "words_missing",
        "guest_email": "not_an_address",
        "opens": "time_missing",
    }
    turned = said(closes_at=ground.now())
    assert bad(lambda: actions.plan(world.run, turned, by=ruth)) == {
        "closes": "closes_before_opening"
    }
    over = said(opens_at=past - timedelta(days=1), closes_at=past)
    assert bad(lambda: actions.plan(world.run, over, by=ruth)) == {"closes": "closes_in_the_past"}


def test_the_guest_is_invited_once_and_the_link_outlives_the_window(world: World) -> None:
    seat = invited(world, closes_at=ground.now() + timedelta(days=60))
    assert seat.link
    assert seat.link.ends_at == seat.closes_at + timedelta(days=30)
    kinds = Delivery.objects.filter(to=seat.guest_email).values_list("kind", "due_at")
    assert dict(kinds) == {"guest_invited": ground.now(), "guest_opening": seat.opens_at}
    again = refused(lambda: actions.invite(seat, by=world.actor("helen")))
    assert again == "guest_already_invited"


def test_students_ask_and_want_and_withdraw(world: World) -> None:
    seat = planned(world)
    mine = asked(world, seat)
    assert QuestionVote.objects.get().person_id == world.people["priya"].pk
    actions.vote_for_question(mine, by=world.actor("nadine"), on=True)
    assert mine.votes.count() == 2
    assert refused(lambda: asked(world, seat, "helen")) == "not_yours_here"
    other = refused(lambda: actions.withdraw_question(mine, by=world.actor("nadine")))
    assert other == "not_yours_here"
    actions.withdraw_question(mine, by=world.actor("priya"))
    gone = refused(lambda: actions.vote_for_question(mine, by=world.actor("nadine"), on=True))
    assert gone == "question_withdrawn"
    assert bad(lambda: asked(world, seat, text="")) == {"text": "words_missing"}
    assert bad(lambda: asked(world, seat, text="x" * 2001)) == {"text": "too_long"}


def test_two_questions_become_one_and_nobody_counts_twice(world: World) -> None:
    seat = planned(world)
    one, two = asked(world, seat), asked(world, seat, "nadine", "Who says hello?")
    actions.vote_for_question(two, by=world.actor("priya"), on=True)
    actions.vote_for_question(two, by=world.actor("samir"), on=True)
    helen = world.actor("helen")
    actions.merge(two, into=one.ref, by=helen)
    wanted = set(one.votes.values_list("person__key", flat=True))
    assert wanted == {"priya", "nadine", "samir"}
    assert refused(lambda: actions.merge(one, into=two.ref, by=helen)) == "merge_with_another"
    assert refused(lambda: actions.merge(one, into=one.ref, by=helen)) == "merge_with_another"
    assert refused(lambda: actions.merge(one, into=two.ref, by=world.actor("nadine"))) == (
        "not_yours_here"
    )


def test_a_question_is_set_aside_with_a_reason(world: World) -> None:
    seat, helen = planned(world), world.actor("helen")
    mine = asked(world, seat)
    assert bad(lambda: actions.set_question_aside(mine, by=helen, why=" ")) == {
        "why": "reason_for_aside"
    }
    actions.set_question_aside(mine, by=helen, why="That is about one caller.")
    with pytest.raises(Invalid) as wrong:
        answered(invite(world, seat), mine)
    assert wrong.value.problems[mine.ref].code == "question_aside"


def invite(world: World, seat: Any) -> Any:
    actions.invite(seat, by=world.actor("helen"))
    return fresh(seat)


def test_the_guest_answers_with_the_code_and_earlier_words_are_kept(
    world: World, clock: Clock
) -> None:
    seat = invited(world)
    mine = asked(world, seat)
    with pytest.raises(Invalid) as wrong:
        answered(seat, mine, code="000000")
    assert set(wrong.value.problems) == {"code"}
    assert not Answer.objects.exists()
    assert Try.objects.count() == 1
    answered(seat, mine)
    first = Answer.objects.get()
    clock.forward(hours=1)
    with pytest.raises(Invalid) as moved:
        answered(seat, mine, "You do, and slowly.")  # as if the first words had not been seen
    assert moved.value.problems[mine.ref].code == "answer_moved"
    answered(seat, mine, "You do, and slowly.", was={mine.ref: digest([first.text])})
    now = Answer.objects.get()
    assert (now.ref, now.text, now.at) == (first.ref, "You do, and slowly.", first.at)
    kept = EarlierWords.objects.get()
    assert (kept.text, kept.at, now.changed_at) == (first.text, first.at, ground.now())


def test_staff_answer_for_the_guest_and_it_says_so(world: World) -> None:
    mine = asked(world, planned(world))
    made = actions.answer_for_guest(mine, by=world.actor("ruth"), text="She says: you do.")
    assert made.by_person == world.people["ruth"]
    same = bad(
        lambda: actions.answer_for_guest(mine, by=world.actor("ruth"), text="She says: you do.")
    )
    assert same == {"text": "same_answer"}
    no = refused(lambda: actions.answer_for_guest(mine, by=world.actor("anil"), text="Yes."))
    assert no == "not_yours_here"
    assert refused(lambda: actions.withdraw_question(mine, by=world.actor("priya"))) == (
        "question_answered"
    )


def test_the_window_closes_for_everybody_and_staff_extend_it(world: World, clock: Clock) -> None:
    seat, helen = invited(world), world.actor("helen")
    mine = asked(world, seat)
    clock.set(seat.closes_at)
    acts: list[Callable[[], Any]] = [
        lambda: asked(world, seat, "nadine", "Too late?"),
        lambda: actions.vote_for_question(mine, by=world.actor("nadine"), on=True),
        lambda: answered(seat, mine),
        lambda: actions.answer_for_guest(mine, by=helen, text="She says."),
        lambda: actions.withdraw_question(mine, by=world.actor("priya")),
        lambda: actions.cancel(seat, by=helen, why="Late."),
    ]
    for act in acts:
        assert refused(act) == "hotseat_closed"
    sooner = bad(lambda: actions.extend(seat, by=helen, until=ground.now()))
    assert sooner == {"until": "extend_later"}
    actions.extend(seat, by=helen, until=ground.now() + timedelta(days=2))
    answered(seat, mine)
    assert Answer.objects.count() == 1
    link = fresh(seat).link
    assert link
    assert link.ends_at == ground.now() + timedelta(days=32)


def test_the_moment_before_it_closes_is_still_open(world: World, clock: Clock) -> None:
    seat = invited(world)
    clock.set(seat.closes_at - timedelta(seconds=1))
    assert asked(world, seat).text == "Who speaks first?"


def test_cancelled_ends_link_and_letters_and_says_why(world: World) -> None:
    seat, helen = invited(world), world.actor("helen")
    assert bad(lambda: actions.cancel(seat, by=helen, why="")) == {"why": "reason_for_cancelling"}
    actions.cancel(seat, by=helen, why="Ines has lost her voice.")
    waiting = Delivery.objects.filter(about=seat.ref, stopped_at=None)
    assert list(waiting.values_list("kind", flat=True)) == ["guest_cancelled"]
    assert refused(lambda: asked(world, seat)) == "hotseat_cancelled"
    later = ground.now() + timedelta(days=99)
    assert bad(lambda: actions.extend(seat, by=helen, until=later)) == {
        "until": "hotseat_cancelled"
    }


def test_the_guest_may_decline_and_the_team_hears(world: World) -> None:
    seat = invited(world)
    assert seat.link
    code = code_for(seat.link.ref)
    wrong = bad(lambda: actions.decline(seat, code="111111", client="b", why=""))
    assert "code" in wrong
    actions.decline(seat, code=code, client="b", why="I am away that week.")
    told = set(Delivery.objects.filter(kind="guest_declined").values_list("to", flat=True))
    assert told == {f"{key}@midshire.example" for key in ("helen", "owen", "ruth")}
    assert refused(lambda: asked(world, seat)) == "guest_declined"
    assert refused(lambda: actions.decline(fresh(seat), code=code, client="b", why="")) == (
        "already_declined"
    )


def test_thanks_go_out_once_when_there_is_something_to_thank_for(
    world: World, clock: Clock
) -> None:
    seat, helen = invited(world), world.actor("helen")
    mine = asked(world, seat)
    assert refused(lambda: actions.thank(seat, by=helen, words="Thank you.")) == "thank_when_closed"
    answered(seat, mine)
    clock.set(seat.closes_at)
    actions.thank(seat, by=helen, words="We all begin by name now.")
    assert Delivery.objects.filter(kind="guest_thanked", to=seat.guest_email).count() == 1
    assert refused(lambda: actions.thank(seat, by=helen, words="Again.")) == "already_thanked"


def test_the_history_tells_acts_and_no_words(world: World) -> None:
    seat = invited(world)
    answered(seat, asked(world, seat, text="A very private turn of phrase"), "Also private words")
    told = str(list(Entry.objects.values_list("payload", flat=True)))
    assert "private" not in told
    assert Question.objects.get().text == "A very private turn of phrase"
