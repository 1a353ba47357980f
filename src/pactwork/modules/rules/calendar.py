"""Teaching weeks, working days and due dates of a module's calendar. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, NamedTuple, TypeVar

from pactwork.modules.rules.dated import NOBODYS, Own, OwnDates
from pactwork.modules.rules.specification import Calendar, Dated, Group, Specification, Theme

D = TypeVar("D", bound=Dated)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
FRIDAY, SUNDAY = 4, 6
MOST_WEEKS = 60


@dataclass(frozen=True)
class Week:
    """One teaching week: Monday to Sunday, twice that at half pace, and any vacation in between."""

    number: int
    first: date
    last: date
    theme: Theme | None = None


class Due(NamedTuple):
    """When something is to be handed in, in the institution's own time."""

    on: date
    at: time


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def start(calendar: Calendar, group: Group | None = None, own: Own = NOBODYS) -> date:
    if own.start:
        return own.start
    return group.starts_on if group and group.starts_on else calendar.starts_on


def _free(calendar: Calendar, first: date) -> bool:
    """Whether no day from this Monday to Friday is taught."""
    days = [first + n * DAY for n in range(FRIDAY + 1)]
    return all(any(v.first <= day <= v.last for v in calendar.vacations) for day in days)


def _taught(calendar: Calendar, first: date) -> Iterator[date]:
    """Mondays of weeks in which there is teaching, without end: a vacation has one."""
    day = monday(first)
    while True:
        if not _free(calendar, day):
            yield day
        day += WEEK


def teaching_weeks(
    calendar: Calendar,
    group: Group | None = None,
    themes: Sequence[Theme] = (),
    own: Own = NOBODYS,
) -> tuple[Week, ...]:
    """The weeks of this group, or from a student's own start to their own end.

    Weeks wholly in a vacation are skipped, not counted.
    """
    begins, ends = start(calendar, group, own), own.end
    mondays = _taught(calendar, begins)
    about = {theme.week: theme for theme in themes}
    each = 2 if group and group.pace == "half" else 1
    weeks: list[Week] = []
    for number in range(1, (MOST_WEEKS if ends else calendar.weeks) + 1):
        parts = [next(mondays) for _ in range(each)]
        first, last = max(parts[0], begins), parts[-1] + SUNDAY * DAY
        if ends and weeks and first > ends:
            break
        last = max(min(last, ends), first) if ends else last
        weeks.append(Week(number, first, last, about.get(number)))
    return tuple(weeks)


def week_of(weeks: Sequence[Week], day: date) -> Week | None:
    """The week a day falls in; in a vacation between weeks, the one to come; after the last, none."""
    return next((w for w in weeks if day <= w.last and day >= weeks[0].first), None)


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Monday to Friday, unless the university is closed. A vacation of students is no closure."""
    return day.weekday() <= FRIDAY and day not in calendar.bank_holidays


def closed_in(calendar: Calendar, week: Week) -> list[date]:
    """Days of a teaching week on which the university is closed; a vacation within it says so itself."""
    days = (d for d in sorted(set(calendar.bank_holidays)) if week.first <= d <= week.last)
    return [d for d in days if not any(v.first <= d <= v.last for v in calendar.vacations)]


def add_working_days(calendar: Calendar, day: date, count: int) -> date:
    """The ``count``-th working day after ``day``; with 0, the day itself."""
    while count > 0:
        day += DAY
        count -= is_working_day(calendar, day)
    return day


def working_days_between(calendar: Calendar, first: date, last: date) -> int:
    """Working days after ``first`` up to and including ``last``; below 0 when ``last`` is the earlier."""
    if last < first:
        return -working_days_between(calendar, last, first)
    days = (last - first).days
    weeks = days // 7
    count = weeks * 5 + sum(
        (first + n * DAY).weekday() <= FRIDAY for n in range(weeks * 7 + 1, days + 1)
    )
    closed = {h for h in calendar.bank_holidays if first < h <= last and h.weekday() <= FRIDAY}
    return count - len(closed)


def shifted(spec: Specification, new_start: date) -> Specification:
    """The same module begun in the week of ``new_start``: every date moves by the same whole weeks."""
    by = monday(new_start) - monday(spec.calendar.starts_on)
    pieces = [_dated(one, by) for one in spec.assessment]
    return spec.model_copy(update={"calendar": _moved(spec.calendar, by), "assessment": pieces})


def _dated(dated: D, by: timedelta) -> D:
    """Only a day is written down; all else follows from it."""
    return dated.model_copy(update={"on": dated.on + by}) if dated.on else dated


def _days(pair: tuple[date, date] | None, by: timedelta) -> tuple[date, date] | None:
    return (pair[0] + by, pair[1] + by) if pair else None


def _moved(calendar: Calendar, by: timedelta) -> Calendar:
    def group(entry: Group) -> Group:
        later: dict[str, Any] = {"starts_on": entry.starts_on + by if entry.starts_on else None}
        return entry.model_copy(update=later)

    own = calendar.own_dates
    return calendar.model_copy(
        update={
            "starts_on": calendar.starts_on + by,
            "vacations": [
                v.model_copy(update={"first": v.first + by, "last": v.last + by})
                for v in calendar.vacations
            ],
            "bank_holidays": [day + by for day in calendar.bank_holidays],
            "groups": [group(g) for g in calendar.groups],
            "contract_by": calendar.contract_by and _dated(calendar.contract_by, by),
            "review_at": calendar.review_at and _dated(calendar.review_at, by),
            "own_dates": own and OwnDates(start=_days(own.start, by), end=_days(own.end, by)),
        }
    )
