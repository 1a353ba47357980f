"""When somebody who is asked by link was last written to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from pactwork.contracts.models import Ask
from pactwork.history.models import Delivery
from pactwork.history.refusals import fault_of, refused_rows

ASKING = ("asked", "reminder")


def last_written(asks: Iterable[Ask]) -> dict[str, datetime]:
    """By the ref of each open ask: when the question or its last reminder went out; one query."""
    refs = [ask.ref for ask in asks if ask.link_id and ask.ended_at is None]
    if not refs:
        return {}
    sent = Delivery.objects.filter(about__in=refs, kind__in=ASKING, sent_at__isnull=False)
    return dict(sent.values_list("about").annotate(at=Max("sent_at")).order_by())


def refused_asks(asks: Iterable[Ask]) -> dict[str, str]:
    """By the ref of each open ask whose email was refused for good: for what; one query."""
    refs = [ask.ref for ask in asks if ask.link_id and ask.ended_at is None]
    if not refs:
        return {}
    rows = (
        refused_rows().filter(about__in=refs, kind__in=ASKING).values_list("about", "stopped_why")
    )
    return {about: fault_of(why) for about, why in rows}


@dataclass(frozen=True)
class Fate:
    """What became of the email that asks: gone out, tried again later, refused for good, or still to go."""

    written_at: datetime | None = None  # the question or its last reminder
    again_at: datetime | None = None  # a try failed, and this is when the next one is
    fault: str = ""  # refused for good: whether for the address, a full mailbox, us, or otherwise

    @property
    def refused(self) -> bool:
        return bool(self.fault)


def fate_of(ask: Ask | None) -> Fate:
    """One query; nothing is known of an ask without a link or one that is over."""
    if ask is None or not ask.link_id or ask.ended_at is not None:
        return Fate()
    rows = list(Delivery.objects.filter(about=ask.ref, kind__in=ASKING).order_by("pk"))
    sent = [row.sent_at for row in rows if row.sent_at]
    last = next((row for row in reversed(rows) if row.kind == "asked"), None)
    open_still = last is not None and not last.sent_at and not last.stopped_at and last.stopped_why
    return Fate(
        max(sent, default=None),
        last.due_at if last and open_still else None,
        next(
            (fault for row in rows if row.stopped_at and (fault := fault_of(row.stopped_why))), ""
        ),
    )
