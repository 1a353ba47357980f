"""Marked strings: one planted wherever somebody writes, and by hand who may read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage

from pactwork.contracts import actions
from pactwork.contracts.models import Answer, Point
from pactwork.contracts.rules.answers import PointSaid
from pactwork.conversations import actions as talk
from pactwork.conversations.actions import Begun, Clear
from pactwork.conversations.models import Thread
from pactwork.ground import clock
from pactwork.history.outbox import deliver_due
from pactwork.hotseats import actions as hotseats
from pactwork.letters import LETTERS
from pactwork.reviews import actions as reviews
from pactwork.reviews.rules.verdicts import QUESTIONS, Verdict
from tests.conftest import Clock
from tests.hotseats import seats
from tests.stories import World, full_text

STUDENT, SET = {"nadine"}, {"tomasz", "priya", "samir", "jane"}
TEAM, LEADER, ETHICS = {"helen", "owen"}, {"ruth"}, {"anil"}
OFFICER, WORK = {"grace"}, {"carol", "ian"}
WHOLE = STUDENT | TEAM | LEADER  # who reads all but what names its readers
LOOKS_AFTER_WORK = WHOLE | OFFICER
NOBODY: set[str] = {"colin", "dan", "lena", "moira"}

# Who reads a section, when triage has raised something and when it has not.
READ = {
    "try": WHOLE | SET,
    "bothers": WHOLE | SET,
    "question": WHOLE | SET,
    "stops": WHOLE | SET,
    "activities": WHOLE | SET,
    "reasoning": WHOLE | SET,
    "triage": STUDENT | TEAM | ETHICS,
    "signs": WHOLE | SET,
    "outcomes": WHOLE | SET,
    "weeks": WHOLE | SET,
    "card": WHOLE | SET | OFFICER | WORK,
    "helps": WHOLE,
}
RAISED = READ | {"reasoning": WHOLE | SET | ETHICS}
# Fields that hold no free words: there is nothing to mark in them.
PLAIN = {
    ("card", "first-day"),
    ("card", "hours-at-work"),
    *(("triage", key) for key in ("vulnerable", "own-staff", "covert")),
    *(("triage", key) for key in ("sensitive", "images", "personal-data")),
}


@dataclass
class Planted:
    """Every mark with what it marks, and who may read it."""

    world: World
    clock: Clock
    what: dict[str, str] = field(default_factory=dict)
    may: dict[str, set[str]] = field(default_factory=dict)
    letters: list[EmailMessage] = field(default_factory=list)

    def mark(self, what: str, *may: set[str]) -> str:
        """A word that stands nowhere else, found again whatever is done to the text around it."""
        word = f"xq{len(self.what):03d}z"
        self.what[word], self.may[word] = what, set().union(*may)
        return word

    def text(self, version: str, readers: dict[str, set[str]], **plain: Any) -> dict[str, Any]:
        """Every section, with a mark in each field that holds words."""
        found = full_text(self.world.whole())
        for section, value in found.items():
            if section != "format":
                who = readers.get(section, STUDENT)
                found[section] = self._marked(f"{version}: {section}", value, who, section)
        found["triage"]["letters"] = self.mark(f"{version}: triage letters", readers["triage"])
        return {s: {**v, **plain.get(s, {})} for s, v in found.items()}

    def _marked(self, what: str, value: Any, who: set[str], section: str, key: str = "") -> Any:
        if isinstance(value, dict):
            return {
                k: self._marked(f"{what} {k}", v, who, section, str(k)) for k, v in value.items()
            }
        if isinstance(value, list):
            return [self._marked(f"{what} {n}", v, who, section) for n, v in enumerate(value)]
        if not isinstance(value, str) or (section, key) in PLAIN:
            return value
        return f"{value} {self.mark(what, who)}".strip()

    def later(self) -> None:
        """Two hours on, with the post delivered in between."""
        self.clock.forward(hours=2)
        mail.outbox.clear()
        deliver_due(LETTERS, most=1_000)
        self.letters += mail.outbox


def plant(world: World, clock: Clock) -> Iterator[Planted]:
    """Nadine's contract over two rounds: agreed, suspended, waived, amended, passed on; and her notes.

    It stops three times, for looking round: everybody is asked, a second is asked, and at the end.
    """
    it = Planted(world, clock)
    _hotseat(it)
    _draft_one(it)
    _set(it)
    _talk(it)
    _all_asked(it)
    yield it
    _revised(it)
    yield it
    _agreed(it)
    _after(it)
    _draft_two(it)
    world.write(**it.text("private", dict.fromkeys(READ, STUDENT)))
    _neighbours(it)
    yield it


def _hotseat(it: Planted) -> None:
    """A topic, a guest who is invited, and an answer that is held until it opens."""
    world, helen = it.world, it.world.actor("helen")
    on_run = STUDENT | SET | TEAM | LEADER | ETHICS | OFFICER | NOBODY
    hotseats.propose(world.run, by=world.actor("colin"), title=it.mark("a topic", on_run))
    about = f"How to begin. {it.mark('what a hotseat is about', on_run, {'ines'})}"
    seat = seats.planned(
        world,
        about=about,
        opens_at=clock.now() + timedelta(days=99),
        closes_at=clock.now() + timedelta(days=120),
    )
    hotseats.invite(seat, by=helen)
    asked = seats.asked(world, seat, "tomasz", f"Who? {it.mark('a question', on_run, {'ines'})}")
    said = f"You. {it.mark('an answer that is held', TEAM, LEADER)}"
    hotseats.answer_for_guest(asked, by=helen, text=said)
    other = seats.asked(world, seat, "colin", "What do you earn?")
    why = it.mark("why a question was set aside", TEAM, LEADER, {"colin"})
    hotseats.set_question_aside(other, by=helen, why=why)


def _draft_one(it: Planted) -> None:
    text = it.text("draft 1", RAISED, triage={"covert": "yes"})
    it.world.write(**text)
    note = it.mark("note with draft 1", WHOLE, SET)
    actions.share_draft(it.world.contract(), by=it.world.actor("nadine"), note=f"First. {note}")
    it.later()


def _set(it: Planted) -> None:
    """Comments on a key element, on one that is not, and on the triage; a reply to each."""
    contract, world = it.world.contract(), it.world
    for section, by, who in (
        ("stops", "tomasz", WHOLE | SET),
        ("helps", "helen", WHOLE),
        ("triage", "helen", STUDENT | TEAM),
    ):
        said = {"draft": 1, "section": section}
        word = it.mark(f"comment on {section}", who)
        made = reviews.comment(contract, by=world.actor(by), text=f"Why? {word}", **said)
        answer = it.mark(f"reply on {section}", who)
        reviews.reply(contract, made.ref, by=world.actor("nadine"), text=f"Because. {answer}")
    _review(it)
    it.later()


TALKS = STUDENT | SET | TEAM | LEADER | ETHICS | OFFICER | {"colin", "dan"}


def _talk(it: Planted) -> None:
    """Talk to everybody, to the set, to oneself; settled, put away; what the team notes."""
    world, about, team = it.world, {"place": "section", "key": "stops"}, TEAM | LEADER
    nadine, helen = world.actor("nadine"), world.actor("helen")
    own = {"cohort": TALKS, "set": STUDENT | SET | team, "me": STUDENT}
    for audience, who in own.items():
        title, text = it.mark(f"title to {audience}", who), it.mark(f"talk to {audience}", who)
        begun = Begun(f"Where? {title}", f"Mine? {text}", audience, **about)
        talk.begin(world.run, begun, by=nadine)
    thread = Thread.objects.get(audience="cohort")
    it.later()
    reply = talk.reply(thread, f"Both, @Nadine. {it.mark('reply in talk', TALKS)}", by=helen)
    rude = talk.reply(thread, f"Rude. {it.mark('post put away', team)}", by=world.actor("colin"))
    talk.hide(rude, why=f"Rude. {it.mark('why it was put away', TALKS)}", by=helen)
    talk.note_on_thread(thread, f"Look. {it.mark('team note on a thread', team)}", by=helen)
    note = it.mark("team note on a student", team)
    talk.note_on_student(world.enrolments["nadine"], f"Shy. {note}", by=helen)
    it.later()
    says = [it.mark(f"clarification, {n}", TALKS | {"lena"}) for n in range(4)]
    clear = Clear("several", f"Both. {says[0]}", (f"Mine. {says[1]}", "Ours."))
    settled = talk.clarify(
        world.run, clear, place_kind="section", key="stops", by=helen, post=reply
    )
    talk.rely(settled, by=nadine)
    clear = Clear("required", f"Mine. {says[2]}")
    talk.change_clarification(settled, clear, why=f"Fair. {says[3]}", version=1, by=helen)
    it.later()


def _review(it: Planted) -> None:
    """A review of the whole, words suggested and declined, and an idea taken home."""
    contract, world, by = it.world.contract(), it.world, it.world.actor("tomasz")
    lines = {q: it.mark(f"review, {q}", WHOLE, SET) for q in QUESTIONS}
    verdicts = {q: Verdict(3, f"So. {lines[q]}") for q in QUESTIONS}
    reviews.give_review(contract, by=by, draft=1, verdicts=verdicts)
    for decide in ("decline", "adapt", ""):
        said = {"section": "stops", "path": "inside", "kind": "suggestion"}
        said["text"] = it.mark("why words are suggested", WHOLE, SET)
        said["wording"] = it.mark("words suggested", WHOLE, SET)
        made = reviews.comment(contract, by=by, draft=1, **said)
        if decide:
            why = it.mark(f"why they {decide}", STUDENT, {"tomasz"})
            getattr(reviews, decide)(contract, made.ref, by=world.actor("nadine"), why=why)
    words = str(contract.drafts.get(number=1).content["stops"]["inside"])
    text = it.mark("a note taken from another's plan", {"tomasz"})
    known = {"by": by, "draft": 1, "section": "stops", "to": "stops"}
    reviews.take_home(world.contract("tomasz"), contract, **known, words=words, text=text)


def _ask(it: Planted, party: str, who: set[str]) -> str:
    world, seat = it.world, it.world.seat(party)
    newest = world.contract().drafts.last()
    assert newest is not None
    named = {"name": "Carol Benning", "email": "carol.benning@larkmoor.example"}
    message = it.mark(f"message to {party} on draft {newest.number}", who)
    actions.ask(
        world.contract(),
        seat.ref,
        by=world.actor("nadine"),
        draft=newest.number,
        message=f"Please look. {message}",
        **(named if seat.by == "link" else {}),
    )
    it.later()
    return seat.ref


def _points(it: Planted, party: str, places: dict[str, set[str]]) -> tuple[PointSaid, ...]:
    due = clock.today("Europe/London") + timedelta(days=9)
    return tuple(
        PointSaid(f"Say more. {it.mark(f'point of {party} on {s}', who)}", s, due_on=due)
        for s, who in places.items()
    )


def _says(it: Planted, party: str, kind: str, by: str, who: set[str], **more: Any) -> Answer:
    world = it.world
    note = f"I read it. {it.mark(f'{kind} of {party}, note', who)}"
    given = world.answer(party, kind, by=by, note=note, **more)
    it.later()
    return given


def _settle(it: Planted, given: Answer) -> None:
    for point in Point.objects.filter(answer=given):
        said = next(mark for mark in it.what if mark in point.text)
        why = it.mark(f"reply to the {it.what[said]}", it.may[said])
        by = it.world.actor("nadine")
        actions.settle_point(
            it.world.contract(), point.ref, by=by, response="declined", reason=f"No. {why}"
        )


CAROL = LOOKS_AFTER_WORK | {"carol"}
OF_ETHICS = STUDENT | TEAM | ETHICS


def _all_asked(it: Planted) -> None:
    world, contract, helen = it.world, it.world.contract(), it.world.actor("helen")
    _ask(it, "workplace", CAROL | {"ian"})
    _ask(it, "ethics", OF_ETHICS)
    university = _ask(it, "university", WHOLE)
    talk = it.mark("talk proposed", WHOLE)
    actions.propose_talk(contract, university, by=helen, message=f"On Monday? {talk}")
    over = it.mark("hand-over note", TEAM, LEADER)
    to, note = world.people["owen"], f"I am away. {over}"
    actions.hand_over(contract, university, by=helen, to=to, note=note)
    it.later()


def _revised(it: Planted) -> None:
    _says(it, "workplace", "revise", "", CAROL)
    places = {"signs": WHOLE, "helps": WHOLE, "triage": STUDENT | TEAM}
    points = _points(it, "university", places)
    _settle(it, _says(it, "university", "revise", "owen", WHOLE, points=points))
    second = it.mark("why a second facilitator", WHOLE)
    ref, by = it.world.seat("university").ref, it.world.actor("nadine")
    actions.ask_second(it.world.contract(), ref, by=by, reason=f"Another view. {second}")
    it.later()


def _agreed(it: Planted) -> None:
    _ask(it, "workplace", CAROL | {"ian"})
    it.world.answer("workplace")
    points = _points(it, "university again", {"stops": WHOLE})
    _says(it, "university", "yes_suggest", "helen", WHOLE, points=points)
    points = _points(it, "ethics", {"reasoning": OF_ETHICS, "triage": OF_ETHICS})
    _settle(it, _says(it, "ethics", "yes_conditions", "anil", OF_ETHICS, points=points))


def _after(it: Planted) -> None:
    """In force; the workplace takes its yes back; it is waived."""
    world, contract, seat = it.world, it.world.contract(), it.world.seat("workplace")
    why = it.mark("why the yes was taken back", LOOKS_AFTER_WORK, {"carol"})
    actions.withdraw_yes(contract, seat.ref, by=world.carol(), reason=f"We moved. {why}")
    it.later()
    why = it.mark("why it was waived", LOOKS_AFTER_WORK)
    actions.waive(contract, seat.ref, by=world.actor("helen"), reason=f"Nobody is there. {why}")
    it.later()
    own = it.mark("a saved note", {"helen"})
    actions.keep_note(by=world.actor("helen"), text=f"Think smaller. {own}")


def _draft_two(it: Planted) -> None:
    """Other words everywhere, and nothing raised; asked, and passed on to Ian."""
    it.world.write(**it.text("draft 2", READ))
    note = it.mark("note with draft 2", WHOLE, SET)
    by = it.world.actor("nadine")
    actions.share_draft(it.world.contract(), by=by, note=f"Second. {note}")
    it.later()
    ref = _ask(it, "workplace", LOOKS_AFTER_WORK | WORK)
    to = {"name": "Ian Moss", "email": "ian.moss@larkmoor.example"}
    actions.pass_on(it.world.contract(), ref, by=it.world.carol(), **to)
    _ask(it, "university", WHOLE)


def _neighbours(it: Planted) -> None:
    """Somebody of another set has shared and written too: staff read them, Nadine does not."""
    staff = {"colin"} | TEAM | LEADER
    word = it.mark("Colin's shared words", staff)
    it.world.share("colin", stops={"inside": f"Only mine. {word}"})
    word = it.mark("Colin's private words", {"colin"})
    it.world.write("colin", stops={"inside": f"Mine and hers. {word}"})
