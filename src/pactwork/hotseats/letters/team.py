"""Emails to the team of a hotseat: the guest cannot, was not reached, or their link is guessed at."""

from pactwork.history.models import Delivery
from pactwork.hotseats.letters.base import GONE, seat_of, to_team
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.queries.seat import invited
from pactwork.hotseats.visibility import window
from pactwork.links.actions import PER_LINK
from pactwork.post.templated import Facts, templated


@templated
def guest_declined(delivery: Delivery) -> Facts | str:
    """To the team: that it was declined; why is on the page."""
    seat = seat_of(delivery.about)
    return to_team(seat, delivery) if seat else GONE


@templated
def guest_undelivered(delivery: Delivery) -> Facts | str:
    """To the team: the guest has not had the invitation; why, and what to do, is on the page."""
    seat = seat_of(delivery.about)
    if seat is None or seat.declined_at or window(seat).state not in ("planned", "open"):
        return GONE
    if not invited(seat).fault:
        return "it was corrected meanwhile"
    return to_team(seat, delivery)


@templated
def guest_attacked(delivery: Delivery) -> Facts | str:
    """To the team: somebody types wrong codes for the guest's link."""
    found = Hotseat.objects.filter(link__ref=delivery.about).first()
    seat = seat_of(found.ref) if found else None
    return to_team(seat, delivery, most=PER_LINK) if seat else GONE
