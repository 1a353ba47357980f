"""Emails that reached nobody, refused for good or given up: whose fault it is, and which there were."""

import re

from django.db.models import Q, QuerySet

from pactwork.history.models import Delivery
from pactwork.history.outbox import GIVEN_UP, REFUSED

# Refused by the mail server for the address, for a full mailbox, for us, or for it does not say what;
ADDRESS, FULL, SERVER, OTHER = "address", "full", "server", "other"
# or tried until we gave up: the mail server took no email to them, or it is our own side that failed.
NOT_TAKEN, OURS = "not_taken", "ours"
TRIED = frozenset({NOT_TAKEN, OURS})
ENHANCED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")  # RFC 3463: class, subject, detail
BY_CODE = {f"5.1.{n}": ADDRESS for n in (1, 2, 3, 6, 10)} | {"5.2.1": ADDRESS, "5.2.2": FULL}
BY_SUBJECT = {"7": SERVER}
NO_SUCH = re.compile(
    r"no such|unknown|does not exist|doesn't exist|invalid (mailbox|recipient)", re.I
)
ABOUT_THEM = ("SMTPRecipientsRefused: ", "SMTPDataError: ")  # not the connection, nor who we are
NOT_DELIVERED = Q(stopped_at__isnull=False) & (
    Q(stopped_why__startswith=REFUSED) | Q(stopped_why__startswith=GIVEN_UP)
)


def undelivered_rows() -> QuerySet[Delivery]:
    return Delivery.objects.filter(NOT_DELIVERED)


def undelivered_of(chain: str, *, most: int = 200) -> list[tuple[Delivery, str]]:
    """The newest of one institution, each with what it failed for."""
    rows = undelivered_rows().filter(entry__chain=chain).exclude(to="")
    newest = rows.order_by("-stopped_at", "-pk")[:most]
    return [(row, fault_of(row.stopped_why)) for row in newest]


def fault(row: Delivery | None) -> str:
    """For what one email was not delivered; nothing where it went out, waits, or was moot."""
    return fault_of(row.stopped_why) if row and row.stopped_at else ""


def fault_of(why: str) -> str:
    """What a stopped email failed for; nothing where it was stopped for another reason.

    By the enhanced code. Without one by the answer's words, and else it is not said to be the address.
    """
    if why.startswith(GIVEN_UP):
        return NOT_TAKEN if why.removeprefix(GIVEN_UP).startswith(ABOUT_THEM) else OURS
    if not why.startswith(REFUSED):
        return ""
    if found := ENHANCED.search(why):
        return BY_CODE.get(found[0]) or BY_SUBJECT.get(found[1], OTHER)
    return ADDRESS if NO_SUCH.search(why) else OTHER
