"""The archive: what guests have answered in every run of a module, found again by its words."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from pactwork.conversations.rules.searching import near
from pactwork.ground import clock
from pactwork.hotseats.models import Answer
from pactwork.hotseats.queries.run import SeatRow, seat_row, seats_counted
from pactwork.hotseats.visibility import HEAVY
from pactwork.modules.models import Run

MOST, WORDS, READ = 50, 8, 2_000
_WORD = re.compile(r"[^\W_]{3,}")
IN = ("text", "question__text", "question__hotseat__title", "question__hotseat__guest_name")


@dataclass(frozen=True)
class Archive:
    run: Run
    words: str
    seats: list[SeatRow]
    found: list[Answer]
    more: bool = False
    meant: str = ""  # nothing held the words as they were typed; these are near, and were found


def _closed(now: datetime, run: Run, before: str = "") -> Q:
    """Closed and held, in any run of this module here. Whoever may read one run may read these."""
    said = {
        "cancelled_at": None,
        "closes_at__lte": now,
        "run__key": run.key,
        "run__institution": run.institution_id,
    }
    return Q(**{f"{before}{name}": value for name, value in said.items()})


Ways = list[list[str]]  # for each word looked for, the words that will do


def _matching(ways: Ways) -> Q:
    """Every word somewhere in question, answer, title or guest."""
    wanted = Q()
    for words in ways:
        one = Q()
        for where in IN:
            for word in words:
                one |= Q(**{f"{where}__icontains": word})
        wanted &= one
    return wanted


def _near(run: Run, words: list[str]) -> Ways:
    """What may have been meant by words that nobody wrote; nothing where one is near to none."""
    rows = _answers(run, []).values_list(*IN)[:READ]
    known = {word for row in rows for text in row for word in _WORD.findall(text.casefold())}
    ways = [[word] if _part_of(word, known) else near(word.casefold(), known) for word in words]
    return ways if all(ways) else []


def _part_of(word: str, known: set[str]) -> bool:
    return any(word.casefold() in one for one in known)


def _answers(run: Run, ways: Ways) -> QuerySet[Answer]:
    closed = _closed(clock.now(), run, "question__hotseat__")
    rows = Answer.objects.filter(closed, _matching(ways))
    joined = rows.select_related("question__hotseat__run").defer(
        *(f"question__hotseat__{name}" for name in HEAVY)
    )
    return joined.order_by("-question__hotseat__closes_at", "pk")


def archive(run: Run, words: str = "") -> Archive:
    """One query: the hotseats when nothing is looked for, or else the answers that hold the words.

    Where none does, two more: a slip of the pen should not hide what a guest has said.
    """
    if not words.strip():
        seats = seats_counted().filter(_closed(clock.now(), run)).select_related("run")
        rows = seats.defer(*HEAVY).order_by("-closes_at", "-pk")
        told = [row for row in map(seat_row, rows) if row.answers]
        return Archive(run, "", told, [])
    typed = words.split()[:WORDS]
    found = list(_answers(run, [[word] for word in typed])[: MOST + 1])
    ways = [] if found else _near(run, typed)
    if ways:
        found = list(_answers(run, ways)[: MOST + 1])
    meant = " ".join(way[0] for way in ways) if found else ""
    return Archive(run, words, [], found[:MOST], len(found) > MOST, meant)
