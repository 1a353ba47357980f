"""What changed between two texts, word by word, in runs that a person can read."""

import re
from collections.abc import Sequence
from typing import Literal

from rapidfuzz.distance import Indel

Run = tuple[Literal["=", "+", "-"], str]
_TOKEN = re.compile(r"\s+|[\w’'-]+|[^\w\s]")
ISLAND = 3  # unchanged words between two changes: this many or fewer are drawn into them


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _raw(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Runs as the alignment gives them, deletions before insertions."""
    ids: dict[str, int] = {}
    left = [ids.setdefault(word, len(ids)) for word in old]
    right = [ids.setdefault(word, len(ids)) for word in new]
    runs: list[tuple[str, str]] = []
    for code in Indel.opcodes(left, right):
        if code.tag == "equal":
            runs.append(("=", "".join(old[code.src_start : code.src_end])))
            continue
        if code.src_end > code.src_start:
            runs.append(("-", "".join(old[code.src_start : code.src_end])))
        if code.dest_end > code.dest_start:
            runs.append(("+", "".join(new[code.dest_start : code.dest_end])))
    return runs


def _island(text: str) -> bool:
    """Too short to be worth stopping at, and not the end of a sentence or paragraph."""
    return len(text.split()) <= ISLAND and "\n" not in text and not re.search(r"[.!?]\s", text)


def redline(old: str, new: str) -> list[Run]:
    """The runs that turn ``old`` into ``new``; joined, '=' with '-' is old, '=' with '+' is new."""
    if old == new:  # most lines of two drafts
        return [("=", new)] if new else []
    raw = _raw(_words(old), _words(new))
    runs: list[Run] = []
    gone = come = ""

    def close() -> None:
        nonlocal gone, come
        if gone:
            runs.append(("-", gone))
        if come:
            runs.append(("+", come))
        gone = come = ""

    for place, (op, text) in enumerate(raw):
        if op == "-":
            gone += text
        elif op == "+":
            come += text
        elif (gone or come) and place + 1 < len(raw) and _island(text):
            gone, come = gone + text, come + text
        else:
            close()
            runs.append(("=", text))
    close()
    return runs


def changed(runs: Sequence[Run]) -> bool:
    return any(op != "=" for op, _ in runs)
