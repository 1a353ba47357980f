"""What became of the emails to somebody who is asked by link: the question, and its reminders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pactwork.contracts.models import Ask
from pactwork.history.models import Delivery
from pactwork.history.refusals import fault

ASKING = ("asked", "reminder")


@dataclass(frozen=True)
class Lost:
    """A reminder that did not go out to the end, and what it failed for."""

    at: datetime
    fault: str


@dataclass(frozen=True)
class Fate:
    """The question comes first: a reminder that failed takes nothing away from one that went out."""

    asked_at: datetime | None = None  # when the mail server took the question
    again_at: datetime | None = None  # a try at it failed, and this is when the next one is
    fault: str = ""  # it was never taken, and we have stopped: for what
    reminded: Sequence[datetime] = ()
    lost: Sequence[Lost] = ()
    to_come: Sequence[datetime] = ()  # reminders that wait for their day

    @property
    def written_at(self) -> datetime | None:
        """The question or its last reminder."""
        return self.reminded[-1] if self.reminded else self.asked_at


def _fate(rows: Sequence[Delivery]) -> Fate:
    """Of one ask, by its rows in order. A question can be mailed again: one that was taken counts."""
    questions = [row for row in rows if row.kind == "asked"]
    reminders = [row for row in rows if row.kind == "reminder"]
    taken = max((row.sent_at for row in questions if row.sent_at), default=None)
    last = questions[-1] if questions and not taken else None
    owed = last is not None and last.stopped_at is None and last.stopped_why  # a try has failed
    failed = ((row.stopped_at, fault(row)) for row in reminders)
    return Fate(
        asked_at=taken,
        again_at=last.due_at if last and owed else None,
        fault=fault(last),
        reminded=sorted(row.sent_at for row in reminders if row.sent_at),
        lost=[Lost(at, why) for at, why in failed if at and why],
        to_come=sorted(
            row.due_at for row in reminders if row.sent_at is None and row.stopped_at is None
        ),
    )


def fates_of(asks: Iterable[Ask]) -> dict[str, Fate]:
    """By the ref of each open ask by link; one query, and none without such an ask."""
    refs = [ask.ref for ask in asks if ask.link_id and ask.ended_at is None]
    rows: dict[str, list[Delivery]] = {ref: [] for ref in refs}
    if refs:
        for row in Delivery.objects.filter(about__in=refs, kind__in=ASKING).order_by("pk"):
            rows[row.about].append(row)
    return {ref: _fate(found) for ref, found in rows.items()}


def fate_of(ask: Ask | None) -> Fate:
    """Nothing is known of an ask without a link or one that is over."""
    found = fates_of([ask]) if ask else {}
    return found.get(ask.ref, Fate()) if ask else Fate()
