"""Remembers what was made of short texts. A long one is worked out each time: a few thousand of them,
posted by whoever likes, would fill the memory of every process."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

LONGEST = 2_000  # characters: almost every answer, name and message
Made = TypeVar("Made")


def of_short_texts(most: int) -> Callable[[Callable[[str], Made]], Callable[[str], Made]]:
    """As ``lru_cache``, for a function of one text."""

    def around(function: Callable[[str], Made]) -> Callable[[str], Made]:
        remembered = lru_cache(maxsize=most)(function)

        @wraps(function)
        def of(text: str) -> Made:
            return remembered(text) if len(text) <= LONGEST else function(text)

        return of

    return around
