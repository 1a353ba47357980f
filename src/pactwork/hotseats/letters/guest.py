"""Emails to the guest of a hotseat, by link and with the code."""

from pactwork.ground import clock
from pactwork.ground.time_windows import is_ahead
from pactwork.history.models import Delivery
from pactwork.hotseats.letters.base import GONE, seat_of, to_guest
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.queries.queue import waiting_count
from pactwork.hotseats.visibility import window
from pactwork.links.actions import FRESH_FOR
from pactwork.links.models import FreshCode
from pactwork.links.secrets import code_for
from pactwork.post.names import spaced
from pactwork.post.templated import Facts, templated


def _code(seat: Hotseat) -> str:
    return spaced(code_for(seat.link.ref)) if seat.link else ""


def _was_told(delivery: Delivery) -> bool:
    """Whether the guest ever had the invitation that this email is about."""
    first = Delivery.objects.filter(kind="guest_invited", about=delivery.about, to=delivery.to)
    return first.exclude(sent_at=None).exists()


@templated
def guest_invited(delivery: Delivery) -> Facts | str:
    """The invitation: what it is about, from when to when, link and code."""
    seat = seat_of(delivery.about)
    if seat is None or window(seat).state not in ("planned", "open") or seat.declined_at:
        return GONE
    return to_guest(seat, opens=True, code=_code(seat), quotes=seat.about)


@templated
def guest_opening(delivery: Delivery) -> Facts | str:
    """It is open, and questions wait. Nothing waits, no email."""
    seat = seat_of(delivery.about)
    if seat is None or window(seat).state != "open" or seat.declined_at:
        return GONE
    count = waiting_count(seat)
    if not count:
        return "no question waits"
    return to_guest(seat, opens=True, code=_code(seat), waiting=count)


@templated
def guest_extended(delivery: Delivery) -> Facts | str:
    seat = seat_of(delivery.about)
    if seat is None or seat.cancelled_at or not _was_told(delivery):
        return GONE
    return to_guest(seat)


@templated
def guest_corrected(delivery: Delivery) -> Facts | str:
    """What the invitation said is different now; link and code are not."""
    seat = seat_of(delivery.about)
    if seat is None or window(seat).state != "planned" or seat.declined_at:
        return GONE
    if not _was_told(delivery):
        return "the invitation says it already"
    return to_guest(seat, quotes=seat.about)


@templated
def guest_cancelled(delivery: Delivery) -> Facts | str:
    seat = seat_of(delivery.about)
    if seat is None or not _was_told(delivery):
        return "the invitation itself was never sent"
    return to_guest(seat, quotes=seat.cancelled_why)


@templated
def guest_thanked(delivery: Delivery) -> Facts | str:
    """Thanks in the team's own words, and the link to read what came of it."""
    seat = seat_of(delivery.about)
    return to_guest(seat, opens=True, quotes=seat.thanks) if seat else GONE


@templated
def guest_fresh_code(delivery: Delivery) -> Facts | str:
    """Six digits for ten minutes, while the guest's link is guessed at."""
    made = FreshCode.objects.filter(ref=delivery.about).select_related("link").first()
    found = Hotseat.objects.filter(link=made.link).first() if made else None
    seat = seat_of(found.ref) if found else None
    if made is None or seat is None:
        return GONE
    if clock.now() >= made.made_at + FRESH_FOR or is_ahead(made.made_at):
        return "its ten minutes are over"
    return to_guest(seat, code=spaced(code_for(made.ref)))
