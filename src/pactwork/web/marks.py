"""How a person's name becomes a small mark, and how their words become paragraphs."""

import re
from functools import lru_cache

from pactwork.ground.names import plain_names, without_overrides
from pactwork.ground.typed import seen

_TINTS = "abcdef"
# Chosen so that names spread evenly over the tints and small groups seldom share one.
_SPREAD, _ROOM = 32519, 65521
_GAP = re.compile(r"\n[ \t]*\n+")


@lru_cache(maxsize=4096)
def initials(name: str | None) -> str:
    """HM for Dr Helen Marsh; one letter for a single name."""
    names = plain_names(name or "")
    if len(names) < 2:
        return names[0][:1].upper() if names else ""
    return (names[0][0] + names[-1][0]).upper()


@lru_cache(maxsize=4096)
def tint(name: str | None) -> str:
    """A letter from a to f, always the same for the same name."""
    key = " ".join(plain_names(name or "")).casefold()
    total = 0
    for letter in key:
        total = (total * _SPREAD + ord(letter)) % _ROOM
    return _TINTS[total % len(_TINTS)]


def lines(text: str | None) -> list[str]:
    """The paragraphs of what somebody typed, without empty ones."""
    clean = seen(without_overrides(text or ""))
    return [part.strip("\n") for part in _GAP.split(clean) if part.strip()]
