"""What in a module file can be meant and seldom is: pointed out, never refused. Pure."""

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
from pactwork.modules.rules.specification import (
    Calendar,
    Component,
    Group,
    Span,
    Specification,
    Template,
)
from pactwork.modules.rules.workload import workload


def warnings(spec: Specification) -> list[Fault]:
    """Dates for every group, in the order of the file, then what contracts are asked in vain."""
    found: list[Fault] = []
    groups: Sequence[Group | None] = spec.calendar.groups or [None]
    for group in groups:
        found += _start(spec.calendar, group)
        found += _weeks(spec, group)
        for n, component in enumerate(spec.assessment):
            found += _hand_in(n, component, spec.calendar, group)
    for key, template in spec.templates.items():
        found += _in_vain(spec, key, template)
    return found


def _in_vain(spec: Specification, key: str, template: Template) -> Iterator[Fault]:
    """What a contract asks and nobody acts on, or would need and never asks."""
    path = ("templates", key, "sections")
    params: dict[str, object] = {"group": "", "template": key}
    planned = any(section.kind == "weeks" for section in template.sections)
    if spec.hours and not planned:
        yield Fault(path, "hours_unplanned", params)
    if planned and not spec.hours:
        yield Fault(path, "weeks_without_hours", params)
    if any(section.kind == "choice" for section in template.sections) and not spec.assessment:
        yield Fault(path, "choice_without_pieces", params)
    raised = {n.when.section for s in template.sections for n in s.yes if n.when and n.when.raised}
    for n, section in enumerate(template.sections):
        if section.yes and all(need.at == "first" for need in section.yes):
            yield Fault((*path, n), "changed_alone", {**params, "title": section.short})
        if section.kind == "ethics" and section.key not in raised:
            yield Fault((*path, n), "ethics_unread", {**params, "title": section.short})
    sizes = [workload(spec, v).credits for v in spec.variants if v.template == key]
    asked = any(p.type == "credits" for s in template.sections for p in s.prompts)
    if any(size and size[0] != size[1] for size in sizes) and not asked:
        yield Fault(path, "credits_unasked", params)


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
