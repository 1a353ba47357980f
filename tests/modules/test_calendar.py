"""Teaching weeks, working days and due dates: by hand for one university year, then as properties."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.modules.reading import read
from pactwork.modules.rules.calendar import (
    Due,
    add_working_days,
    closed_in,
    is_working_day,
    shifted,
    teaching_weeks,
    week_of,
    working_days_between,
)
from pactwork.modules.rules.due import Dates
from pactwork.modules.rules.specification import Calendar, Component, Format, Group, Span, Theme
from tests.modules.test_reading import FILES

YEAR = Calendar(
    starts_on=date(2026, 9, 28),
    weeks=12,
    vacations=[
        Span(title="Christmas", first=date(2026, 12, 21), last=date(2027, 1, 8)),
        Span(title="Easter", first=date(2027, 3, 29), last=date(2027, 4, 9)),
    ],
    bank_holidays=[date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26)],
    groups=[
        Group(key="part-time", title="Part time", pace="half"),
        Group(key="january", title="January", starts_on=date(2027, 1, 18)),
        Group(key="late", title="Midweek", starts_on=date(2026, 9, 30)),
    ],
)
PART_TIME, JANUARY, LATE = YEAR.groups


def piece(week: int, weekday: int = 5) -> Component:
    formats = [Format(key="text", title="Written")]
    return Component(key="p", title="P", week=week, weekday=weekday, formats=formats)


def test_closed_days_are_those_of_a_week_outside_its_vacation() -> None:
    weeks = teaching_weeks(YEAR, JANUARY)
    assert {w.number: closed_in(YEAR, w) for w in weeks if closed_in(YEAR, w)} == {
        10: [date(2027, 3, 26)]
    }
    halves = teaching_weeks(YEAR, PART_TIME)
    assert [day for w in halves for day in closed_in(YEAR, w)] == [date(2027, 3, 26)]


def test_full_time_ends_before_christmas() -> None:
    weeks = teaching_weeks(YEAR, themes=[Theme(week=3, title="Draw the line")])
    assert [w.number for w in weeks] == list(range(1, 13))
    assert (weeks[0].first, weeks[0].last) == (date(2026, 9, 28), date(2026, 10, 4))
    assert weeks[-1].last == date(2026, 12, 20)
    assert weeks[2].theme is not None
    assert weeks[2].theme.title == "Draw the line"
    assert weeks[3].theme is None


def test_half_pace_takes_two_for_one_and_skips_vacations() -> None:
    weeks = teaching_weeks(YEAR, PART_TIME)
    assert (weeks[5].first, weeks[5].last) == (date(2026, 12, 7), date(2026, 12, 20))
    assert weeks[6].first == date(2027, 1, 11)
    assert (weeks[11].first, weeks[11].last) == (date(2027, 3, 22), date(2027, 4, 18))


def test_a_january_start_has_its_own_weeks() -> None:
    weeks = teaching_weeks(YEAR, JANUARY)
    assert (weeks[9].last, weeks[10].first) == (date(2027, 3, 28), date(2027, 4, 12))


def test_a_start_in_midweek_is_still_week_one() -> None:
    weeks = teaching_weeks(YEAR, LATE)
    assert (weeks[0].first, weeks[0].last) == (date(2026, 9, 30), date(2026, 10, 4))
    assert weeks[1].first == date(2026, 10, 5)


def test_a_week_partly_in_a_vacation_is_taught() -> None:
    some = Span(title="Long weekend", first=date(2026, 10, 2), last=date(2026, 10, 6))
    weeks = teaching_weeks(YEAR.model_copy(update={"vacations": [some]}))
    assert weeks[1].first == date(2026, 10, 5)


@pytest.mark.parametrize(
    ("week", "weekday", "group", "day"),
    [
        (1, 5, None, date(2026, 10, 2)),
        (12, 3, None, date(2026, 12, 16)),
        (12, 5, PART_TIME, date(2027, 4, 16)),
        (11, 5, JANUARY, date(2027, 4, 16)),
        (10, 5, JANUARY, date(2027, 3, 29)),  # Good Friday: the next day that is open
        (1, 1, LATE, date(2026, 9, 30)),  # not before they start
        (2, 7, None, date(2026, 10, 11)),  # a Sunday when the module says so
    ],
)
def test_due(week: int, weekday: int, group: Group | None, day: date) -> None:
    assert due(piece(week, weekday), YEAR, group) == Due(day, time(15, 0))


def test_the_week_of_a_day() -> None:
    weeks = teaching_weeks(YEAR, JANUARY)
    assert week_of(weeks, date(2027, 1, 17)) is None
    assert week_of(weeks, date(2027, 1, 18)) == weeks[0]
    assert week_of(weeks, date(2027, 4, 1)) == weeks[10]  # Easter: the one to come
    assert week_of(weeks, date(2027, 5, 1)) is None


def test_five_working_days_over_christmas() -> None:
    assert add_working_days(YEAR, date(2026, 12, 23), 5) == date(2027, 1, 4)
    assert working_days_between(YEAR, date(2026, 12, 23), date(2027, 1, 4)) == 5
    assert not is_working_day(YEAR, date(2026, 12, 25))
    assert is_working_day(YEAR, date(2026, 12, 22)), "students are away, the university is not"


def dues(component: Component, calendar: Calendar, group: Group | None = None) -> list[Due]:
    return list(Dates(calendar, group=group).hand_in(component).dues)


def due(component: Component, calendar: Calendar, group: Group | None = None) -> Due:
    (found,) = dues(component, calendar, group)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_shift_keeps_every_week(path: object) -> None:
    spec = read(str(path))
    moved = shifted(spec, date(2031, 2, 13))
    by = moved.calendar.starts_on - spec.calendar.starts_on
    assert by.days % 7 == 0
    assert moved.calendar.starts_on.isocalendar()[:2] == date(2031, 2, 13).isocalendar()[:2]
    for group in (None, *(g.key for g in spec.calendar.groups)):
        old, new = (s.calendar.group(group) if group else None for s in (spec, moved))
        before = teaching_weeks(spec.calendar, old)
        after = teaching_weeks(moved.calendar, new)
        assert [w.first + by for w in before] == [w.first for w in after]
        for then, later in zip(spec.assessment, moved.assessment, strict=True):
            days = [due.on + by for due in dues(then, spec.calendar, old)]
            assert [due.on for due in dues(later, moved.calendar, new)] == days
    assert shifted(moved, spec.calendar.starts_on) == spec


DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    spans = []
    for first in draw(st.lists(DAYS, max_size=4)):
        last = first + timedelta(days=draw(st.integers(0, 60)))
        spans.append(Span(title="Away", first=first, last=last))
    return Calendar(
        starts_on=draw(DAYS),
        weeks=draw(st.integers(1, 30)),
        vacations=spans,
        bank_holidays=draw(st.lists(DAYS, max_size=12)),
        groups=[Group(key="g", title="G", pace=draw(st.sampled_from(["full", "half"])))],
    )


@settings(max_examples=60, deadline=None)
@given(calendars())
def test_weeks_are_as_many_as_promised_and_in_order(calendar: Calendar) -> None:
    group = calendar.groups[0]
    weeks = teaching_weeks(calendar, group)
    assert [w.number for w in weeks] == list(range(1, calendar.weeks + 1))
    assert weeks[0].first >= calendar.starts_on
    assert all(a.last < b.first for a, b in pairwise(weeks))
    assert all(w.last.weekday() == 6 and w.first <= w.last for w in weeks)
    least = 14 if group.pace == "half" else 7
    assert all((w.last - w.first).days + 1 >= least for w in weeks[1:])
    taught = [
        day
        for w in weeks[:3]
        for n in range((w.last - w.first).days + 1)
        if (day := w.first + timedelta(days=n)).weekday() < 5
        and not any(v.first <= day <= v.last for v in calendar.vacations)
    ]
    assert taught or calendar.starts_on.weekday() > 0, "every week has a day that is taught"
    assert all(week_of(weeks, w.first) == w == week_of(weeks, w.last) for w in weeks)


@settings(max_examples=100, deadline=None)
@given(calendars(), DAYS, st.integers(0, 40), st.integers(0, 40))
def test_working_days_add_up(calendar: Calendar, day: date, some: int, more: int) -> None:
    later = add_working_days(calendar, day, some)
    assert working_days_between(calendar, day, later) == some
    assert add_working_days(calendar, later, more) == add_working_days(calendar, day, some + more)
    assert some == 0 or is_working_day(calendar, later)
    assert working_days_between(calendar, later, day) == -some


@settings(max_examples=60, deadline=None)
@given(calendars(), st.integers(1, 7), st.data())
def test_nothing_is_due_before_its_week_nor_when_closed(
    calendar: Calendar, weekday: int, data: st.DataObject
) -> None:
    week = data.draw(st.integers(1, calendar.weeks))
    day = due(piece(week, weekday), calendar, calendar.groups[0]).on
    assert day >= teaching_weeks(calendar, calendar.groups[0])[week - 1].first
    assert day not in calendar.bank_holidays
