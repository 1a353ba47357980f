"""Letters of a hotseat: to the guest, by link and with the code; to the team when the guest declines."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.contracts.letters.base import (
    Builder,
    Letter,
    address,
    hello,
    letter,
    link_address,
)
from pactwork.contracts.letters.by_link import spaced
from pactwork.contracts.names import in_letters, quoted, unlinked
from pactwork.ground.dates import moment, times_are
from pactwork.ground.names import greeted
from pactwork.history.models import Delivery
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.queries.queue import waiting_count
from pactwork.hotseats.queries.seat import invited
from pactwork.hotseats.seen import window
from pactwork.links.secrets import code_for
from pactwork.people.models import Person

GONE, OPEN = "the hotseat is gone or over", "hotseats:guest_open"


def _seat(ref: str) -> Hotseat | None:
    rows = Hotseat.objects.select_related("run__institution", "link", "planned_by")
    return rows.filter(ref=ref).exclude(link=None).first()


def _known(seat: Hotseat) -> dict[str, Any]:
    return {
        "house": in_letters(seat.run.institution.name),
        "planner": in_letters(seat.planned_by.name),
        "module": seat.run.title,
        "title": unlinked(seat.title),
        "opens": moment(seat.opens_at),
        "closes": moment(seat.closes_at),
        "email": seat.guest_email,
    }


def _to_guest(seat: Hotseat, subject: str, words: list[str], *small: str, **more: Any) -> Letter:
    known = _known(seat)
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
    seat = _seat(delivery.about)
    if seat is None or window(seat).state not in ("planned", "open") or seat.declined_at:
        return GONE
    known = _known(seat)
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
    return _to_guest(
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
    seat = _seat(delivery.about)
    if seat is None or window(seat).state != "open" or seat.declined_at:
        return GONE
    count = waiting_count(seat)
    if not count:
        return "no question waits"
    known = _known(seat) | {"num": count}
    words = [
        ngettext(
            "%(num)s question waits for you: %(title)s. You can answer until %(closes)s.",
            "%(num)s questions wait for you: %(title)s. You can answer until %(closes)s.",
            count,
        )
        % known
    ]
    return _to_guest(
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
    seat = _seat(delivery.about)
    if seat is None or seat.cancelled_at or not _was_told(delivery):
        return GONE
    known = _known(seat)
    words = [_("Your hotseat, %(title)s, now lasts until %(closes)s.") % known]
    words.append(_("Link and code of our first email go on working. You need do nothing else."))
    return _to_guest(seat, _("More time: %(title)s") % known, words)


@letter
def guest_corrected(delivery: Delivery) -> Letter | str:
    """What the invitation said is different now; link and code are not."""
    seat = _seat(delivery.about)
    if seat is None or window(seat).state != "planned" or seat.declined_at:
        return GONE
    if not _was_told(delivery):
        return "the invitation says it already"
    known = _known(seat)
    words = [
        _("What we wrote to you about your hotseat has changed. It is about: %(title)s.") % known,
        _("You can answer from %(opens)s until %(closes)s.") % known,
        _("Link and code of our first email go on working. You need do nothing else."),
    ]
    more = {"quoted": quoted(seat.about), "quoted_by": known["planner"]}
    return _to_guest(seat, _("Your hotseat has changed: %(title)s") % known, words, **more)


@letter
def guest_cancelled(delivery: Delivery) -> Letter | str:
    seat = _seat(delivery.about)
    if seat is None or not _was_told(delivery):
        return "the invitation itself was never sent"
    known = _known(seat)
    words = [
        _("The hotseat that we asked you for, %(title)s, does not take place.") % known,
        _("There is nothing for you to do. Thank you for your readiness."),
    ]
    more = {"quoted": quoted(seat.cancelled_why), "quoted_by": known["planner"]}
    return _to_guest(seat, _("Not needed any more: %(title)s") % known, words, **more)


@letter
def guest_thanked(delivery: Delivery) -> Letter | str:
    """Thanks in the team's own words, and the link to read what came of it."""
    seat = _seat(delivery.about)
    if seat is None:
        return GONE
    known = _known(seat)
    words = [
        _("Thank you for answering our student researchers: %(title)s.") % known,
        _("What they asked and you said stays readable under your link for a while."),
    ]
    return _to_guest(
        seat,
        _("Thank you: %(title)s") % known,
        words,
        quoted=quoted(seat.thanks),
        quoted_by=known["planner"],
        button=(_("Read it once more"), link_address(seat.link, OPEN)) if seat.link else None,
    )


@letter
def guest_declined(delivery: Delivery) -> Letter | str:
    """To the team: that it was declined; why is on the page."""
    seat = _seat(delivery.about)
    if seat is None:
        return GONE
    house = seat.run.institution
    known = _known(seat) | {"guest": in_letters(seat.guest_name)}
    reader = Person.objects.filter(institution=house, email__iexact=delivery.to).first()
    return Letter(
        institution=house,
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
    seat = _seat(delivery.about)
    if seat is None or seat.declined_at or window(seat).state not in ("planned", "open"):
        return GONE
    if not invited(seat).fault:
        return "it was put right meanwhile"
    house = seat.run.institution
    known = _known(seat) | {"guest": in_letters(seat.guest_name)}
    reader = Person.objects.filter(institution=house, email__iexact=delivery.to).first()
    return Letter(
        institution=house,
        subject=_("Not delivered: the invitation of %(guest)s") % known,
        hello=hello(reader.first_name if reader else ""),
        words=[
            _("Our email to %(guest)s about the hotseat “%(title)s” was not delivered.") % known,
            _("Why is on its page. There you can put the address right and invite again."),
        ],
        button=(_("Open it in Pactwork"), address("hotseats:desk", seat.ref)),
    )


LETTERS: dict[str, Builder] = {
    "guest_invited": guest_invited,
    "guest_opening": guest_opening,
    "guest_extended": guest_extended,
    "guest_corrected": guest_corrected,
    "guest_cancelled": guest_cancelled,
    "guest_thanked": guest_thanked,
    "guest_declined": guest_declined,
    "guest_undelivered": guest_undelivered,
}
