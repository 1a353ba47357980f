"""Whose part a seat is, and who holds it."""

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Holder, Seat
from pactwork.modules.rules.specification import Party


def party_at(dossier: Dossier, seat: Seat) -> Party:
    party = dossier.template.party(seat.party)
    if party is None:
        raise LookupError(f"the pinned template has no party {seat.party}")
    return party


def holder_of(seat: Seat) -> Holder | None:
    """Who holds a seat by link now."""
    return next((h for h in seat.holders.all() if h.until_at is None), None)


def stood_in_for(seat: Seat, holder: Holder | None) -> Holder | None:
    """Whose place this holder took for once."""
    first = holder.stands_in_for_id if holder else None
    return next((h for h in seat.holders.all() if first and h.pk == first), None)
