"""The plan of weeks as a table: hours by kind, a line, closed days, vacations in between, and the sums."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rules.kinds.weeks import hours_of, totals, wanted
from pactwork.ground.dates import short_day
from pactwork.ground.refusal import Refusal
from pactwork.modules.queries import specification
from pactwork.modules.rules.calendar import Week, closed_in
from pactwork.modules.rules.specification import Section, Span
from pactwork.modules.rules.workload import Number, span, whole


@dataclass(frozen=True)
class Cell:
    """One field of the table, or the sum of one kind of hours with its bounds."""

    name: str
    title: str
    value: Any
    error: Refusal | None = None


@dataclass(frozen=True)
class WeekRow:
    week: Week
    cells: list[Cell]
    line: Cell
    total: Number
    away: list[Span]  # vacations that begin after this week and before the next
    closed: list[date]  # days of this week on which the university is closed
    kinds: list[tuple[str, str]]  # of hours, to choose from

    @property
    def option(self) -> tuple[str, str]:
        """This week, to choose it."""
        number = str(self.week.number)
        return number, f"{number}: {short_day(self.week.first)}"


@dataclass(frozen=True)
class Sum:
    title: str
    planned: Number
    least: Number
    most: Number

    @property
    def wanted(self) -> str:
        return span((self.least, self.most))

    @property
    def fits(self) -> bool:
        return self.least <= self.planned <= self.most


def sums(dossier: Dossier, value: Mapping[str, Any]) -> list[Sum]:
    """Planned hours of each kind with its least and most."""
    planned = totals(value, dossier.context)
    return [Sum(kind.title, planned[kind.key], *kind.bounds) for kind in dossier.context.hours]


def whole_sum(dossier: Dossier, section: Section, value: Mapping[str, Any]) -> Sum:
    """All planned hours against what the credits come to."""
    planned = whole(sum(totals(value, dossier.context).values()))
    return Sum("", planned, *wanted(section, value, dossier.context))


def _away(dossier: Dossier, place: int) -> list[Span]:
    weeks = dossier.context.weeks
    if place + 1 == len(weeks):
        return []
    first, following = weeks[place].first, weeks[place + 1].first
    vacations = specification(dossier.contract.run).calendar.vacations
    return [v for v in vacations if first < v.first < following]


def week_rows(
    dossier: Dossier, value: Mapping[str, Any], problems: Mapping[str, Refusal]
) -> list[WeekRow]:
    rows, calendar = [], specification(dossier.contract.run).calendar
    for place, week in enumerate(dossier.context.weeks):
        kept = (value.get("weeks") or {}).get(str(week.number)) or {}
        prefix = f"week-{week.number}-"

        def cell(
            key: str, title: str = "", prefix: str = prefix, kept: Mapping[str, Any] = kept
        ) -> Cell:
            given = kept.get(key, "")
            return Cell(prefix + key, title, given or "", problems.get(prefix + key))

        rows.append(
            WeekRow(
                week,
                [cell(kind.key, kind.title) for kind in dossier.context.hours],
                cell("doing"),
                whole(sum(hours_of(kept, kind.key) for kind in dossier.context.hours)),
                _away(dossier, place),
                closed_in(calendar, week),
                [(kind.key, kind.title) for kind in dossier.context.hours],
            )
        )
    return rows
