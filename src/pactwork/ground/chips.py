"""One of several ways to look at the same page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chip:
    """An item of ``chips`` in web/macros/lists.html."""

    label: str
    href: str
    current: bool
    count: int | None = None
    state: str = ""
