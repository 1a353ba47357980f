"""Each act of talk, hotseats and reviews, asked of by everybody directly: no page stands before it.

A view asks first, so at its door nobody would miss what the act asks again. Here somebody does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from pactwork.conversations import actions as talk
from pactwork.conversations.models import Post, Thread
from pactwork.conversations.typed import Begun, Clear
from pactwork.ground import clock
from pactwork.ground.refusal import Refused
from pactwork.hotseats import actions as hotseats
from pactwork.hotseats.actions.by_link import guest
from pactwork.people.actors import Actor
from pactwork.reviews import actions as reviews
from pactwork.reviews.models import Review
from pactwork.reviews.rules.verdicts import QUESTIONS, Verdict
from tests.hotseats import seats
from tests.stories import World, make_world

STUDENTS, SET = {"nadine", "tomasz", "priya", "colin"}, {"nadine", "tomasz", "priya"}
TEAM, OTHERS = {"helen", "ruth"}, {"anil", "grace", "dan"}
LOOKING_ON = {"lena", "moira", "guest", "twin helen", "twin nadine"}
EVERYBODY = STUDENTS | TEAM | OTHERS | LOOKING_ON
TALKS = STUDENTS | TEAM | OTHERS
CLEAR = Clear("yours", "As you like.")
BEGUN = Begun("Which calls?", "Which, and why?", "cohort", "section", "stops")
GOOD = {q: Verdict(3, "It could be.") for q in QUESTIONS}


@dataclass
class Room:
    """Something of everything: threads to every audience, a hotseat with questions, a draft under review."""

    world: World
    twin: World

    def __post_init__(self) -> None:
        world, helen, nadine = self.world, self.by("helen"), self.by("nadine")
        world.share()
        world.write("tomasz")
        self.contract = world.contract()
        self.threads = {
            audience: talk.begin(
                world.run, Begun("Which?", "Which, and why?", audience, "section", "stops"), by=by
            )
            for audience, by in (
                ("cohort", nadine),
                ("set", nadine),
                ("me", nadine),
                ("staff", helen),
            )
        }
        self.settled = talk.clarify(
            world.run, CLEAR, place_kind="section", key="stops", by=self.by("ruth")
        )
        self.topic, self.seat = seats.topic(world), seats.planned(world, held=False)
        self.asked = seats.asked(world, self.seat, "nadine", "Who hears first?")
        self.other = seats.asked(world, self.seat, "tomasz", "And then?")
        reviews.ask_about(self.contract.pk)
        said = {"section": "stops", "path": "inside", "kind": "suggestion", "wording": "Only mine."}
        by = self.by("tomasz")
        self.words = reviews.comment(self.contract, by=by, draft=1, text="Less.", **said)
        about = {"section": "stops", "text": "Why?"}
        self.said = reviews.comment(self.contract, by=by, draft=1, **about)
        sitting = world.contract("priya")
        to = world.people["tomasz"]
        self.sitting = reviews.ask_interview(sitting, by=self.by("priya"), interviewer=to)

    def by(self, name: str) -> Actor:
        if name == "guest":
            return guest(self.seat)
        world = self.twin if name.startswith("twin ") else self.world
        return world.actor(name.removeprefix("twin "))

    def post(self, audience: str) -> Post:
        found = self.threads[audience].posts.select_related("thread__run__institution")
        return found.get()

    def thread(self, audience: str) -> Thread:
        rows = Thread.objects.select_related("run__institution", "person")
        return rows.get(pk=self.threads[audience].pk)

    def review(self, key: str) -> Review:
        return Review.objects.get(contract=self.contract, reviewer=self.world.people[key])

    def plan(self, by: Actor) -> Any:
        return hotseats.plan(self.world.run, seats.said(), by=by)

    def later(self) -> Any:
        return clock.now() + timedelta(days=30)


Act = Callable[[Room, Actor], object]
ACTS: dict[str, tuple[set[str], Act]] = {
    "begin a thread": (TALKS, lambda r, by: talk.begin(r.world.run, BEGUN, by=by)),
    "note on a student": (
        TEAM,
        lambda r, by: talk.note_on_student(r.world.enrolments["nadine"], "Shy.", by=by),
    ),
    "note on a thread": (TEAM, lambda r, by: talk.note_on_thread(r.thread("set"), "See.", by=by)),
    "note on one's own words": (
        set(),
        lambda r, by: talk.note_on_thread(r.thread("me"), "See.", by=by) if by.ref else None,
    ),
    "note on the team's words": (
        set(),
        lambda r, by: talk.note_on_thread(r.thread("staff"), "See.", by=by),
    ),
    "edit": ({"nadine"}, lambda r, by: talk.edit(r.post("cohort"), "Why?", version=1, by=by)),
    "put away": (TEAM, lambda r, by: talk.hide(r.post("set"), why="Rude, all of it.", by=by)),
    "put away one's own": (
        set(),
        lambda r, by: talk.hide(r.post("me"), why="Rude, all of it.", by=by),
    ),
    "clarify": (
        TEAM,
        lambda r, by: talk.clarify(r.world.run, CLEAR, place_kind="section", key="try", by=by),
    ),
    "clarify by words one may not read": (
        set(),
        lambda r, by: talk.clarify(
            r.world.run, CLEAR, place_kind="section", key="try", by=by, post=r.post("me")
        ),
    ),
    "change a clarification": (
        TEAM,
        lambda r, by: talk.change_clarification(
            r.settled, Clear("required", "So."), why="It was unfair.", version=1, by=by
        ),
    ),
    "rely": (TALKS, lambda r, by: talk.rely(r.settled, by=by)),
    "propose a topic": (TALKS, lambda r, by: hotseats.propose(r.world.run, by=by, title="Pay")),
    "want a topic": (STUDENTS, lambda r, by: hotseats.vote_for_topic(r.topic, by=by, on=True)),
    "set a topic aside": (TEAM, lambda r, by: hotseats.set_topic_aside(r.topic, by=by, why="No.")),
    "plan a hotseat": (TEAM, lambda r, by: r.plan(by)),
    "invite": (TEAM, lambda r, by: hotseats.invite(r.seat, by=by)),
    "extend": (TEAM, lambda r, by: hotseats.extend(r.seat, by=by, until=r.later())),
    "cancel": (TEAM, lambda r, by: hotseats.cancel(r.seat, by=by, why="Ill.")),
    "ask": (STUDENTS, lambda r, by: hotseats.ask(r.seat, by=by, text="Why?")),
    "want a question": (
        STUDENTS,
        lambda r, by: hotseats.vote_for_question(r.asked, by=by, on=True),
    ),
    "take a question back": ({"nadine"}, lambda r, by: hotseats.withdraw_question(r.asked, by=by)),
    "merge": (TEAM, lambda r, by: hotseats.merge(r.asked, into=r.other.ref, by=by)),
    "set a question aside": (
        TEAM,
        lambda r, by: hotseats.set_question_aside(r.asked, by=by, why="Private."),
    ),
    "answer for the guest": (
        TEAM,
        lambda r, by: hotseats.answer_for_guest(r.asked, by=by, text="You do."),
    ),
    "comment on a key element": (
        {"tomasz", "priya", "helen"},
        lambda r, by: reviews.comment(r.contract, by=by, draft=1, section="stops", text="Why so?"),
    ),
    "comment on what the set does not read": (
        {"helen"},
        lambda r, by: reviews.comment(r.contract, by=by, draft=1, section="helps", text="Why?"),
    ),
    "reply": (
        SET | {"helen"},
        lambda r, by: reviews.reply(r.contract, r.words.ref, by=by, text="So."),
    ),
    "close a thread": (
        {"nadine", "tomasz", "helen"},
        lambda r, by: reviews.resolve(r.contract, r.said.ref, by=by),
    ),
    "take a suggestion back": (
        {"tomasz"},
        lambda r, by: reviews.resolve(r.contract, r.words.ref, by=by),
    ),
    "review": (
        {"tomasz", "priya"},
        lambda r, by: reviews.give_review(r.contract, by=by, draft=1, verdicts=GOOD),
    ),
    "decline a review": (
        {"tomasz"},
        lambda r, by: reviews.decline_review(r.contract, r.review("tomasz").ref, by=by),
    ),
    "waive a review": (
        TEAM,
        lambda r, by: reviews.waive_review(
            r.contract, r.review("tomasz").ref, by=by, reason="Ill, all week."
        ),
    ),
    "set the pace": (TEAM, lambda r, by: reviews.set_pace(r.contract, by=by, days=5)),
    "adopt": ({"nadine"}, lambda r, by: reviews.adopt(r.contract, [r.words.ref], by=by)),
    "adapt": (
        {"nadine"},
        lambda r, by: reviews.adapt(r.contract, r.words.ref, by=by, words="Ours.", why="Both."),
    ),
    "decline a suggestion": (
        {"nadine"},
        lambda r, by: reviews.decline(r.contract, r.words.ref, by=by, why="Not so."),
    ),
    "take an idea home": (
        {"tomasz"},
        lambda r, by: reviews.take_home(
            r.world.contract("tomasz"),
            r.contract,
            by=by,
            draft=1,
            section="stops",
            words="complaint calls",
            to="stops",
            text="Mine too.",
        ),
    ),
    "type an interview": (
        {"tomasz"},
        lambda r, by: reviews.type_interview(
            r.sitting.ref, by=by, words={"will": "Ask."}, version=0
        ),
    ),
    "end an interview": (
        {"tomasz", "priya"},
        lambda r, by: reviews.end_interview(r.sitting.ref, by=by),
    ),
    "ask for an interview": (
        {"tomasz"},
        lambda r, by: reviews.ask_interview(
            r.world.contract("tomasz"), by=by, interviewer=r.world.people["priya"]
        ),
    ),
}
READ = {
    "cohort": TALKS,
    "set": SET | TEAM,
    "me": {"nadine"},
    "staff": TEAM,
}


@pytest.fixture
def room(world: World) -> Room:
    return Room(world, make_world(name="Midshire at Twinham", mail="twin.example"))


def may(room: Room, name: str, act: Act) -> bool:
    """Whether it was done; whatever was done is taken back."""
    try:
        with transaction.atomic():
            act(room, room.by(name))
            transaction.set_rollback(True)
    except Refused:
        return False
    return True


def test_each_act_is_for_those_it_is_for(room: Room) -> None:
    amiss = []
    for what, (allowed, act) in ACTS.items():
        done = {name for name in EVERYBODY if may(room, name, act)}
        if done != allowed:
            amiss.append(f"{what}: {sorted(done - allowed)} too, {sorted(allowed - done)} not")
    assert not amiss, "\n".join(amiss)


@pytest.mark.parametrize("audience", sorted(READ))
def test_only_who_reads_a_thread_replies(room: Room, audience: str) -> None:
    def act(room: Room, by: Actor) -> object:
        return talk.reply(room.thread(audience), "And then?", by=by)

    assert {name for name in EVERYBODY if may(room, name, act)} == READ[audience]
