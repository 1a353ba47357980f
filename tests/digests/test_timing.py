"""When a digest is due: rhythms, quiet hours over midnight, two nudges a week."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pactwork.digests.rules.timing import looks_today, quiet, worth_sending
from pactwork.ground.digest_line import DigestLine

MONDAY = date(2026, 10, 5)
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "first", "last", "said"),
    [
        *[(h, 20, 8, h >= 20 or h < 8) for h in (0, 7, 8, 12, 19, 20, 23)],
        *[(h, 12, 14, h in (12, 13)) for h in (11, 12, 13, 14)],
        (3, 5, 5, False),
    ],
)
def test_quiet_hours_run_over_midnight(hour: int, first: int, last: int, said: bool) -> None:
    assert quiet(hour, first, last) is said


@pytest.mark.parametrize(
    ("rhythm", "day", "looked", "said"),
    [
        ("never", 0, None, False),
        ("daily", 0, 0, False),
        ("daily", 1, 0, True),
        ("daily", 5, 4, False),
        ("weekly", 0, None, True),
        ("weekly", 1, 0, False),
        ("weekly", 7, 0, True),
        ("weekly", 8, 0, True),  # Monday was missed
        ("weekly", 6, None, False),
    ],
)
def test_who_is_looked_at_on_which_day(
    rhythm: str, day: int, looked: int | None, said: bool
) -> None:
    last = None if looked is None else MONDAY + timedelta(days=looked)
    assert looks_today(rhythm, MONDAY + timedelta(days=day), last) is said


def test_nothing_owed_nothing_sent() -> None:
    assert worth_sending([], None, [], MONDAY) is None


def test_without_news_two_letters_a_week_at_most() -> None:
    old = [DigestLine("mine", "Your turn", "/", NOON - timedelta(days=20))]
    lately, long_ago = [MONDAY - timedelta(days=n) for n in (1, 3)], MONDAY - timedelta(days=7)
    sent = NOON - timedelta(days=2)
    assert worth_sending(old, None, [], MONDAY) == "news"
    assert worth_sending(old, sent, lately[:1], MONDAY) == "nudge"
    assert worth_sending(old, sent, [*lately[:1], long_ago], MONDAY) == "nudge"
    assert worth_sending(old, sent, lately, MONDAY) is None
    new = [*old, DigestLine("set", "A comment", "/", NOON - timedelta(days=1))]
    assert worth_sending(new, sent, lately, MONDAY) == "news"
