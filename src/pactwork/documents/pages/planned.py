"""A plan of weeks as a table: the hours of each kind in each week, weeks alike in one row, sums below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.kinds.weeks import hours_of
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.workload import Number, whole


@dataclass(frozen=True)
class PlannedWeek:
    number: int
    hours: tuple[Number, ...]  # by kind
    doing: str

    @property
    def total(self) -> Number:
        return whole(sum(self.hours))


@dataclass(frozen=True)
class PlannedRow:
    """One week, or several in a row that are alike."""

    label: str
    week: PlannedWeek


@dataclass(frozen=True)
class Planned:
    kinds: tuple[str, ...]
    weeks: tuple[PlannedWeek, ...]

    @property
    def rows(self) -> list[PlannedRow]:
        alike = groupby(self.weeks, key=lambda week: (week.hours, week.doing))
        return [_row(list(weeks)) for _same, weeks in alike]

    @property
    def sums(self) -> list[Number]:
        return [whole(sum(column)) for column in zip(*(w.hours for w in self.weeks), strict=True)]

    @property
    def total(self) -> Number:
        return whole(sum(week.total for week in self.weeks))

    @property
    def most(self) -> Number:
        return max(week.total for week in self.weeks)

    @property
    def words(self) -> int:
        """How many there are to read; figures are seen at once."""
        return sum(len(week.doing.split()) for week in self.weeks)


def _row(weeks: Sequence[PlannedWeek]) -> PlannedRow:
    first, last = weeks[0], weeks[-1]
    if first == last:
        return PlannedRow(str(first.number), first)
    said = {"first": first.number, "last": last.number}
    return PlannedRow(_("%(first)s to %(last)s, each") % said, first)


def planned_of(value: Mapping[str, Any], context: Context) -> Planned | None:
    """Nothing where no hours are planned. Kinds of hours that are none of this plan are left out."""
    rows = [(w.number, (value.get("weeks") or {}).get(str(w.number)) or {}) for w in context.weeks]
    kinds = [k for k in context.hours if any(hours_of(row, k.key) for _number, row in rows)]
    weeks = tuple(
        PlannedWeek(
            number,
            tuple(hours_of(row, kind.key) for kind in kinds),
            str(row.get("doing") or "").strip(),
        )
        for number, row in rows
    )
    return Planned(tuple(kind.title for kind in kinds), weeks) if kinds else None
