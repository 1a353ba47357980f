"""Emails that a mail server refused for good: whose fault it is, and which there were."""

import re

from django.db.models import QuerySet

from pactwork.history.models import Delivery
from pactwork.history.outbox import REFUSED

ADDRESS, FULL, SERVER, OTHER = "address", "full", "server", "other"
ENHANCED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")  # RFC 3463: class, subject, detail
BY_CODE = {f"5.1.{n}": ADDRESS for n in (1, 2, 3, 6, 10)} | {"5.2.1": ADDRESS, "5.2.2": FULL}
BY_SUBJECT = {"7": SERVER}
NO_SUCH = re.compile(
    r"no such|unknown|does not exist|doesn't exist|invalid (mailbox|recipient)", re.I
)


def refused_rows() -> QuerySet[Delivery]:
    return Delivery.objects.filter(stopped_why__startswith=REFUSED, stopped_at__isnull=False)


def refused_by(chain: str, *, most: int = 200) -> list[tuple[Delivery, str]]:
    """The newest refused emails of one institution, each with what its answer was about."""
    rows = refused_rows().filter(entry__chain=chain).exclude(to="").order_by("-stopped_at", "-pk")
    return [(row, fault_of(row.stopped_why)) for row in rows[:most]]


def fault_of(why: str) -> str:
    """What a stopped letter's answer was about; nothing where it was not refused.

    By the enhanced code. Without one by the answer's words, and else it is not said to be the address.
    """
    if not why.startswith(REFUSED):
        return ""
    if found := ENHANCED.search(why):
        return BY_CODE.get(found[0]) or BY_SUBJECT.get(found[1], OTHER)
    return ADDRESS if NO_SUCH.search(why) else OTHER
