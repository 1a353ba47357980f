"""The archive: what guests have answered in every run of a module, found again by its words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from pactwork.ground import clock
from pactwork.hotseats.models import Answer
from pactwork.hotseats.queries.run import SeatRow, seat_row, seats_counted
from pactwork.hotseats.seen import HEAVY
from pactwork.modules.models import Run

MOST, WORDS = 50, 8
IN = ("text", "question__text", "question__hotseat__title", "question__hotseat__guest_name")


@dataclass(frozen=True)
class Archive:
    run: Run
    words: str
    seats: list[SeatRow]
    found: list[Answer]
    more: bool = False


def _closed(now: datetime, run: Run, before: str = "") -> Q:
    """Closed and held, in any run of this module here. Whoever may read one run may read these."""
    said = {
        "cancelled_at": None,
        "closes_at__lte": now,
        "run__key": run.key,
        "run__institution": run.institution_id,
    }
    return Q(**{f"{before}{name}": value for name, value in said.items()})


def _matching(words: str) -> Q:
    """Every word somewhere in question, answer, title or guest."""
    wanted = Q()
    for word in words.split()[:WORDS]:
        one = Q()
        for where in IN:
            one |= Q(**{f"{where}__icontains": word})
        wanted &= one
    return wanted


def _answers(run: Run, words: str) -> QuerySet[Answer]:
    closed = _closed(clock.now(), run, "question__hotseat__")
    rows = Answer.objects.filter(closed, _matching(words))
    joined = rows.select_related("question__hotseat__run").defer(
        *(f"question__hotseat__{name}" for name in HEAVY)
    )
    return joined.order_by("-question__hotseat__closes_at", "pk")


def archive(run: Run, words: str = "") -> Archive:
    """One query: the hotseats when nothing is looked for, or else the answers that hold the words."""
    if not words.strip():
        seats = seats_counted().filter(_closed(clock.now(), run)).select_related("run")
        rows = seats.defer(*HEAVY).order_by("-closes_at", "-pk")
        told = [row for row in map(seat_row, rows) if row.answers]
        return Archive(run, "", told, [])
    found = list(_answers(run, words)[: MOST + 1])
    return Archive(run, words, [], found[:MOST], more=len(found) > MOST)
