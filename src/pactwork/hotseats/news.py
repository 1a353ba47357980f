"""What happened to hotseats, for the list of what happened to their team."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from pactwork.ground.addresses import address
from pactwork.ground.news import News, NewsLine
from pactwork.ground.words import gettext as _
from pactwork.history.models import Delivery
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.visibility import hotseats_seen_by, place
from pactwork.people.actors import Actor

KINDS = ("guest_declined", "guest_undelivered", "guest_attacked")


def beside(person: Any, on: date) -> dict[str, Any]:
    seat = Hotseat.objects.filter(ref=OuterRef("entry__subject"))
    return {"hotseat_run": Subquery(seat.values("run"))}


def reads(actor: Actor, kind: str, found: Mapping[str, Any]) -> bool:
    run = found["hotseat_run"]
    return run is not None and place(actor, run).team


def lines(actor: Actor, rows: Sequence[Delivery]) -> dict[int, NewsLine]:
    refs = [told.entry.subject for told in rows]
    seats = hotseats_seen_by(actor).filter(ref__in=refs).select_related("run") if refs else ()
    by_ref, found = {seat.ref: seat for seat in seats}, {}
    said = {
        "guest_declined": _("%(guest)s cannot do the hotseat “%(title)s”."),
        "guest_undelivered": _("The invitation to %(guest)s could not be delivered: “%(title)s”."),
        "guest_attacked": _("Many wrong codes were entered for %(guest)s’s link: “%(title)s”."),
    }
    for told in rows:
        if seat := by_ref.get(told.entry.subject):
            words = said[told.kind] % {"guest": seat.guest_name, "title": seat.title}
            page = address("hotseats:desk", seat.ref)
            found[told.pk] = NewsLine(words, seat.run.title, page, "people")
    return found


NEWS = News(KINDS, beside, reads, lines)
