"""Where a comment's words stand in a text, and the text cut into pieces for showing its pins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Word processors and phones set these; a quote typed by hand does not.
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_GAP = re.compile(r"\n[ \t]*\n+")


def squeezed(text: str) -> tuple[str, list[int]]:
    """The text without white space and with plain quotes, and where each letter came from."""
    plain = text.translate(_SAME)
    places = [n for n, letter in enumerate(plain) if not letter.isspace()]
    return "".join(plain[n] for n in places), places


def find(quote: str, text: str) -> tuple[int, int] | None:
    """From where to where the quoted words stand in the text, however they were wrapped."""
    wanted, _ = squeezed(quote)
    have, places = squeezed(text)
    at = have.find(wanted) if wanted else -1
    return (places[at], places[at + len(wanted) - 1] + 1) if at >= 0 else None


@dataclass(frozen=True)
class Anchor:
    """One comment's words in one text; ``number`` and ``ref`` say whose pin ends there."""

    start: int
    end: int
    number: int
    ref: str


@dataclass(frozen=True)
class Piece:
    """A run of text: plain, or words that somebody commented on, with the pins that follow it."""

    text: str
    marked: bool = False
    pins: tuple[Anchor, ...] = ()


def _pieces(text: str, start: int, end: int, anchors: Sequence[Anchor]) -> Iterator[Piece]:
    cuts = {start, end} | {n for a in anchors for n in (a.start, a.end) if start < n < end}
    places = sorted(cuts)
    for left, right in pairwise(places):
        marked = any(a.start <= left and right <= a.end for a in anchors)
        yield Piece(text[left:right], marked, tuple(a for a in anchors if a.end == right))


def paragraphs(text: str, anchors: Sequence[Anchor] = ()) -> list[list[Piece]]:
    """The text's paragraphs, each as its pieces in order. Anchors may overlap or run across gaps."""
    found, start = [], 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            found.append(list(_pieces(text, start, end, anchors)))
        start = gap.end() if gap else end
    return found
