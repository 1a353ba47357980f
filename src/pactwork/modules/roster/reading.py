"""A roster's bytes to lines of cells. Pure; never raises: what cannot be read is a problem.

Every record stands for itself, so that one wrong quotation mark spoils one line and not the rest.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from pactwork.modules.roster import heads
from pactwork.modules.roster.asides import below_the_list
from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.heads import MOST_COLUMNS, Head
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.rows import Row, taken
from pactwork.modules.roster.second_head import nameless, second_head
from pactwork.modules.roster.text import (
    OPENING,
    SEPARATORS,
    Record,
    decoded,
    lines_of,
    records,
    safe,
)

__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_LINES", "Choices", "Row", "Sheet", "sheet"]

MOST_BYTES = 1_000_000
MOST_LINES = 5_000
ABOVE = 10  # records among which the column names are looked for
FIRST = 1_000  # lines among which those stand
SAMPLES = 5
Score = tuple[int, int, int, int]
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# Some systems save one for a spreadsheet, and call it .xls.
WEB_PAGE = re.compile(
    r"(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|head|meta|title|style|body|div|table)\b|mime-version:"
    r"|<!--",
    re.IGNORECASE,
)
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
    said: Choices = field(default_factory=Choices)  # with what was kept of earlier files

    @property
    def guessed(self) -> bool:
        """Whether nothing in the file says how it is written."""
        return self.encoding not in ("UTF-8", "UTF-16")

    @property
    def unread(self) -> list[tuple[str, str]]:
        """A column, and what it may mean."""
        return self.head.unread

    @property
    def fatal(self) -> Problem | None:
        """What keeps the whole file from being read."""
        return next((p for p in self.problems if not p.line), None)


def sheet(
    content: bytes,
    choices: Choices | None = None,
    named: Sequence[str] = (),
    exact: Set[str] = frozenset(),
) -> Sheet:
    """``choices``: what somebody has said once for the whole file, now or before.

    ``named``: columns that a module asks for, to say who somebody's own mentor or tutor is.
    ``exact``: what modules here call their codes and runs, ``folded``: no spreadsheet damaged those.
    """
    found = Sheet(said=choices or Choices())
    lines = lines_of(_text(content, found))
    if found.fatal:
        return found
    head = _head(lines, found, named)
    if head is None:
        found.problems.append(Problem("empty"))
    body = [] if head is None or found.fatal else _body(lines, head, found)
    if head and not found.fatal and (twice := second_head(head, body, found.head)):
        found.problems.append(twice)
    if not found.fatal:
        _read(body, found, exact)
    return found


def _text(content: bytes, found: Sheet) -> str:
    """The letters, by what the bytes give away of how they were written."""
    if len(content) > MOST_BYTES:
        found.problems.append(Problem("too_big", params={"most": MOST_BYTES // 1_000_000}))
    elif content.startswith(WORKBOOKS):
        found.problems.append(Problem("workbook"))
    if found.fatal:
        return ""
    text, found.encoding = decoded(content, found.said.page)
    text = safe(text)
    opening = text[:OPENING].lstrip("\ufeff \t\r\n")
    if "\x00" in text:
        found.problems.append(Problem("not_text"))
    elif WEB_PAGE.match(opening):
        found.problems.append(Problem("web_page"))
    elif opening.startswith("<?xml"):
        found.problems.append(Problem("workbook"))
    found.sample = ", ".join(list(dict.fromkeys(BEYOND_ASCII.findall(text)))[:SAMPLES])
    return text


def _head(lines: Sequence[str], found: Sheet, named: Sequence[str]) -> Record | None:
    """The record that names the columns; a spreadsheet may say ``sep=;``, or a title, above it."""
    first = next(records(lines, ","), None)
    if first is None:
        return None
    told = SAYS_SEPARATOR.fullmatch(first.raw)
    skip = first.line if told else first.line - 1
    choices = (told[1],) if told and told[1] in SEPARATORS else SEPARATORS
    best: tuple[Score, str, Record] | None = None
    above: list[Record] = []
    opening = lines[: skip + FIRST]
    for separator in choices:
        top = list(islice(records(opening, separator, 0, skip), ABOVE))
        for record, next_one in zip(top, [*top[1:], None], strict=True):
            cells = record.cells or record.raw.strip().split(separator)
            below = (next_one and next_one.cells) or []
            found_first = len(cells) if record is top[0] else 0
            score: Score = (*heads.score(cells, below, found.said), found_first)
            if best is None or score > best[0]:
                best = score, separator, record._replace(cells=cells)
                above = top[: top.index(record)]
    if best is None:
        return None
    score, found.separator, record = best
    found.notes += [Problem("above", r.line) for r in above]
    found.head, found.said, wrong = heads.head(
        record.cells or [], found.said, guessed=score[1] > 0, named=named
    )
    found.problems += wrong
    return record


def _body(lines: Sequence[str], head: Record, found: Sheet) -> list[Record]:
    """Everything below the column names; a heading may hold a line break, too."""
    whole = records(lines, found.separator, len(found.head.columns), head.line - 1)
    below = (r for r in islice(whole, 1, None) if not r.blank)
    body = list(islice(below, MOST_LINES + 1))
    if len(body) > MOST_LINES:
        found.problems.append(Problem("too_long", params={"most": MOST_LINES}))
    return body


def _read(body: Sequence[Record], found: Sheet, exact: Set[str]) -> None:
    sums = below_the_list(body, found.head)
    found.notes += nameless(body, found.head)
    for record in body:
        if record.line in sums:
            found.notes.append(sums[record.line])
            found.passed += 1
            continue
        row, problems, notes = taken(record, found.head, found.said, exact)
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
