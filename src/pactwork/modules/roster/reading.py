"""A roster's bytes to lines of cells. Pure; never raises: what cannot be read is a problem.

Every record stands for itself, so that one wrong quotation mark spoils one line and not the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from pactwork.modules.roster import heads
from pactwork.modules.roster.heads import Choices, Head
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.rows import Row, taken
from pactwork.modules.roster.text import SEPARATORS, Record, decoded, records

__all__ = ["MOST_BYTES", "MOST_LINES", "Choices", "Row", "Sheet", "sheet"]

MOST_BYTES = 1_000_000
MOST_LINES = 5_000
MOST_COLUMNS = 300
ABOVE = 10  # records among which the column names are looked for
SAMPLES = 5
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
BEYOND_ASCII = re.compile(r"\w{0,30}[^\x00-\x7f]\w{0,30}")
SAYS_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass
class Sheet:
    """What a file says, how it was read, and what could not be."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)  # understood, but not as it stands
    passed: int = 0  # lines that are about nobody who takes part
    encoding: str = "UTF-8"
    separator: str = ","
    sample: str = ""  # words by which to see whether the letters were read rightly
    head: Head = field(default_factory=Head)

    @property
    def unread(self) -> list[tuple[str, str]]:
        """A column, and what it may mean."""
        return self.head.unread

    @property
    def fatal(self) -> Problem | None:
        """What keeps the whole file from being read."""
        return next((p for p in self.problems if not p.line), None)


def sheet(content: bytes, choices: Choices | None = None) -> Sheet:
    """``choices``: what somebody has said once for the whole file."""
    found, said = Sheet(), choices or Choices()
    text = _text(content, found)
    if found.fatal:
        return found
    head = _head(text, found, said)
    if head is None:
        found.problems.append(Problem("empty"))
        return found
    after = _lines_of(text, head, found.separator)
    width = len(found.head.columns)
    body = [r for r in records(text, found.separator, width, after) if not r.blank]
    if len(body) > MOST_LINES:
        found.problems.append(Problem("too_long", params={"lines": len(body), "most": MOST_LINES}))
    if not found.fatal:
        _read(body, found, said)
    return found


def _text(content: bytes, found: Sheet) -> str:
    """The letters, by what the bytes give away of how they were written."""
    if len(content) > MOST_BYTES:
        found.problems.append(Problem("too_big", params={"most": MOST_BYTES // 1_000_000}))
    elif content.startswith(WORKBOOKS):
        found.problems.append(Problem("workbook"))
    if found.fatal:
        return ""
    text, found.encoding = decoded(content)
    if "\x00" in text:
        found.problems.append(Problem("not_text"))
    found.sample = ", ".join(list(dict.fromkeys(BEYOND_ASCII.findall(text)))[:SAMPLES])
    return text


def _head(text: str, found: Sheet, said: Choices) -> Record | None:
    """The record that names the columns; a spreadsheet may say ``sep=;``, or a title, above it."""
    first = next(records(text, ","), None)
    told = SAYS_SEPARATOR.fullmatch(first.raw) if first else None
    skip = 1 if told else 0
    choices = (told[1],) if told and told[1] in SEPARATORS else SEPARATORS
    best: tuple[int, int, str, Record] | None = None
    above: list[Record] = []
    for separator in choices:
        top = [r for r in islice(records(text, separator, 0, skip), ABOVE) if not _empty(r)]
        for record in top:
            cells = record.cells or record.raw.strip().split(separator)
            score = heads.score(cells[:MOST_COLUMNS], said), len(cells) if record is top[0] else 0
            if best is None or score > best[:2]:
                best = (*score, separator, record._replace(cells=cells))
                above = top[: top.index(record)]
    if best is None:
        return None
    *_score, found.separator, record = best
    found.notes += [Problem("above", r.line) for r in above]
    _columns(record, found, said)
    return record


def _empty(record: Record) -> bool:
    return not record.raw.strip(" \t\r\n,;")


def _columns(record: Record, found: Sheet, said: Choices) -> None:
    cells = record.cells or []
    if len(cells) > MOST_COLUMNS:  # before they are looked at
        params: dict[str, object] = {"columns": len(cells), "most": MOST_COLUMNS}
        found.problems.append(Problem("too_wide", params=params))
        return
    found.head, wrong = heads.head(cells, said)
    found.problems += wrong


def _lines_of(text: str, head: Record, separator: str) -> int:
    """The last line of the column names: a heading may hold a line break, too."""
    both = list(islice(records(text, separator, 0, head.line - 1), 2))
    return both[1].line - 1 if len(both) > 1 else 10**9


def _read(body: Sequence[Record], found: Sheet, said: Choices) -> None:
    for record in body:
        row, problems, notes = taken(record, found.head, said)
        found.problems += problems
        found.notes += notes
        found.passed += not row and not problems
        if row:
            found.rows.append(row)
    once = dict.fromkeys(note.code for note in found.notes if not note.line)
    first = [next(n for n in found.notes if n.code == code and not n.line) for code in once]
    found.notes = first + [note for note in found.notes if note.line]
    if not found.rows and not found.problems and not found.passed:
        found.problems.append(Problem("no_lines"))
