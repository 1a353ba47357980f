"""Whether the mid-point review of an agreed contract is due. Pure."""

from collections.abc import Iterable
from datetime import date


def is_due(on: date, today: date, done: Iterable[date]) -> bool:
    """From its day on, until the plan was looked at or a draft was shared, on that day or after."""
    return today >= on and all(day < on for day in done)
