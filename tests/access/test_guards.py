"""Would the walk notice? Each guard is deleted in turn, and somebody must be where they should not."""

from collections.abc import Callable

import pytest

from tests.access.guards import gone
from tests.access.in_depth import IN_DEPTH
from tests.access.rounds import LEDGER
from tests.access.walk import Walk

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]


def test_each_deleted_guard_is_missed(
    walked: Walk, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    """Every time, those of which it is written down what misses them; with --every-guard, all."""
    found = walked.guards
    every = request.config.getoption("--every-guard")
    number = len(found.caught) + len(found.unnoticed)
    record_property("figure", f"access: {number} guards, {len(found.caught)} deleted and missed")
    asked = set(found.unnoticed) - set(IN_DEPTH) if every else set(LEDGER)
    unnoticed = [name for name in found.unnoticed if name in asked]
    assert not unnoticed, "Nobody missed:\n" + "\n".join(unnoticed)


def test_every_guard_is_where_it_is_said_to_be() -> None:
    assert not gone(), f"Say in PLACES (tests/access/guards.py) what guards now: {gone()}"


def test_what_is_written_down_is_there(walked: Walk) -> None:
    gone = set(LEDGER) - set(walked.guards.caught) - set(walked.guards.unnoticed)
    assert not gone, "No such guard any more; `--every-guard` writes tests/access/caught.json anew."


def test_what_stands_behind_another_is_there_and_not_missed(walked: Walk) -> None:
    gone = set(IN_DEPTH) - set(walked.guards.unnoticed)
    assert not gone, f"No such guard, or missed after all: take it out of in_depth.py: {gone}"
