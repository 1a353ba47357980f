"""What is owed as rows: in one order, and many of a kind as one row. Home and digest both read these."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pactwork.ground.addresses import address
from pactwork.ground.dates import waiting
from pactwork.ground.owed import Kind, Owed
from pactwork.ground.words import gettext as _


@dataclass(frozen=True)
class Row:
    """One thing or several of a kind, the most urgent first."""

    owed: tuple[Owed, ...]
    urgency: int  # of the most urgent: LATE, TODAY, DATED, UNDATED

    @property
    def kind(self) -> Kind:
        return self.owed[0].kind

    @property
    def first(self) -> Owed:
        return self.owed[0]

    @property
    def count(self) -> int:
        return len(self.owed)

    @property
    def due_on(self) -> date | None:
        return min((one.due_on for one in self.owed if one.due_on), default=None)

    @property
    def oldest(self) -> Owed:
        """Whoever has waited longest."""
        return min(self.owed, key=lambda one: (one.since is None, one.since, one.name))

    @property
    def since(self) -> datetime | None:
        return self.oldest.since

    @property
    def newest(self) -> datetime | None:
        """When the last of them came: whether there is news."""
        return max((one.since for one in self.owed if one.since), default=None)

    def title(self, safe: Callable[[str], str] = str) -> str:
        if self.count == 1:
            return self.first.title(safe)
        return str(self.kind.many % {"num": self.count})

    @property
    def module(self) -> str:
        """Where all of it is of one module."""
        return self.first.module if len({one.module for one in self.owed}) == 1 else ""

    @property
    def address(self) -> str:
        if self.count == 1 or not self.kind.all_at:
            return self.first.address
        args = (self.first.about,) if self.kind.each_about else ()
        return address(self.kind.all_at, *args) + self.kind.all_query

    @property
    def button(self) -> str:
        return str(self.kind.button if self.count == 1 else self.kind.all_button)

    @property
    def line(self) -> str:
        """Since when; of several, who has waited longest."""
        if self.since is None:
            return ""
        time = waiting(self.since)
        if self.count == 1 or not self.oldest.name:
            return ""
        known = {"name": self.oldest.name, "time": time}
        return _("The oldest is %(name)s, waiting %(time)s.") % known


def _together(one: Owed) -> tuple[int, str]:
    return id(one.kind), one.about if one.kind.each_about else ""


def rows_of(owed: Iterable[Owed], today: date) -> list[Row]:
    """Late, due today, dated, undated; within these who holds up most people, then the longest."""
    found = sorted(owed, key=lambda one: one.order(today))
    groups: dict[tuple[int, str], list[Owed]] = {}
    for one in found:
        groups.setdefault(_together(one), []).append(one)
    made: list[tuple[Owed, ...]] = []
    for group in groups.values():
        few = len(group) <= group[0].kind.alone or not group[0].kind.all_at
        made += [(one,) for one in group] if few else [tuple(group)]
    rows = [Row(group, group[0].urgency(today)) for group in made]
    return sorted(rows, key=lambda row: _order(row, today))


def _order(row: Row, today: date) -> tuple[object, ...]:
    urgency, _holds, due_on, at = row.first.order(today)
    return urgency, -sum(one.holds for one in row.owed), due_on, at
