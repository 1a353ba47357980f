"""How an app says what somebody was told: the same events as its emails, as lines of one list."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class NewsLine:
    """One event in one line: who did what; ``thing`` is what it was done to."""

    words: str
    thing: str
    address: str  # the page with the words
    icon: str = "dot"


@dataclass(frozen=True)
class NewsItem:
    """One event as a row of the list; ``number`` names it in a form."""

    number: int
    at: datetime
    unread: bool
    line: NewsLine


@dataclass(frozen=True)
class News:
    """What an app's emails say to people with an account.

    ``beside``: what has to be known of a row to tell whether somebody may read of it, as expressions
    by name, of a person on a day. ``reads``: whether they may, of an actor, a kind and what was found.
    ``lines``: of an actor and rows that they may read, each row's line by its key.
    """

    kinds: Collection[str]
    beside: Callable[[Any, Any], Mapping[str, Any]]
    reads: Callable[[Any, str, Mapping[str, Any]], bool]
    lines: Callable[[Any, Sequence[Any]], Mapping[int, NewsLine]]
