"""How many emails one person may cause in a day: a table, and what holds for all numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.modules.rules.emails import BY_LINK, STAFF, STUDENT, Day, too_many


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        (Day(), Day(1, 3), ""),
        (Day(19, 19), Day(1, 1), ""),
        (Day(20, 20), Day(1, 1), "too_many_outside"),
        (Day(20, 20), Day(0, 4), ""),  # nobody outside hears of this
        (Day(0, 199), Day(0, 1), ""),
        (Day(0, 199), Day(0, 2), "too_many_emails"),
        (Day(900, 90_000), Day(), ""),  # what sends nothing is never refused
    ],
)
def test_a_students_day(before: Day, now: Day, code: str) -> None:
    refusal = too_many(before, now, STUDENT)
    assert (refusal.code if refusal else "") == code


days = st.builds(Day, st.integers(0, 400), st.integers(0, 12_000))


@given(days, days, st.sampled_from([STUDENT, BY_LINK, STAFF]))
def test_nobody_goes_past_the_most_and_staff_go_further(before: Day, now: Day, most: Day) -> None:
    refusal = too_many(before, now, most)
    if refusal is None:
        total = before + now
        assert not now.outside or total.outside <= most.outside
        assert not now.all or total.all <= most.all
    else:
        assert too_many(Day(), Day(), most) is None
    if too_many(before, now, STAFF):
        assert too_many(before, now, STUDENT)
