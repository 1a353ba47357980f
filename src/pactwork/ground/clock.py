"""The one clock. Everything that asks for the time asks here, so that it can be set."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _set.get() or datetime.now(UTC)


def day_of(moment: datetime, zone: str) -> date:
    """The day a moment falls on, where the institution is."""
    return moment.astimezone(ZoneInfo(zone)).date()


def today(zone: str) -> date:
    """The date at this moment in an institution's time zone, such as ``Europe/London``."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Set the clock, for the demo's past and for tests."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
