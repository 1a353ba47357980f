"""Refs, the clock and refusals."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pactwork.ground import clock as ground_clock
from pactwork.ground.refs import LETTERS, new_ref
from pactwork.ground.refusal import Refusal, Refused, insist
from tests.conftest import Clock


def test_refs_are_short_readable_and_not_the_same() -> None:
    refs = {new_ref() for _ in range(2_000)}
    assert len(refs) == 2_000
    assert all(len(ref) == 10 and set(ref) <= set(LETTERS) for ref in refs)
    assert not set("aeiou01ly") & set(LETTERS)
    assert len(new_ref(4)) == 4


def test_the_clock_can_be_set_and_goes_back() -> None:
    moment = datetime(2027, 1, 26, 23, 30, tzinfo=UTC)
    with ground_clock.at(moment):
        assert ground_clock.now() == moment
        with ground_clock.at(moment + timedelta(days=1)):
            assert ground_clock.now() == moment + timedelta(days=1)
        assert ground_clock.now() == moment
    assert abs(ground_clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/London", 26),
        ("Europe/Berlin", 27),
        ("America/New_York", 26),
        ("Pacific/Auckland", 27),
    ],
)
def test_today_depends_on_where_one_is(clock: Clock, zone: str, day: int) -> None:
    clock.set(datetime(2027, 1, 26, 23, 30, tzinfo=UTC))
    assert ground_clock.today(zone) == date(2027, 1, day)


def test_a_refusal_is_raised_and_nothing_is_not() -> None:
    insist(None)
    with pytest.raises(Refused, match="no_draft") as caught:
        insist(Refusal("no_draft", {"draft": 3}))
    assert caught.value.refusal == Refusal("no_draft", {"draft": 3})
