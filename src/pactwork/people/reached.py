"""Limits that were reached in this request, to be counted once it is over.

A refusal takes back whatever was written with it; the count has to stay.
"""

from contextvars import ContextVar

_reached: ContextVar[tuple[str, ...]] = ContextVar("limits_reached", default=())


def reached(kind: str) -> None:
    """Somebody was asked to wait; ``counted`` says so to whoever looks after the machine."""
    _reached.set((*_reached.get(), kind))


def taken() -> tuple[str, ...]:
    """Those of this request, once."""
    found = _reached.get()
    _reached.set(())
    return found
