"""Whether a name that somebody typed speaks as the institution, its module or another party. Pure."""

from collections.abc import Iterable

import regex

from pactwork.ground.names import name_words
from pactwork.ground.spelling import folded

SHORT = 4  # letters; a title as short as this may stand in anybody's name
_LETTER = regex.compile(r"[\p{L}\p{M}]+")
# Letters of Cyrillic and Greek that look like Latin ones, in one word with Latin ones.
_MIXED = regex.compile(r"(?=\p{L}*\p{Latin})(?=\p{L}*[\p{Cyrillic}\p{Greek}])\p{L}{3,}")


def speaks_as(name: str, titles: Iterable[str]) -> bool:
    """Whether a name is one of these titles, or has one in it, however it is spaced; or hides what it is."""
    whole, words = _run(name), set(name_words(name))
    for title in titles:
        run = _run(title)
        if len(run) > SHORT and run in whole:
            return True
        if words and words <= set(name_words(title)):
            return True
    return bool(_MIXED.search(folded(name)))


def _run(text: str) -> str:
    return "".join(word for part in _LETTER.findall(folded(text)) for word in name_words(part))
