"""Dates and times in words, as they read in London."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from pactwork.ground import dates
from tests.conftest import Clock

SUMMER = datetime(2027, 6, 30, 22, 30, tzinfo=UTC)  # half past eleven at night in London


@pytest.fixture(autouse=True)
def _london() -> None:
    timezone.activate("Europe/London")


def test_days_and_moments() -> None:
    assert dates.day(date(2027, 1, 26)) == "Tuesday 26 January 2027"
    assert dates.short_day(date(2027, 1, 26)) == "26 Jan 2027"
    assert dates.month(date(2027, 1, 26)) == "January 2027"
    assert dates.moment(SUMMER) == "30 June 2027, 23:30"
    assert dates.clock(SUMMER) == "23:30"
    assert dates.machine(SUMMER) == "2027-06-30T23:30:00+01:00"
    assert dates.machine(date(2027, 1, 26)) == "2027-01-26"


def test_nothing_is_said_of_nothing() -> None:
    said = (dates.day, dates.short_day, dates.month, dates.machine, dates.waiting)
    assert [say(None) for say in said] == [""] * len(said)
    assert [say(None) for say in (dates.moment, dates.clock, dates.ago)] == [""] * 3


def test_from_a_day_to_another() -> None:
    assert dates.days(date(2026, 9, 28), date(2026, 10, 4)) == "28 Sep to 4 Oct 2026"
    assert dates.days(date(2026, 12, 28), date(2027, 1, 3)) == "28 Dec 2026 to 3 Jan 2027"


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(hours=12), "yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=14), "14 days ago"),
        (timedelta(days=15), "20 Sep 2026"),
    ],
)
def test_how_long_ago(clock: Clock, gone: timedelta, said: str) -> None:
    moment = clock.forward()  # ten in the morning in London
    assert dates.ago(moment - gone) == said


def test_how_long_something_waits(clock: Clock) -> None:
    moment = clock.forward()
    assert dates.waiting(moment) == "since today"
    assert dates.waiting(moment - timedelta(hours=12)) == "1 day"
    assert dates.waiting(date(2026, 9, 28)) == "7 days"
    assert dates.waiting(date(2026, 10, 9)) == "since today"
