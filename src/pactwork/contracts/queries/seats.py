"""Who stood in for whom at a seat."""

from pactwork.contracts.models import Holder, Seat


def stood_in_for(seat: Seat, holder: Holder | None) -> Holder | None:
    """Whose place this holder took for once."""
    first = holder.stands_in_for_id if holder else None
    return next((h for h in seat.holders.all() if first and h.pk == first), None)
