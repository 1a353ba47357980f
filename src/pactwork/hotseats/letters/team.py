"""Letters to the team of a hotseat: the guest cannot, was not reached, or their link is guessed at."""

from django.utils.translation import gettext as _

from pactwork.history.models import Delivery
from pactwork.hotseats.letters.base import GONE, known_of, reader_of, seat_of
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.queries.seat import invited
from pactwork.hotseats.seen import window
from pactwork.links.actions import PER_LINK
from pactwork.post.letter import Letter, address, hello, letter
from pactwork.post.names import in_letters


@letter
def guest_declined(delivery: Delivery) -> Letter | str:
    """To the team: that it was declined; why is on the page."""
    seat = seat_of(delivery.about)
    if seat is None:
        return GONE
    known = known_of(seat) | {"guest": in_letters(seat.guest_name)}
    reader = reader_of(seat, delivery)
    return Letter(
        institution=seat.run.institution,
        subject=_("%(guest)s cannot take the hotseat") % known,
        hello=hello(reader.first_name if reader else ""),
        words=[
            _("%(guest)s says that the hotseat “%(title)s” cannot be done.") % known,
            _("Plan it with somebody else, or cancel it, so that students do not wait."),
        ],
        button=(_("Open it in Pactwork"), address("hotseats:desk", seat.ref)),
    )


@letter
def guest_undelivered(delivery: Delivery) -> Letter | str:
    """To the team: the guest has not had the invitation; why, and what to do, is on the page."""
    seat = seat_of(delivery.about)
    if seat is None or seat.declined_at or window(seat).state not in ("planned", "open"):
        return GONE
    if not invited(seat).fault:
        return "it was put right meanwhile"
    known = known_of(seat) | {"guest": in_letters(seat.guest_name)}
    reader = reader_of(seat, delivery)
    return Letter(
        institution=seat.run.institution,
        subject=_("Not delivered: the invitation of %(guest)s") % known,
        hello=hello(reader.first_name if reader else ""),
        words=[
            _("Our email to %(guest)s about the hotseat “%(title)s” was not delivered.") % known,
            _("Why is on its page. There you can put the address right and invite again."),
        ],
        button=(_("Open it in Pactwork"), address("hotseats:desk", seat.ref)),
    )


@letter
def guest_attacked(delivery: Delivery) -> Letter | str:
    """To the team: somebody types wrong codes for the guest's link."""
    found = Hotseat.objects.filter(link__ref=delivery.about).first()
    seat = seat_of(found.ref) if found else None
    if seat is None:
        return GONE
    known = known_of(seat) | {"guest": in_letters(seat.guest_name), "most": PER_LINK}
    reader = reader_of(seat, delivery)
    return Letter(
        institution=seat.run.institution,
        subject=_("Wrong codes for the link to %(guest)s") % known,
        hello=hello(reader.first_name if reader else ""),
        words=[
            _(
                "At least %(most)s wrong codes were typed within a day for the link to the hotseat "
                "“%(title)s”. It may be a program that checks mail, or somebody who guesses."
            )
            % known,
            _(
                "While this goes on, the code in our email is not enough: the link asks for fresh digits "
                "too, and they go to %(email)s alone. %(guest)s can still answer."
            )
            % known,
        ],
        button=(_("Open it in Pactwork"), address("hotseats:desk", seat.ref)),
    )
