"""Lines of the digest about hotseats: who and where, never what somebody wrote."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.ground.dates import moment
from pactwork.ground.digest_line import DigestLine
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.queries.news import news_of_hotseats
from pactwork.people.actors import Actor
from pactwork.post.names import in_letters


def _seat(seat: Hotseat) -> dict[str, str]:
    return {
        "title": in_letters(seat.title),
        "guest": in_letters(seat.guest_name),
        "closes": moment(seat.closes_at),
    }


def hotseat_lines(actor: Actor, since: datetime) -> list[DigestLine]:
    """A hotseat that has opened, and answers to what one asked or wanted."""
    news, found = news_of_hotseats(actor, since), []
    for one in news.opened:
        words = (
            _("The hotseat you wanted is open until %(closes)s. %(guest)s: %(title)s")
            if one.wanted
            else _("A hotseat is open until %(closes)s. %(guest)s: %(title)s")
        ) % _seat(one.seat)
        page = reverse("hotseats:seat", args=[one.seat.ref])
        found.append(DigestLine("hotseats", words, page, one.seat.opens_at))
    for told in news.answered:
        words = ngettext(
            ("%(num)s question you asked or voted for has been answered. %(guest)s: %(title)s"),
            ("%(num)s questions you asked or voted for have been answered. %(guest)s: %(title)s"),
            told.count,
        ) % (_seat(told.seat) | {"num": told.count})
        page = reverse("hotseats:seat", args=[told.seat.ref])
        found.append(DigestLine("hotseats", words, page, told.at))
    return found
