"""A row for each text that an action takes: how far the story has to go, and how long it may be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.stories import World

Try = Callable[[str], object]
FILLING = "Rang her there today, as agreed. " * 700


def words(most: int) -> str:
    """Some words of exactly so many characters."""
    return f"{FILLING[: most - 1]}x"


@dataclass(frozen=True)
class Row:
    """``needed``: the code for nothing at all. ``ends``: the longest text is fine, and the act is done."""

    act: Callable[[World], Try]
    most: int
    needed: str = ""
    ends: bool = True


Table = dict[str, Row]


@dataclass(frozen=True)
class Values:
    """A choice, a number, a day or an address: what is refused, and what will do after that."""

    act: Callable[[World], Callable[[Any], object]]
    bad: tuple[Any, ...]
    good: Any = None
