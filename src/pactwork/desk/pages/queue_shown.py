"""The queue as its page shows it: chips, people by stage, and rows with the ways that lead from them."""

from collections.abc import Collection
from dataclasses import dataclass

from pactwork.contracts.vocabulary import stage_words
from pactwork.desk.pages.queue import Queue
from pactwork.desk.pages.queue_rows import Row
from pactwork.ground.addresses import address
from pactwork.ground.chips import Chip
from pactwork.ground.words import gettext as _


@dataclass(frozen=True)
class Stage:
    """Those at one stage: one of ``pips`` in web/macros/status.html."""

    state: str
    count: int
    name: str

    @property
    def words(self) -> str:
        return f"{self.count} {self.name.lower()}"


@dataclass(frozen=True)
class Line:
    """A row of the table: where it opens beside the list, and where in full."""

    row: Row
    stage: tuple[str, str]
    href: str = ""
    open: str = ""
    current: bool = False


def chips(queue: Queue) -> list[Chip]:
    return [
        Chip(
            label=chip.label,
            href=queue.asked.address(show=key),
            current=key == queue.show,
            count=queue.counts[key],
            state=chip.state,
        )
        for key, chip in queue.chips.items()
    ]


def stages(queue: Queue) -> list[Stage]:
    """Every stage, with how many are there."""
    named = stage_words()
    return [Stage(named[key][0], count, named[key][1]) for key, count in queue.stages.items()]


def lines(queue: Queue, open_ref: str, altered: Collection[str]) -> list[Line]:
    """``altered``: contracts that were changed outside Pactwork, whose stage nobody can rely on."""
    doubt = ("stop", _("In doubt"))
    return [
        Line(
            row=row,
            stage=doubt if row.ref in altered else (row.state, row.word),
            href=f"{queue.asked.opening(row.ref)}#peek" if row.ref else "",
            open=address("contracts:review", row.ref) if row.ref else "",
            current=bool(row.ref) and row.ref == open_ref,
        )
        for row in queue.rows
    ]
