"""What emails of a hotseat have in common: the seat, and who reads."""

from typing import Any

from pactwork.ground.dates import moment
from pactwork.ground.names import greeted
from pactwork.history.models import Delivery
from pactwork.hotseats.models import Hotseat
from pactwork.modules.speaking import speak_of
from pactwork.people.models import Person
from pactwork.post.message import address, link_address
from pactwork.post.names import in_letters, quoted, unlinked
from pactwork.post.templated import Facts

GONE, OPEN = "the hotseat is gone or over", "hotseats:guest_open"


def seat_of(ref: str) -> Hotseat | None:
    rows = Hotseat.objects.select_related("run__institution", "link", "planned_by")
    found = rows.filter(ref=ref).exclude(link=None).first()
    if found:
        speak_of(found.run)
    return found


def known_of(seat: Hotseat) -> dict[str, Any]:
    return {
        "planner": in_letters(seat.planned_by.name),
        "guest": in_letters(seat.guest_name),
        "module": unlinked(seat.run.title),
        "title": unlinked(seat.title),
        "opens": moment(seat.opens_at),
        "closes": moment(seat.closes_at),
        "email": seat.guest_email,
    }


def to_team(seat: Hotseat, delivery: Delivery, **known: Any) -> Facts:
    """Their template extends ``shared/hotseat_team.txt``."""
    house = seat.run.institution
    reader = Person.objects.filter(institution=house, email__iexact=delivery.to).first()
    return Facts(
        house,
        known_of(seat) | known,
        greeted=reader.first_name if reader else "",
        link=address("hotseats:desk", seat.ref),
    )


def to_guest(
    seat: Hotseat, *, opens: bool = False, code: str = "", quotes: str = "", **known: Any
) -> Facts:
    """Their template extends ``shared/guest.txt``. ``opens``: whether a button leads to the page."""
    return Facts(
        seat.run.institution,
        known_of(seat) | known,
        greeted=greeted(seat.guest_name),
        link=link_address(seat.link, OPEN) if opens and seat.link else "",
        code=code,
        quoted=quoted(quotes),
        quoted_by=in_letters(seat.planned_by.name),
        reply_to=seat.planned_by.email,
        by_link=True,
    )
