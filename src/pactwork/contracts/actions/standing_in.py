"""Somebody stood in at work, for once: the next question goes to whom they stood in for."""

from pactwork.contracts.actions.asking import seat_holder
from pactwork.contracts.models import Holder, Seat
from pactwork.contracts.whole import Whole
from pactwork.links.actions import is_left_alone


def stood_in_for(seat: Seat, holder: Holder | None) -> Holder | None:
    """Whose place this holder took for once."""
    first = holder.stands_in_for_id if holder else None
    return next((h for h in seat.holders.all() if first and h.pk == first), None)


def first_again(found: Whole, seat: Seat, holder: Holder) -> Holder:
    """Who is asked next: the first person again, unless they want no letters."""
    first = stood_in_for(seat, holder)
    if first is None or is_left_alone(found.contract.institution, first.email):
        return holder
    again = seat_holder(found, seat, first.name, first.email, first.job)
    again.doubts, again.looked_how = first.doubts, first.looked_how
    again.vouched_by, again.vouched_at = first.vouched_by, first.vouched_at
    again.save(update_fields=["doubts", "looked_how", "vouched_by", "vouched_at"])
    return again
