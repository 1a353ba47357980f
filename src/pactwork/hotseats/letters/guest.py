"""Letters to the guest of a hotseat, by link and with the code."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.ground import clock
from pactwork.ground.lately import is_ahead
from pactwork.history.models import Delivery
from pactwork.hotseats.letters.base import GONE, OPEN, known_of, seat_of, to_guest
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.queries.queue import waiting_count
from pactwork.hotseats.seen import window
from pactwork.links.actions import FRESH_FOR
from pactwork.links.models import FreshCode
from pactwork.links.secrets import code_for
from pactwork.post.letter import Letter, letter, link_address
from pactwork.post.names import quoted, spaced


def _source(known: dict[str, Any]) -> str:
    return (
        _(
            "%(planner)s gave us your address, %(email)s, for this hotseat only. To say no, or to hear "
            "no more from us, choose “I cannot do this” on that page."
        )
        % known
    )


def _was_told(delivery: Delivery) -> bool:
    """Whether the guest ever had the invitation that this letter is about."""
    first = Delivery.objects.filter(kind="guest_invited", about=delivery.about, to=delivery.to)
    return first.exclude(sent_at=None).exists()


@letter
def guest_invited(delivery: Delivery) -> Letter | str:
    """The invitation: what it is about, from when to when, link and code."""
    seat = seat_of(delivery.about)
    if seat is None or window(seat).state not in ("planned", "open") or seat.declined_at:
        return GONE
    known = known_of(seat)
    words = [
        _(
            "Would you answer questions from our student researchers? They take a module with us, "
            "%(module)s, and do it at work. They would like to ask you about this: %(title)s."
        )
        % known,
        _(
            "It is all in writing, on one page, whenever it suits you: from %(opens)s until "
            "%(closes)s. You answer what you like, as shortly as you like, and need no account."
        )
        % known,
    ]
    return to_guest(
        seat,
        _("Would you take questions from our students? %(title)s") % known,
        words,
        _("The link and the code are for you alone. Opening the link answers nothing."),
        _(
            "Your name, the line about you and your answers stay on the module’s pages, for these "
            "students and those of later years."
        ),
        _source(known),
        quoted=quoted(seat.about),
        quoted_by=known["planner"],
        button=(_("See the questions"), link_address(seat.link, OPEN)) if seat.link else None,
        code=spaced(code_for(seat.link.ref)) if seat.link else "",
        code_words=_("Your code, for when you answer:"),
    )


@letter
def guest_opening(delivery: Delivery) -> Letter | str:
    """It is open, and questions wait. Nothing waits, no letter."""
    seat = seat_of(delivery.about)
    if seat is None or window(seat).state != "open" or seat.declined_at:
        return GONE
    count = waiting_count(seat)
    if not count:
        return "no question waits"
    known = known_of(seat) | {"num": count}
    words = [
        ngettext(
            "%(num)s question waits for you: %(title)s. You can answer until %(closes)s.",
            "%(num)s questions wait for you: %(title)s. You can answer until %(closes)s.",
            count,
        )
        % known
    ]
    return to_guest(
        seat,
        _("Your hotseat is open: %(title)s") % known,
        words,
        _source(known),
        button=(_("Answer the questions"), link_address(seat.link, OPEN)) if seat.link else None,
        code=spaced(code_for(seat.link.ref)) if seat.link else "",
        code_words=_("Your code, as in our first email:"),
    )


@letter
def guest_extended(delivery: Delivery) -> Letter | str:
    seat = seat_of(delivery.about)
    if seat is None or seat.cancelled_at or not _was_told(delivery):
        return GONE
    known = known_of(seat)
    words = [_("Your hotseat, %(title)s, now lasts until %(closes)s.") % known]
    words.append(_("Link and code of our first email go on working. You need do nothing else."))
    return to_guest(seat, _("More time: %(title)s") % known, words)


@letter
def guest_corrected(delivery: Delivery) -> Letter | str:
    """What the invitation said is different now; link and code are not."""
    seat = seat_of(delivery.about)
    if seat is None or window(seat).state != "planned" or seat.declined_at:
        return GONE
    if not _was_told(delivery):
        return "the invitation says it already"
    known = known_of(seat)
    words = [
        _("What we wrote to you about your hotseat has changed. It is about: %(title)s.") % known,
        _("You can answer from %(opens)s until %(closes)s.") % known,
        _("Link and code of our first email go on working. You need do nothing else."),
    ]
    more = {"quoted": quoted(seat.about), "quoted_by": known["planner"]}
    return to_guest(seat, _("Your hotseat has changed: %(title)s") % known, words, **more)


@letter
def guest_cancelled(delivery: Delivery) -> Letter | str:
    seat = seat_of(delivery.about)
    if seat is None or not _was_told(delivery):
        return "the invitation itself was never sent"
    known = known_of(seat)
    words = [
        _("The hotseat that we asked you for, %(title)s, does not take place.") % known,
        _("There is nothing for you to do. Thank you for your readiness."),
    ]
    more = {"quoted": quoted(seat.cancelled_why), "quoted_by": known["planner"]}
    return to_guest(seat, _("Not needed any more: %(title)s") % known, words, **more)


@letter
def guest_thanked(delivery: Delivery) -> Letter | str:
    """Thanks in the team's own words, and the link to read what came of it."""
    seat = seat_of(delivery.about)
    if seat is None:
        return GONE
    known = known_of(seat)
    words = [
        _("Thank you for answering our student researchers: %(title)s.") % known,
        _("What they asked and you said stays readable under your link for a while."),
    ]
    return to_guest(
        seat,
        _("Thank you: %(title)s") % known,
        words,
        quoted=quoted(seat.thanks),
        quoted_by=known["planner"],
        button=(_("Read it once more"), link_address(seat.link, OPEN)) if seat.link else None,
    )


@letter
def guest_fresh_code(delivery: Delivery) -> Letter | str:
    """Six digits for ten minutes, while the guest's link is guessed at."""
    made = FreshCode.objects.filter(ref=delivery.about).select_related("link").first()
    found = Hotseat.objects.filter(link=made.link).first() if made else None
    seat = seat_of(found.ref) if found else None
    if made is None or seat is None:
        return GONE
    if clock.now() >= made.made_at + FRESH_FOR or is_ahead(made.made_at):
        return "its ten minutes are over"
    known = known_of(seat)
    return to_guest(
        seat,
        _("Fresh digits for the hotseat “%(title)s”") % known,
        [_("Type these six digits on the page that you have open. They work for ten minutes.")],
        _("If you have no such page open just now, ignore this email."),
        code=spaced(code_for(made.ref)),
        code_words=_("Your fresh code:"),
    )
