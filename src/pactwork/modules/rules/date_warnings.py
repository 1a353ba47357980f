"""Dates of a module file that can be meant and seldom are: pointed out, never refused. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from pactwork.modules.rules.calendar import DAY, FRIDAY, is_working_day, start, teaching_weeks
from pactwork.modules.rules.dated import Component, Dated
from pactwork.modules.rules.due import Dates, dates_of
from pactwork.modules.rules.faults import Fault, Path
from pactwork.modules.rules.specification import Calendar, Group, Span, Specification


def date_warnings(spec: Specification) -> Iterator[Fault]:
    """For every group, in the order of the file."""
    groups: Sequence[Group | None] = spec.calendar.groups or [None]
    for group in groups:
        dates = dates_of(spec, group)
        yield from _start(spec.calendar, group)
        yield from _weeks(spec, group)
        for name in ("contract_by", "review_at"):
            if dated := getattr(spec.calendar, name):
                day = dates.meant(dated)
                yield from date_faults(("calendar", name), dated, day, dates, "") if day else ()
        for n, piece in enumerate(spec.assessment):
            yield from _piece(("assessment", n), piece, dates)


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
    """A week that counts although every day of it is a vacation or a public holiday."""
    calendar = spec.calendar
    for week in teaching_weeks(calendar, group):
        days = [week.first + n * DAY for n in range((week.last - week.first).days + 1)]
        if any(is_working_day(calendar, d) and not _vacation(calendar, d) for d in days):
            continue
        params = {**_who(group), "week": week.number, "first": week.first, "last": week.last}
        yield Fault(("calendar", "weeks"), "week_without_teaching", params)


def _piece(path: Path, piece: Component, dates: Dates) -> Iterator[Fault]:
    """What is due every week is pointed out once for each reason."""
    told: set[str] = set()
    meant = dates.meant_of(piece)
    for day in meant:
        for fault in date_faults(path, piece, day, dates, piece.title):
            if fault.code not in told:
                told.add(fault.code)
                yield fault


def date_faults(path: Path, dated: Dated, meant: date, dates: Dates, title: str) -> Iterator[Fault]:
    """What is odd about one day of an entry; ``meant`` is as the file says it, open or closed."""
    day = dates.open_day(meant)
    params = {**_who(dates.group), "title": title, "day": day, "meant": meant}
    here = (*path, *(dated.ways or ["every"]))
    if inside := _vacation(dates.calendar, day):
        yield Fault(here, "due_in_vacation", {**params, "vacation": inside.title})
    elif day.weekday() > FRIDAY:
        yield Fault(here, "due_at_weekend", params)
    elif day != meant:
        yield Fault(here, "due_moved", params)
    if meant > dates.end and dated.after != "end":
        yield Fault(here, "due_after_end", {**params, "end": dates.end})
    if meant < dates.start and dated.before != "start":
        yield Fault(here, "due_before_start", {**params, "start": dates.start})
