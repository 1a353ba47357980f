"""Marked strings: one planted wherever somebody writes, and by hand who may read it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from pactwork.contracts import actions
from pactwork.contracts.actions.sampling import sample
from pactwork.contracts.models import Answer, Point
from pactwork.contracts.rules.answers import PointSaid
from pactwork.ground import clock
from tests.conftest import Clock
from tests.marks_reviews import first_reviews, interview, second_reviews
from tests.marks_talk import everybody_hears, hotseats_before, more_people, sets_before, talk_about
from tests.planted import Planted
from tests.readers import (
    ETHICS,
    LEADER,
    LENT,
    LOOKS_AFTER_WORK,
    OFFICER,
    SET,
    STUDENT,
    TEAM,
    WHOLE,
    WORK,
)
from tests.stories import World

# Who reads a section, when triage has raised something and when it has not.
READ = {
    "try": WHOLE | SET | LENT,
    "bothers": WHOLE | SET | LENT,
    "question": WHOLE | SET | LENT,
    "stops": WHOLE | SET | LENT,
    "activities": WHOLE | SET | LENT,
    "reasoning": WHOLE | SET | LENT,
    "triage": STUDENT | TEAM | ETHICS,
    "signs": WHOLE | SET | LENT,
    "outcomes": WHOLE | SET | LENT,
    "weeks": WHOLE | SET | LENT,
    "card": WHOLE | SET | LENT | OFFICER | WORK,
    "helps": WHOLE,
}
RAISED = READ | {"reasoning": WHOLE | SET | LENT | ETHICS}


def plant(world: World, clock: Clock) -> Iterator[Planted]:
    """Nadine's contract over two rounds: agreed, suspended, waived, amended, passed on; and her notes.

    It stops three times, for looking round: everybody is asked, a second is asked, and at the end.
    """
    more_people(world)
    it = Planted(world, clock)
    everybody_hears(it)
    hotseats_before(it)
    sets_before(it)
    interview(it)
    _draft_one(it)
    first_reviews(it)
    talk_about(it)
    _all_asked(it)
    it.later(22)  # a new day, with digests for those who are waited for
    yield it
    _revised(it)
    yield it
    _agreed(it)
    _after(it)
    _draft_two(it)
    second_reviews(it)
    world.write(**it.text("private", dict.fromkeys(READ, STUDENT)))
    _neighbours(it)
    _not_sent(it)
    yield it


def _draft_one(it: Planted) -> None:
    text = it.text("draft 1", RAISED, triage={"covert": "yes"})
    it.world.write(**text)
    note = it.mark("note with draft 1", *RAISED.values())  # all who read any part
    actions.share_draft(it.world.contract(), by=it.world.actor("nadine"), note=f"First. {note}")
    it.later()


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
    until = clock.today("Europe/London") + timedelta(days=9)
    sample(world.run, [contract], to=world.people["exa"], until=until, by=world.actor("ruth"))
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
    note = it.mark("note with draft 2", *READ.values())
    by = it.world.actor("nadine")
    actions.share_draft(it.world.contract(), by=by, note=f"Second. {note}")
    it.later()
    ref = _ask(it, "workplace", LOOKS_AFTER_WORK | WORK)
    to = {"name": "Ian Moss", "email": "ian.moss@larkmoor.example"}
    actions.pass_on(it.world.contract(), ref, by=it.world.carol(), **to)
    _ask(it, "university", WHOLE)


def _not_sent(it: Planted) -> None:
    """A point beside words of both drafts, which its writer alone reads."""
    own = it.mark("a point not sent yet", {"helen"})
    said = {"draft": 2, "section": "stops", "quote": "", "text": f"Smaller. {own}"}
    actions.write_unsent(it.world.contract(), by=it.world.actor("helen"), **said)


def _neighbours(it: Planted) -> None:
    """Somebody of another set has shared and written too: staff read them, Nadine does not."""
    staff = {"colin"} | TEAM | LEADER
    word = it.mark("Colin's shared words", staff)
    it.world.share("colin", stops={"inside": f"Only mine. {word}"})
    word = it.mark("Colin's private words", {"colin"})
    it.world.write("colin", stops={"inside": f"Mine and hers. {word}"})
