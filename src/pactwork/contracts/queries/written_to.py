"""When somebody who is asked by link was last written to."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from pactwork.contracts.models import Ask
from pactwork.history.models import Delivery

ASKING = ("asked", "reminder")


def last_written(asks: Iterable[Ask]) -> dict[str, datetime]:
    """By the ref of each open ask: when the question or its last reminder went out; one query."""
    refs = [ask.ref for ask in asks if ask.link_id and ask.ended_at is None]
    if not refs:
        return {}
    sent = Delivery.objects.filter(about__in=refs, kind__in=ASKING, sent_at__isnull=False)
    return dict(sent.values_list("about").annotate(at=Max("sent_at")).order_by())
