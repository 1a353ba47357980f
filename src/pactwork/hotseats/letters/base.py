"""What letters of a hotseat have in common: the seat, who reads, and the guest's own frame."""

from typing import Any

from django.utils.translation import gettext as _

from pactwork.ground.dates import moment, times_are
from pactwork.ground.names import greeted
from pactwork.history.models import Delivery
from pactwork.hotseats.models import Hotseat
from pactwork.people.models import Person
from pactwork.post.letter import Letter, hello
from pactwork.post.names import in_letters, unlinked

GONE, OPEN = "the hotseat is gone or over", "hotseats:guest_open"


def seat_of(ref: str) -> Hotseat | None:
    rows = Hotseat.objects.select_related("run__institution", "link", "planned_by")
    return rows.filter(ref=ref).exclude(link=None).first()


def known_of(seat: Hotseat) -> dict[str, Any]:
    return {
        "house": in_letters(seat.run.institution.name),
        "planner": in_letters(seat.planned_by.name),
        "module": seat.run.title,
        "title": unlinked(seat.title),
        "opens": moment(seat.opens_at),
        "closes": moment(seat.closes_at),
        "email": seat.guest_email,
    }


def reader_of(seat: Hotseat, delivery: Delivery) -> Person | None:
    house = seat.run.institution
    return Person.objects.filter(institution=house, email__iexact=delivery.to).first()


def to_guest(seat: Hotseat, subject: str, words: list[str], *small: str, **more: Any) -> Letter:
    known = known_of(seat)
    clocked = any(str(known[at]) in part for at in ("opens", "closes") for part in words)
    return Letter(
        institution=seat.run.institution,
        subject=subject,
        behalf=_("%(house)s, on behalf of %(planner)s") % known,
        hello=hello(greeted(seat.guest_name)),
        words=words,
        small=[*([times_are()] if clocked else []), *small],
        reply_to=seat.planned_by.email,
        by_link=True,
        **more,
    )
