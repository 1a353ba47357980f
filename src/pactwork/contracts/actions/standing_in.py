"""Somebody stood in at work, for once: the next question goes to whom they stood in for."""

from pactwork.contracts.actions.asking import seat_holder
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Holder, Seat
from pactwork.contracts.queries.seats import stood_in_for
from pactwork.links.queries import is_left_alone


def first_again(dossier: Dossier, seat: Seat, holder: Holder) -> Holder:
    """Who is asked next: the first person again, unless they want no letters."""
    first = stood_in_for(seat, holder)
    if first is None or is_left_alone(dossier.contract.institution, first.email):
        return holder
    again = seat_holder(dossier, seat, first.name, first.email, first.job)
    again.doubts, again.looked_how = first.doubts, first.looked_how
    again.vouched_by, again.vouched_at = first.vouched_by, first.vouched_at
    again.save(update_fields=["doubts", "looked_how", "vouched_by", "vouched_at"])
    return again
