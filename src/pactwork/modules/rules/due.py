"""Every date of a module as it falls for one student: weeks, days, and what is told from another. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from typing import NamedTuple

from pactwork.modules.rules.calendar import DAY, Due, Week, add_working_days, monday, teaching_weeks
from pactwork.modules.rules.dated import NOBODYS, Component, Dated, Own
from pactwork.modules.rules.specification import Calendar, Group, Specification


def months_after(day: date, count: int) -> date:
    """The same day of another month; of a shorter month, its last."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def moved_by(dated: Dated, day: date) -> date:
    """So many days, weeks or months after or before a day, as the entry says."""
    sign = 1 if dated.after else -1
    if dated.months:
        return months_after(day, sign * dated.months)
    return day + sign * timedelta(days=dated.days or 0, weeks=dated.weeks or 0)


class HandIn(NamedTuple):
    """What is owed, and when: once or every week; never, while it waits for the contract's agreement."""

    component: Component
    dues: tuple[Due, ...]

    @property
    def due(self) -> Due | None:
        return self.dues[0] if self.dues else None

    @property
    def last(self) -> Due | None:
        return self.dues[-1] if self.dues else None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The teaching week of each, where it is due every week; of what is due once, 1."""
        first = (self.component.week or 1) if self.component.weekly else 1
        return tuple(range(first, first + max(1, len(self.dues))))

    @property
    def numbered(self) -> dict[int, date]:
        """The day of each by its number, as far as they are known."""
        return {n: due.on for n, due in zip(self.numbers, self.dues, strict=False)}

    def next(self, today: date) -> Due | None:
        return next((due for due in self.dues if due.on >= today), None)


def coming_of(found: Sequence[HandIn], today: date) -> list[tuple[Component, Due]]:
    """What is still to be handed in, each with its next day, the soonest first."""
    coming = [(one.component, due) for one in found if (due := one.next(today))]
    return sorted(coming, key=lambda row: row[1])


def next_of(found: Sequence[HandIn], today: date) -> tuple[Component, Due] | None:
    """What is due next, and when."""
    return next(iter(coming_of(found, today)), None)


@dataclass(frozen=True)
class Dates:
    """The calendar of one student: their group's, their own days, since when their contract is agreed."""

    calendar: Calendar
    pieces: Sequence[Component] = ()
    group: Group | None = None
    agreed_on: date | None = None
    own: Own = NOBODYS

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        return teaching_weeks(self.calendar, self.group, own=self.own)

    @property
    def start(self) -> date:
        return self.weeks[0].first

    @property
    def end(self) -> date:
        return self.weeks[-1].last

    def meant(self, dated: Dated) -> date | None:
        """The day as it is said, open or closed; none, where it waits for an agreement."""
        if dated.on:
            return dated.on
        if dated.week:
            return self._in_week(dated, dated.week)
        begins = self._point(dated.point or "")
        return moved_by(dated, begins) if begins else None

    def due(self, dated: Dated) -> Due | None:
        """Not on a day on which the university is closed: then on the next that it is open."""
        day = self.meant(dated)
        return Due(self.open_day(day), dated.at) if day else None

    def meant_of(self, piece: Component) -> list[date]:
        """Each day on which a piece is due, as it is said; none, while it waits for an agreement."""
        if piece.weekly:
            last = min(piece.until or len(self.weeks), len(self.weeks))
            return [self._in_week(piece, n) for n in range(piece.week or 1, last + 1)]
        day = self.meant(piece)
        return [day] if day else []

    def hand_in(self, piece: Component) -> HandIn:
        days = self.meant_of(piece)
        return HandIn(piece, tuple(Due(self.open_day(day), piece.at) for day in days))

    def hand_ins(self, pieces: Sequence[Component]) -> list[HandIn]:
        """The soonest first; what waits for the agreement comes last."""
        found = [self.hand_in(piece) for piece in pieces]
        return sorted(found, key=lambda one: one.due or Due(date.max, time.max))

    def _in_week(self, dated: Dated, number: int) -> date:
        """Never before the first day; whoever has fewer weeks owes it in the last of them."""
        week = self.weeks[min(number, len(self.weeks)) - 1]
        day = max(monday(week.last) + (dated.weekday - 1) * DAY, week.first)
        return min(day, self.own.end) if self.own.end else day

    def open_day(self, day: date) -> date:
        """The day, or the next on which the university is open."""
        while day in self.calendar.bank_holidays:
            day = add_working_days(self.calendar, day, 1)
        return day

    def _point(self, name: str) -> date | None:
        """Worked out once for each piece: others may be told from it, one after another."""
        if name not in self._points:
            piece = next((p for p in self.pieces if p.key == name), None)
            dues = self.hand_in(piece).dues if piece else ()
            self._points[name] = dues[-1].on if dues else None
        return self._points[name]

    @cached_property
    def _points(self) -> dict[str, date | None]:
        return {"start": self.start, "end": self.end, "agreed": self.agreed_on}


def dates_of(
    spec: Specification,
    group: Group | None = None,
    agreed_on: date | None = None,
    own: Own = NOBODYS,
) -> Dates:
    return Dates(spec.calendar, spec.assessment, group, agreed_on, own)
