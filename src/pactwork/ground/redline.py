"""What changed between two texts, word by word, in runs that a person can read."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

import regex
from rapidfuzz.distance import Indel

from pactwork.ground.canonical_words import words as words_alone
from pactwork.ground.typed import alike

Run = tuple[Literal["=", "+", "-"], str]
ISLAND = 3  # unchanged words between two changes: this many or fewer are drawn into them
_TOKEN = re.compile(r"\s+|[\w’'-]+|[^\w\s]")  # as _LETTERS parts words, but faster: for ASCII
# Scripts that put no blank between words go letter by letter. A letter is never torn from its marks.
_DENSE = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Yi}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
    r"\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}\p{Tai_Viet}\p{Javanese}\p{Balinese}"
)
_LETTERS = regex.compile(rf"(?:(?=\s)\X)+|(?:(?=[\w’'-])(?![{_DENSE}])\X)+|\X")
_IS_DENSE = regex.compile(rf"[{_DENSE}]")
_SENTENCE = regex.compile(r"[.!?]\s|[。！？।؟]")


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text) if text.isascii() else list(_LETTERS.findall(text))


def _raw(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Runs as the alignment gives them, deletions before insertions."""
    ids: dict[str, int] = {}
    left = [ids.setdefault(word, len(ids)) for word in old]
    right = [ids.setdefault(word, len(ids)) for word in new]
    runs: list[tuple[str, list[str]]] = []
    for code in Indel.opcodes(left, right):
        if code.tag == "equal":
            runs.append(("=", list(old[code.src_start : code.src_end])))
            continue
        if code.src_end > code.src_start:
            runs.append(("-", list(old[code.src_start : code.src_end])))
        if code.dest_end > code.dest_start:
            runs.append(("+", list(new[code.dest_start : code.dest_end])))
    return runs


def _island(words: Sequence[str]) -> bool:
    """Too short to be worth stopping at, and not the end of a sentence or paragraph.

    A letter that is a word, as in Chinese, counts twice: two of them are worth stopping at.
    """
    text = "".join(words)
    if text.isascii():
        count = len(text.split())
    else:
        count = len(_IS_DENSE.sub("", text).split()) + 2 * len(_IS_DENSE.findall(text))
    return count <= ISLAND and "\n" not in text and not _SENTENCE.search(text)


def _scripts(text: str) -> set[str]:
    """The writing of each letter, as its name begins: LATIN, ARABIC, HEBREW, HANGUL."""
    return {unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha()}


def _foreign(words: Sequence[str], beside: str) -> bool:
    """Written otherwise than what changed beside it: the eye stops there anyway."""
    text = "".join(words)
    if text.isascii() and beside.isascii():
        return False
    here, there = _scripts(text), _scripts(beside)
    return bool(here and there and here.isdisjoint(there))


class _Change:
    """What is gone and what came since the last unchanged words."""

    def __init__(self) -> None:
        self.gone, self.come = "", ""

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)

    @property
    def blank(self) -> bool:
        """Nothing that can be read aloud, on a side that has something."""
        sides = [side for side in (self.gone, self.come) if side]
        return any(not side.strip() for side in sides)

    def both(self, text: str, *, before: bool = False) -> None:
        if before:
            self.gone, self.come = text + self.gone, text + self.come
        else:
            self.gone, self.come = self.gone + text, self.come + text

    def runs(self) -> list[Run]:
        return [(op, t) for op, t in (("-", self.gone), ("+", self.come)) if t]  # type: ignore[misc]


def redline(old: str, new: str) -> list[Run]:
    """The runs that turn ``old`` into ``new``, as both are seen; what looks alike is no change.

    Nor is white space alone: a yes to the one is a yes to the other. Else, joined, '=' with '-' is
    ``alike(old)``, '=' with '+' is ``alike(new)``. Every run can be read.
    """
    old, new = alike(old), alike(new)
    if old == new or words_alone(old) == words_alone(new):  # most lines of two drafts
        return [("=", new)] if new else []
    raw = _raw(_words(old), _words(new))
    runs: list[Run] = []
    change = _Change()
    for place, (op, words) in enumerate(raw):
        if op == "-":
            change.gone += "".join(words)
            continue
        if op == "+":
            change.come += "".join(words)
            continue
        apart = _foreign(words, change.gone + change.come)
        if change and place + 1 < len(raw) and _island(words) and not apart:
            change.both("".join(words))
            continue
        while change.blank and words:  # a blank that changed is shown with the word after it
            change.both(words.pop(0))
        if words:
            runs += change.runs()
            change = _Change()
            runs.append(("=", "".join(words)))
    if change.blank:
        _with_word_before(change, runs)
    return [*runs, *change.runs()]


def _with_word_before(change: _Change, runs: list[Run]) -> None:
    """A blank that changed after the last word is shown with that word."""
    if not runs or runs[-1][0] != "=":
        return
    words = _words(runs.pop()[1])
    while change.blank and words:
        change.both(words.pop(), before=True)
    if words:
        runs.append(("=", "".join(words)))


def changed(runs: Sequence[Run]) -> bool:
    return any(op != "=" for op, _ in runs)
