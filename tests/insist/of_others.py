"""Texts that acts of all other apps take."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pactwork.conversations import actions as talk
from pactwork.conversations.rules.posts import POST, READING, REASON, TITLE
from pactwork.conversations.typed import Begun, Clear
from pactwork.hotseats import actions as hotseats
from pactwork.hotseats.models import Topic
from pactwork.hotseats.rules import typed
from pactwork.institutions.actions import describe
from pactwork.institutions.queries import described
from pactwork.institutions.rules.describing import SENDER
from pactwork.modules.actions.introducing import introduce
from pactwork.modules.models import LearningSet
from pactwork.people.actions import found_institution
from pactwork.people.introducing import MOST as INTRODUCED
from pactwork.people.rules.describing import MOST as NAME_MOST
from pactwork.reviews import actions as reviews
from pactwork.reviews.models import Review
from pactwork.reviews.rules.comments import MOST, QUOTE_MOST
from pactwork.reviews.rules.verdicts import LINE_MOST, Verdict
from pactwork.rights.actions.erasing import erase_person
from pactwork.rights.who import who_at
from pactwork.sets import actions as sets
from pactwork.sets.rules.refusals import MOST_DISCIPLINE, MOST_REASON, MOST_WORDS
from tests.contracts.test_who_the_workplace_is import named
from tests.conversations.test_actions import ask as begun
from tests.conversations.test_clarifications import made as clarified
from tests.hotseats.seats import answered, asked, code, invited, planned, said, topic
from tests.insist.rows import Row, Table, Try
from tests.reviews.test_interviews import asked as interview
from tests.reviews.test_interviews import typed as interviewed
from tests.reviews.test_reviewing import GOOD, suggest
from tests.stories import CAROL, World

Story = Callable[[World], Try]


def post(world: World) -> Any:
    return begun(world).posts.get()


def talk_begins(field: str) -> Story:
    known = {"title": "Where does it end?", "text": "Which?", "audience": "cohort"}

    def story(world: World) -> Try:
        by = world.actor("nadine")
        place = {"place": "section", "key": "stops"}
        return lambda text: talk.begin(world.run, Begun(**known | place | {field: text}), by=by)

    return story


def talk_goes_on(act: Callable[..., object], by: str) -> Story:
    def story(world: World) -> Try:
        thread = begun(world, audience="cohort")
        if act is talk.edit:
            return lambda text: talk.edit(thread.posts.get(), text, version=1, by=world.actor(by))
        return lambda text: act(thread, text, by=world.actor(by))

    return story


def hidden(world: World) -> Try:
    found = post(world)
    return lambda text: talk.hide(found, why=text, by=world.actor("helen"))


def noted(world: World) -> Try:
    place = world.enrolments["nadine"]
    return lambda text: talk.note_on_student(place, text, by=world.actor("helen"))


def clarifies(field: str) -> Story:
    def story(world: World) -> Try:
        def act(text: str) -> object:
            if field == "readings":
                return clarified(world, Clear("several", "Fine.", ("Your own.", text)))
            return clarified(world, Clear("required", text))

        return act

    return story


def clarifies_anew(field: str) -> Story:
    def story(world: World) -> Try:
        found, helen = clarified(world), world.actor("helen")

        def act(text: str) -> object:
            words = {"text": "Do.", "why": "Asked twice.", "readings": "Yours."} | {field: text}
            readings = ("Your own.", words["readings"])
            clear = Clear("several", words["text"], readings)
            known: dict[str, Any] = {"why": words["why"], "version": 1, "by": helen}
            return talk.change_clarification(found, clear, **known)

        return act

    return story


def withdraws(world: World) -> Try:
    found = clarified(world)
    return lambda text: talk.withdraw(found, why=text, by=world.actor("helen"))


def for_guest(world: World) -> Try:
    question = asked(world, planned(world))
    return lambda text: hotseats.answer_for_guest(question, by=world.actor("helen"), text=text)


def asks(world: World) -> Try:
    seat = planned(world)
    return lambda text: asked(world, seat, text=text)


def question_aside(world: World) -> Try:
    question = asked(world, planned(world))
    return lambda text: hotseats.set_question_aside(question, by=world.actor("helen"), why=text)


def guest_answers(world: World) -> Try:
    seat = invited(world)
    question = asked(world, seat)
    return lambda text: answered(seat, question, text)


def guest_declines(world: World) -> Try:
    seat = invited(world)
    return lambda text: hotseats.decline(seat, code=code(seat), client="b", why=text)


def plans(field: str) -> Story:
    def story(world: World) -> Try:
        return lambda text: planned(world, **{field: text})

    return story


def corrects(field: str) -> Story:
    def story(world: World) -> Try:
        seat, helen = planned(world), world.actor("helen")
        return lambda text: hotseats.correct(seat, said(**{field: text}), by=helen)

    return story


def cancels(world: World) -> Try:
    seat = planned(world)
    return lambda text: hotseats.cancel(seat, by=world.actor("helen"), why=text)


def thanks(world: World) -> Try:
    seat = invited(world)
    answered(seat, asked(world, seat))
    seat.opens_at, seat.closes_at = seat.opens_at.replace(year=2025), seat.opens_at
    seat.closes_at = seat.closes_at.replace(year=2025)
    seat.save()
    return lambda text: hotseats.thank(seat, by=world.actor("helen"), words=text)


def proposes(field: str) -> Story:
    def story(world: World) -> Try:
        known = {"title": "Angry callers", "about": "How to begin."}
        by = world.actor("nadine")
        return lambda text: hotseats.propose(world.run, by=by, **known | {field: text})

    return story


def topic_aside(world: World) -> Try:
    found: Topic = topic(world)
    return lambda text: hotseats.set_topic_aside(found, by=world.actor("helen"), why=text)


def comments(field: str) -> Story:
    """Suggested words need no others; a comment does."""

    def story(world: World) -> Try:
        world.share()
        if field == "text":
            more: dict[str, str] = {"kind": "question", "wording": ""}
            return lambda text: suggest(world, **more | {"text": text})
        return lambda text: suggest(world, **{field: text})

    return story


def replies(world: World) -> Try:
    world.share()
    ref, by = suggest(world).ref, world.actor("nadine")
    return lambda text: reviews.reply(world.contract(), ref, by=by, text=text)


def takes_home(field: str) -> Story:
    def story(world: World) -> Try:
        world.share()
        mine, by = world.contract("priya"), world.actor("priya")
        at: dict[str, Any] = {"by": by, "draft": 1, "section": "stops", "to": "question"}
        known = {"words": "complaint calls I take myself", "text": "Mine too."}
        return lambda text: reviews.take_home(mine, world.contract(), **at, **known | {field: text})

    return story


def hears(world: World) -> Try:
    sitting = interview(world)
    return lambda text: interviewed(world, sitting, will=text)


def gives(world: World) -> Try:
    world.share()
    by = world.actor("priya")
    return lambda text: reviews.give_review(
        world.contract(), by=by, draft=1, verdicts=GOOD | {"cut": Verdict(3, text)}
    )


def owed(world: World) -> Review:
    world.share()
    reviews.ask_reviewers()
    return Review.objects.select_related("reviewer")[0]


def declines_review(world: World) -> Try:
    review = owed(world)
    by = world.actor(review.reviewer.key)
    return lambda text: reviews.decline_review(world.contract(), review.ref, by=by, reason=text)


def waives_review(world: World) -> Try:
    ref, by = owed(world).ref, world.actor("helen")
    return lambda text: reviews.waive_review(world.contract(), ref, by=by, reason=text)


def adapts(field: str) -> Story:
    def story(world: World) -> Try:
        world.share()
        ref, by = suggest(world).ref, world.actor("nadine")
        return lambda text: reviews.adapt(world.contract(), ref, by=by, **{field: text})

    return story


def declines(world: World) -> Try:
    world.share()
    ref, by = suggest(world).ref, world.actor("nadine")
    return lambda text: reviews.decline(world.contract(), ref, by=by, why=text)


def erases(world: World) -> Try:
    named(world, CAROL)
    who = who_at(world.institution, CAROL["email"])
    return lambda text: erase_person(who, by="system", reason=text)


def agrees(world: World) -> Try:
    group, by = LearningSet.objects.get(name="Set 1"), world.actor("nadine")
    return lambda text: sets.propose_rules(group, text, expected=0, by=by)


def pairs(world: World) -> Try:
    one, other = (world.enrolments[name].ref for name in ("nadine", "priya"))
    by = world.actor("ruth")
    return lambda text: sets.pair_up(world.run, one, other, "apart", reason=text, by=by)


def says_when(world: World) -> Try:
    place, by = world.enrolments["nadine"], world.actor("nadine")
    return lambda text: sets.say_when(place, slots=1, experience=None, discipline=text, by=by)


def introduces(world: World) -> Try:
    return lambda text: introduce(world.actor("helen"), text)


def founds(world: World) -> Try:
    return lambda text: found_institution(text)


def describes(field: str) -> Story:
    def story(world: World) -> Any:
        was = described(world.institution)
        return lambda text: describe(world.institution, replace(was, **{field: text}), by=None)

    return story


def plan_rows(act: str, story: Callable[[str], Story]) -> Table:
    return {
        f"{act}.said.title": Row(story("title"), typed.TITLE, "words_missing"),
        f"{act}.said.about": Row(story("about"), typed.SHORT),
        f"{act}.said.guest_name": Row(story("guest_name"), typed.NAME, "words_missing"),
        f"{act}.said.guest_line": Row(story("guest_line"), typed.LINE, "words_missing"),
    }


T, H, R, S = (f"{app}.actions." for app in ("conversations", "hotseats", "reviews", "sets"))
ROWS: Table = {
    f"{T}threads.begin.begun.title": Row(talk_begins("title"), TITLE, "title_missing"),
    f"{T}threads.begin.begun.text": Row(talk_begins("text"), POST),
    f"{T}posts.reply.text": Row(talk_goes_on(talk.reply, "priya"), POST, "post_missing"),
    f"{T}posts.edit.text": Row(talk_goes_on(talk.edit, "nadine"), POST, "post_missing"),
    f"{T}moderation.hide.why": Row(hidden, REASON, "why_missing"),
    f"{T}notes.note_on_student.text": Row(noted, POST, "post_missing"),
    f"{T}notes.note_on_thread.text": Row(
        talk_goes_on(talk.note_on_thread, "helen"), POST, "post_missing"
    ),
    f"{T}clarifications.clarify.clear.text": Row(clarifies("text"), POST, "meaning_missing"),
    f"{T}clarifications.clarify.clear.readings": Row(
        clarifies("readings"), READING, "readings_few"
    ),
    f"{T}clarifications.change_clarification.clear.text": Row(
        clarifies_anew("text"), POST, "meaning_missing"
    ),
    f"{T}clarifications.change_clarification.clear.readings": Row(
        clarifies_anew("readings"), READING, "readings_few"
    ),
    f"{T}clarifications.change_clarification.why": Row(
        clarifies_anew("why"), REASON, "why_missing"
    ),
    f"{T}withdrawing.withdraw.why": Row(withdraws, REASON, "why_missing"),
    f"{H}answering.answer_for_guest.text": Row(for_guest, typed.LONG, "words_missing"),
    f"{H}asking.ask.text": Row(asks, typed.SHORT, "words_missing"),
    f"{H}asking.set_question_aside.why": Row(question_aside, typed.SHORT, "reason_for_aside"),
    f"{H}by_link.answer_by_link.said": Row(guest_answers, typed.LONG, "nothing_answered"),
    f"{H}by_link.decline.why": Row(guest_declines, typed.SHORT),
    **plan_rows(f"{H}planning.plan", plans),
    **plan_rows(f"{H}correcting.correct", corrects),
    f"{H}planning.cancel.why": Row(cancels, typed.SHORT, "reason_for_cancelling"),
    f"{H}planning.thank.words": Row(thanks, typed.SHORT, "words_missing"),
    f"{H}topics.propose.title": Row(proposes("title"), typed.TITLE, "words_missing"),
    f"{H}topics.propose.about": Row(proposes("about"), typed.SHORT),
    f"{H}topics.set_topic_aside.why": Row(topic_aside, typed.SHORT, "reason_for_aside"),
    f"{R}comments.comment.text": Row(comments("text"), MOST, "comment_empty"),
    f"{R}comments.comment.more (quote)": Row(comments("quote"), QUOTE_MOST, ends=False),
    f"{R}comments.comment.more (wording)": Row(comments("wording"), MOST, "wording_missing"),
    f"{R}comments.reply.text": Row(replies, MOST, "comment_empty"),
    f"{R}ideas.take_home.words": Row(
        takes_home("words"), QUOTE_MOST, "words_not_there", ends=False
    ),
    f"{R}ideas.take_home.text": Row(takes_home("text"), QUOTE_MOST),
    f"{R}interviewing.type_interview.words": Row(hears, 6_000),
    f"{R}reviewing.give_review.verdicts.line": Row(gives, LINE_MOST, "comment_empty"),
    f"{R}reviewing.decline_review.reason": Row(declines_review, LINE_MOST),
    f"{R}reviewing.waive_review.reason": Row(waives_review, MOST, "reason_missing"),
    f"{R}suggestions.adapt.words": Row(adapts("words"), MOST, "adapt_missing"),
    f"{R}suggestions.adapt.why": Row(adapts("why"), MOST, "adapt_missing"),
    f"{R}suggestions.decline.why": Row(declines, MOST, "reason_missing"),
    "rights.actions.erasing.erase_person.reason": Row(erases, 3_000, "reason_missing", ends=False),
    f"{S}agreeing.propose_rules.words": Row(agrees, MOST_WORDS, "rules_empty"),
    f"{S}pairing.pair_up.reason": Row(pairs, MOST_REASON, "reason_missing"),
    f"{S}saying.say_when.discipline": Row(says_when, MOST_DISCIPLINE),
    "modules.actions.introducing.introduce.text": Row(introduces, INTRODUCED),
    "institutions.actions.describe.said.name": Row(describes("name"), NAME_MOST, "words_missing"),
    "institutions.actions.describe.said.sender": Row(describes("sender"), SENDER),
    "people.actions.found_institution.name": Row(founds, NAME_MOST, "words_missing"),
}
