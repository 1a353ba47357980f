"""The queue as its page shows it: chips, people by stage, and rows with the ways that lead from them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pactwork.contracts.vocabulary import stage_words
from pactwork.desk.pages.queue import Queue
from pactwork.desk.pages.queue_rows import Row
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
    """A row of the table, and where it opens beside the list."""

    row: Row
    stage: tuple[str, str]
    href: str = ""
    current: bool = False


ALWAYS = ("ours", "all")  # in sight though nobody is behind it
ASIDE = ("revision", "idle", "agreed")  # nothing to do for the reader: behind *More*


def chips(queue: Queue) -> tuple[list[Chip], list[Chip]]:
    """Those in sight, and those behind *More*: empty ones, and what nobody has to see to."""
    sight: list[Chip] = []
    more: list[Chip] = []
    for key, chip in queue.chips.items():
        count, current = queue.counts[key], key == queue.show
        here = current or key in ALWAYS or (count and key not in ASIDE)
        (sight if here else more).append(
            Chip(chip.label, queue.asked.address(show=key), current, count, chip.state)
        )
    return sight, more


@dataclass(frozen=True)
class Near:
    """A row beside the one that is open."""

    href: str
    words: str
    icon: str


def near(lines: Sequence[Line]) -> list[Near]:
    """The rows before and after the open one, of those on this page."""
    at = next((n for n, line in enumerate(lines) if line.current), None)
    if at is None:
        return []
    before = [line for line in lines[:at] if line.href][-1:]
    after = [line for line in lines[at + 1 :] if line.href][:1]
    previous, following = _("Previous: %(name)s"), _("Next: %(name)s")
    return [Near(line.href, previous % {"name": line.row.name}, "up") for line in before] + [
        Near(line.href, following % {"name": line.row.name}, "down") for line in after
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
            current=bool(row.ref) and row.ref == open_ref,
        )
        for row in queue.rows
    ]


def listed(queue: Queue, open_ref: str, altered: Collection[str]) -> dict[str, Any]:
    """What the list of the page shows."""
    rows, (in_sight, more) = lines(queue, open_ref, altered), chips(queue)
    return {"lines": rows, "near": near(rows), "filters": in_sight, "more": more}
