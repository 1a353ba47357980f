"""The strip of weeks: where somebody is in their own calendar, in words, at any time of the year."""

from datetime import UTC, datetime

import pytest

from pactwork.workspace.pages.pace import pace
from tests.conftest import Clock
from tests.stories import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "group", "words"),
    [
        (datetime(2026, 9, 20, tzinfo=UTC), "", "Starts 28 Sep 2026"),
        (datetime(2026, 10, 5, 9, tzinfo=UTC), "", "Week 2 of 12"),
        (datetime(2026, 12, 20, 9, tzinfo=UTC), "", "Week 12 of 12"),
        (datetime(2026, 12, 21, 9, tzinfo=UTC), "", "All weeks have ended"),
        (datetime(2026, 12, 28, 9, tzinfo=UTC), "part-time", "Vacation; week 7 starts 11 Jan 2027"),
        (datetime(2026, 10, 12, 9, tzinfo=UTC), "january", "Starts 18 Jan 2027"),
    ],
)
def test_the_week_in_words(
    world: World, clock: Clock, day: datetime, group: str, words: str
) -> None:
    contract = world.contract()
    contract.enrolment.group = group
    contract.enrolment.save()
    clock.set(day)
    assert pace(world.dossier()).words == words


def test_bars_fill_with_the_days_and_labels_never_meet(world: World) -> None:
    world.write()
    shown = pace(world.dossier())
    assert [bar.share for bar in shown.bars[:3]] == [100, 0, 0]
    assert [(n, bar.word) for n, bar in enumerate(shown.bars, 1) if bar.word] == [
        (2, "This week"),
        (11, "Your plan…"),
        (12, "Exhibition…"),
    ]
    assert "Your plan in use in week 11, 11 Dec 2026" in shown.label
    assert (shown.planned, shown.hours) == (150, "150")
