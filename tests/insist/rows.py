"""A row for each text that an action takes: how far the story has to go, and how long it may be."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.stories import World

Try = Callable[[str], object]
FILLING = "Rang her there today, as agreed. " * 400


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
