"""The page on which somebody writes down a yes they heard: the exact words, and what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pactwork.contracts.access import Desk
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Seat
from pactwork.contracts.queries.days import days_for
from pactwork.contracts.queries.reading import SectionRead, sections_of
from pactwork.contracts.rules.drafts import compare
from pactwork.contracts.rules.readers import WHOLE
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.visibility import parties_heard
from pactwork.ground.refusal import Refusal
from pactwork.modules.models import Blob
from pactwork.modules.rules.specification import Party
from pactwork.workspace.forms.recording import TypedYes
from pactwork.workspace.pages.asking import Changed


@dataclass(frozen=True)
class Recorded:
    """``own``: the student does it, who must give an address for the receipt."""

    seat: Seat
    party: Party
    place: SeatStanding
    number: int
    sections: list[SectionRead]
    why_not: Refusal | None
    own: bool
    typed: TypedYes
    days: tuple[date, date]  # it can have been said from the first of these to the second
    changes: list[Changed] = field(default_factory=list)


def _changes(dossier: Dossier, party: Party, number: int) -> list[Changed]:
    """What of this part reads otherwise than in the draft that was on the page."""
    older, newest = dossier.draft(number), dossier.newest
    if older is None or newest is None or older.pk == newest.pk:
        return []
    covered = dossier.covers(party.key, newest)
    rows = []
    for section in dossier.template.sections:
        if section.key in covered:
            then = dossier.compared(older, newest)
            lines = compare(section, then, newest.content, dossier.context)
            differ = [line for line in lines if line.differs]
            rows += [Changed(section.key, section.short, differ)] if differ else []
    return rows


def recording_page(desk: Desk, seat: Seat, typed: TypedYes | None = None) -> Recorded:
    """For one seat; ``typed`` is what could not be written down as it was."""
    found, party = desk.dossier, desk.dossier.party_of(seat)
    newest = found.newest
    content: Mapping[str, Any] = newest.content if newest else {}
    holder = seat.holder
    first = TypedYes(name=holder.name, email=holder.email, job=holder.job) if holder else TypedYes()
    return Recorded(
        seat=seat,
        party=party,
        place=found.stands.seat(seat.pk),
        number=newest.number if newest else 0,
        sections=sections_of(found, content, found.covers(party.key, newest) & desk.reads()),
        why_not=desk.why_not("record", seat=seat.pk),
        own="student" in desk.roles,
        typed=typed or first,
        days=days_for(found, seat.party),
        changes=_changes(found, party, typed.draft) if typed else [],
    )


def page_of(desk: Desk, ref: str) -> Blob | None:
    """The signed page of an answer, for the student and for staff who may read that answer."""
    given: Answer | None = next((a for a in desk.dossier.answers if a.ref == ref), None)
    record = getattr(given, "recording", None)
    if given is None or record is None:
        return None
    party = desk.dossier.seat(given.seat_id).party
    reads = desk.roles & (WHOLE | {"placement_officer"})
    heard = party in parties_heard(desk.dossier, desk.roles)
    page: Blob | None = record.file
    return page if reads and heard else None
