"""Dates of a module file that can be meant and seldom are: pointed out, never refused. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from pactwork.modules.rules.calendar import (
    DAY,
    FRIDAY,
    due,
    is_working_day,
    monday,
    start,
    teaching_weeks,
)
from pactwork.modules.rules.faults import Fault
from pactwork.modules.rules.specification import Calendar, Component, Group, Span, Specification


def warnings(spec: Specification) -> list[Fault]:
    """For every group, in the order of the file."""
    found: list[Fault] = []
    groups: Sequence[Group | None] = spec.calendar.groups or [None]
    for group in groups:
        found += _start(spec.calendar, group)
        found += _weeks(spec, group)
        for n, component in enumerate(spec.assessment):
            found += _hand_in(n, component, spec.calendar, group)
    return found


def _vacation(calendar: Calendar, day: date) -> Span | None:
    return next((v for v in calendar.vacations if v.first <= day <= v.last), None)


def _who(group: Group | None) -> dict[str, object]:
    return {"group": group.title if group else ""}


def _start(calendar: Calendar, group: Group | None) -> Iterator[Fault]:
    day = start(calendar, group)
    if inside := _vacation(calendar, day):
        params = {**_who(group), "day": day, "vacation": inside.title}
        yield Fault(("calendar", "starts_on"), "start_in_vacation", params)
    if day in calendar.bank_holidays:
        yield Fault(("calendar", "starts_on"), "start_closed", {**_who(group), "day": day})


def _weeks(spec: Specification, group: Group | None) -> Iterator[Fault]:
    """A week that counts although every day of it is a vacation or a bank holiday."""
    calendar = spec.calendar
    for week in teaching_weeks(calendar, group):
        days = [week.first + n * DAY for n in range((week.last - week.first).days + 1)]
        if any(is_working_day(calendar, d) and not _vacation(calendar, d) for d in days):
            continue
        params = {**_who(group), "week": week.number, "first": week.first, "last": week.last}
        yield Fault(("calendar", "weeks"), "week_without_teaching", params)


def _hand_in(
    n: int, component: Component, calendar: Calendar, group: Group | None
) -> Iterator[Fault]:
    week = teaching_weeks(calendar, group)[component.week - 1]
    meant = max(monday(week.last) + (component.weekday - 1) * DAY, week.first)
    day = due(component, calendar, group).on
    params = {**_who(group), "title": component.title, "day": day, "meant": meant}
    path = ("assessment", n, "week")
    if inside := _vacation(calendar, day):
        yield Fault(path, "due_in_vacation", {**params, "vacation": inside.title})
    elif day.weekday() > FRIDAY:
        yield Fault(path, "due_at_weekend", params)
    elif day != meant:
        yield Fault(path, "due_moved", params)
