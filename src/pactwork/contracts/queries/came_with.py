"""What came with the yeses: advice, and every condition until it is met, whichever draft it was given to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pactwork.contracts.conditions import holds_up, to_be_done_by
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Agreement, Answer, Draft, Point
from pactwork.ground.dates import day
from pactwork.ground.words import gettext as _


@dataclass(frozen=True)
class Hearer:
    """Whose yeses a reader hears of, about which sections; and what falls to them to see to."""

    parties: frozenset[str]
    reads: frozenset[str]
    sees_to: str = ""  # an owner of conditions

    def hears(self, party: str, point: Point) -> bool:
        theirs = party in self.parties or bool(self.sees_to and point.owner == self.sees_to)
        return theirs and (not point.section or point.section in self.reads)


@dataclass(frozen=True)
class Note:
    """A suggestion or condition that came with a yes."""

    who: str
    kind: str
    text: str
    wording: str
    due_on: date | None
    met: bool
    facts: str = ""  # who sees to it, and what it holds up

    @property
    def head(self) -> str:
        by = _("by %(day)s") % {"day": day(self.due_on)} if self.due_on else ""
        return ", ".join(filter(None, [self.who, self.kind, by, _("met") if self.met else ""]))


def with_yes(dossier: Dossier, agreement: Agreement) -> list[Answer]:
    """The answers whose yes is in the agreement."""
    given = {(yes["party"], yes["at"]) for yes in agreement.yeses}
    seats = {seat.pk: seat.party for seat in dossier.seats}
    return [a for a in dossier.answers if (seats[a.seat_id], a.at.isoformat()) in given]


def _note(answer: Answer, point: Point) -> Note:
    kinds = {Point.CONDITION: _("Condition"), Point.SUGGESTION: _("Suggestion")}
    kind, met = kinds.get(point.kind, ""), point.met_at is not None
    facts = ""
    if point.kind == Point.CONDITION and not met:
        facts = " ".join(filter(None, [to_be_done_by(point.owner), holds_up(point.blocks)]))
    return Note(answer.by_name, kind, point.text, point.wording, point.due_on, met, facts)


def _until(dossier: Dossier, draft: Draft) -> Iterator[Answer]:
    """The answers given about this draft or an earlier one."""
    numbers = {d.pk: d.number for d in dossier.drafts}
    return (a for a in dossier.answers if numbers[a.draft_id] <= draft.number)


def conditions_on(dossier: Dossier, draft: Draft, hearer: Hearer) -> list[Note]:
    """What is still to be met of all that was asked for about this draft and those before it."""
    return [
        _note(answer, point)
        for answer in _until(dossier, draft)
        for point in answer.points.all()
        if point.unmet and hearer.hears(dossier.seat(answer.seat_id).party, point)
    ]


def notes_of(
    dossier: Dossier, draft: Draft, agreement: Agreement | None, hearer: Hearer
) -> list[Note]:
    """What came with the yeses of an agreement, and what others left to be met."""
    own = {a.pk for a in with_yes(dossier, agreement)} if agreement else set()
    return [
        _note(answer, point)
        for answer in _until(dossier, draft)
        for point in answer.points.all()
        if (answer.pk in own or point.unmet)
        and hearer.hears(dossier.seat(answer.seat_id).party, point)
    ]
