"""The working document: amendments, other roads to a yes, lost workplaces, rests and new attempts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pactwork.contracts import actions
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.models import Contract
from pactwork.contracts.typed import Told
from pactwork.demo.bank import spoken
from pactwork.demo.cast import Sections
from pactwork.demo.recipes import FACILITATOR, LINK, Recipe, agreed
from pactwork.demo.stage import Player
from pactwork.ground import clock
from pactwork.people.actors import Actor, actor_for

PROSE = ("stops", "reasoning", "difference")  # where an ampersand may stand for "and"


def _staff(p: Player, key: str) -> Actor:
    return actor_for(p.staff[key])


def _on_seat(p: Player, ago: float, move: Callable[..., Any], **said: Any) -> None:
    """One of the moves that take a contract, a seat that answers by link, an actor and a reason."""

    def play() -> None:
        by = said.pop("by")
        move(p.contract(), p.seat(LINK).ref, by=by() if callable(by) else by, **said)

    p.at(ago, play)


def amended(p: Player) -> None:
    """One section changed after the first round; whoever it concerned agreed again."""
    agreed(p)
    p.redraft(5, note=spoken("amend", p.number)).ask(4, FACILITATOR)
    p.answer(2, FACILITATOR, "yes", note=spoken("university_yes", p.number + 2))


def _ampersands(sections: Sections) -> Sections:
    def short(words: Any) -> Any:
        return words.replace(" and ", " & ") if isinstance(words, str) else words

    return {
        key: {name: short(words) for name, words in sections[key].items()}
        for key in PROSE
        if key in sections
    }


def reworded(p: Player) -> None:
    """Wording only: the facilitator confirms that nothing else changed, and every yes stands."""
    p.start(20).write(16, p.part.sections, _ampersands(p.part.sections)).share(15)
    p.ask(13, LINK).answer(12, LINK, "yes").ask(11, FACILITATOR).answer(8, FACILITATOR, "yes")
    p.write(4.05, p.part.sections)
    p.share(4, "Only spelling: every & is now an and.", wording_only=True)

    def move() -> None:
        said = Said("yes", "The same words, spelt out.", wording=True)
        seat, by = p.seat(FACILITATOR), _staff(p, "facilitator")
        actions.answer(p.contract(), seat.ref, said, by=by, draft=p.newest())

    p.at(3, move)


def _told(p: Player, how: str, ago: float, reason: str) -> Told:
    said_on = (clock.now() - timedelta(days=ago)).date()
    who = p.part.advocate
    return Told(how, said_on, who["name"], who["email"], who["job"], reason)


def in_a_meeting(p: Player) -> None:
    """The advocate said yes across a table, and the student wrote it down."""
    p.start(19).write(13).share(12).discuss(11)

    def move() -> None:
        told = _told(p, "meeting", 1, "We met about something else, and it took two minutes.")
        actions.record_yes(p.contract(), p.seat(LINK).ref, told, by=p.me, draft=p.newest())

    p.at(9, move)
    p.ask(8, FACILITATOR)


def by_phone(p: Player) -> None:
    """Nobody answered the letter, so the placement officer rang."""
    p.start(20).write(17).share(16).ask(14, LINK)

    def move() -> None:
        told = _told(p, "phone", 0, "Letters from outside do not reach that inbox.")
        seat, by = p.seat(LINK), _staff(p, "grace")
        actions.record_yes(p.contract(), seat.ref, told, by=by, draft=p.newest())

    p.at(6, move)
    p.ask(5, FACILITATOR).answer(3, FACILITATOR, "yes", note=spoken("university_yes", p.number))


def disputed(p: Player) -> None:
    """Whoever is said to have agreed says on the same day that it was not so."""
    in_a_meeting(p)
    why = "I said that I would think about it. Nobody asked me for a yes."
    _on_seat(p, 8.6, actions.dispute, by=p.holder, reason=why)


def dispute_settled(p: Player) -> None:
    disputed(p)
    why = "I rang both. It was a misunderstanding over lunch, and there was no yes yet."
    _on_seat(p, 7.5, actions.settle_dispute, by=_staff(p, "ruth"), stands=False, reason=why)
    p.ask(6.5, LINK).answer(4, LINK, "yes", note="Now yes. I have read it.")


def dispute_stands(p: Player) -> None:
    disputed(p)
    why = "We found the note in the diary, in the advocate's own hand. They laughed."
    _on_seat(p, 7, actions.settle_dispute, by=_staff(p, "ruth"), stands=True, reason=why)


def lost_job(p: Player) -> None:
    """What was agreed is suspended: nobody speaks for the workplace any more."""
    agreed(p)
    why = "My contract there ended on Friday. I begin at another place, in the same trade."
    _on_seat(p, 4, actions.leave_workplace, by=p.me, reason=why)


def another_advocate(p: Player) -> None:
    """The advocate left; a colleague of theirs has read the same words and said yes."""
    agreed(p)
    why = "My advocate has moved to another branch."
    _on_seat(p, 6, actions.leave_workplace, by=p.me, reason=why)

    def ask() -> None:
        house = p.part.advocate["email"].split("@")[1]
        name, job = spoken("advocates_after", p.number), p.part.advocate["job"]
        who = {"name": name, "email": f"{name.split()[0].lower()}@{house}", "job": job}
        seat = p.seat(LINK)
        actions.ask(p.contract(), seat.ref, by=p.me, draft=p.newest(), message="", **who)

    p.at(5, ask)
    p.answer(3, LINK, "yes", note="Happy to take this over.")


def resting(p: Player) -> None:
    """Every yes is kept, and no promise runs."""
    agreed(p)

    def move() -> None:
        back = (clock.now() + timedelta(days=40)).date()
        why = "My father is ill, and I am needed at home until the new year."
        actions.pause(p.contract(), by=p.me, reason=why, back_on=back)

    p.at(3, move)


def rested(p: Player) -> None:
    p.start(20).write(17).share(15).ask(14, LINK)

    def rest() -> None:
        why = "Flood at work. Everybody is carrying boxes."
        actions.pause(p.contract(), by=p.me, reason=why)

    p.at(12, rest)
    p.at(7, lambda: actions.resume(p.contract(), by=p.me))
    p.ask(6, LINK)


def void_proposed(p: Player) -> None:
    """One of two has said that it should never have counted."""
    agreed(p)

    def move() -> None:
        why = "The advocate turns out to be her flatmate. I would like a second pair of eyes."
        actions.void_contract(p.contract(), by=_staff(p, "facilitator"), reason=why)

    p.at(2, move)


def void(p: Player) -> None:
    void_proposed(p)
    why = "Agreed. We begin again, and nobody is in trouble."
    p.at(1, lambda: _void(p, why))


def _void(p: Player, why: str) -> None:
    actions.void_contract(p.contract(), by=_staff(p, "ruth"), reason=why)


def withdrawn(p: Player) -> None:
    p.start(20).write(16).share(15).ask(12, LINK)
    p.end(4, "withdrawn", "Has left the course, with our good wishes.")


def two_advocates(p: Player) -> None:
    """Both people who were asked at work have said yes, though one would have been enough."""
    p.start(20).write(16).share(15).ask(13, LINK)

    def second() -> Any:
        seats = p.contract().seats.filter(by=LINK)
        return seats[len(seats) - 1]

    def ask() -> None:
        name = spoken("advocates_after", p.number + 1)
        email = f"{name.split()[0].lower()}@{p.part.advocate['email'].split('@')[1]}"
        ref, draft = second().ref, p.newest()
        actions.ask(p.contract(), ref, by=p.me, draft=draft, name=name, email=email, job="Deputy")

    def yes() -> None:
        seat = second()
        held = seat.holders.get(until_at=None)
        by = Actor(p.me.institution_id, held.name, f"holder:{held.pk}", via="link")
        actions.answer(p.contract(), seat.ref, Said("yes"), by=by, draft=p.newest())

    p.at(12.9, ask)
    p.at(12.5, yes)
    p.answer(12, LINK, "yes").ask(11, FACILITATOR).answer(8, FACILITATOR, "yes")


def deferred(p: Player) -> None:
    agreed(p)
    p.end(-20, "deferred", "Night shifts until summer. Comes back next year with the same plan.")


def again(p: Player) -> None:
    """A new attempt with last year's words: whose yes carries over is not asked twice."""

    def earlier() -> Contract | None:
        return Contract.objects.filter(student=p.enrolment.person).order_by("pk").first()

    p.start(14, copy_from=earlier).share(12).ask(3, FACILITATOR)


WORKING: tuple[Recipe, ...] = (
    amended, in_a_meeting, reworded, lost_job, by_phone, dispute_settled, resting, another_advocate,
    disputed, void_proposed, rested, withdrawn, dispute_stands, void,
)  # fmt: skip
