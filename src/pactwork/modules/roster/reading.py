"""A roster's bytes to lines of cells. Pure; never raises: what cannot be read is a problem.

Every line stands for itself, so that one wrong quotation mark spoils one line and not the rest.
"""

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pactwork.modules.roster.columns import BY_NAME, NAMES, NEEDED, plain
from pactwork.modules.roster.problem import Problem

MOST_BYTES = 1_000_000
MOST_LINES = 5_000
SAMPLES = 5
SEPARATORS = (",", ";", "\t")
LINE_END = re.compile(r"\r\n|\n|\r")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
BEYOND_ASCII = re.compile(r"\w{0,30}[^\x00-\x7f]\w{0,30}")


@dataclass(frozen=True)
class Row:
    """One line's cells by column, without the empty ones."""

    line: int
    cells: dict[str, str]


@dataclass
class Sheet:
    """What a file says, how it was read, and what could not be."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    encoding: str = "UTF-8"
    separator: str = ","
    sample: str = ""  # words by which to see whether the letters were read rightly
    unread: list[tuple[str, str]] = field(default_factory=list)  # a column, and what it may mean

    @property
    def fatal(self) -> Problem | None:
        """What keeps the whole file from being read."""
        return next((p for p in self.problems if not p.line), None)


def sheet(content: bytes) -> Sheet:
    found = Sheet()
    text = _text(content, found)
    if found.fatal:
        return found
    lines = LINE_END.split(text)
    start = _start(lines, found)
    if start is None:
        found.problems.append(Problem("empty"))
        return found
    columns = _columns(lines[start], found)
    body = [(n, line) for n, line in enumerate(lines[start + 1 :], start + 2) if line.strip()]
    if len(body) > MOST_LINES:
        found.problems.append(Problem("too_long", params={"lines": len(body), "most": MOST_LINES}))
    if not found.fatal:
        for number, line in body:
            _read(number, line, columns, found)
        if not found.rows and not found.problems:
            found.problems.append(Problem("no_lines"))
    return found


def _text(content: bytes, found: Sheet) -> str:
    """The letters, by what the bytes give away of how they were written."""
    if len(content) > MOST_BYTES:
        found.problems.append(Problem("too_big", params={"most": MOST_BYTES // 1_000_000}))
    elif content.startswith(WORKBOOKS):
        found.problems.append(Problem("workbook"))
    if found.fatal:
        return ""
    text, found.encoding = _decoded(content)
    if "\x00" in text:
        found.problems.append(Problem("not_text"))
    found.sample = ", ".join(list(dict.fromkeys(BEYOND_ASCII.findall(text)))[:SAMPLES])
    return unicodedata.normalize("NFC", text)


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"


def _start(lines: Sequence[str], found: Sheet) -> int | None:
    """Which line names the columns; a spreadsheet may say ``sep=;`` above it."""
    for n, line in enumerate(lines):
        said = line.strip().casefold()
        if said.startswith("sep=") and len(said) <= 5:
            continue
        if said.strip(",;"):
            found.separator = max(SEPARATORS, key=lambda s: _known(line, s))
            return n
    return None


def _known(line: str, separator: str) -> int:
    return sum(plain(cell.strip('"')) in NAMES for cell in line.split(separator))


def _columns(line: str, found: Sheet) -> list[str]:
    """The columns in order; one that is not ours is an empty name."""
    names = [plain(cell) for cell in _cells(line, found.separator) or line.split(found.separator)]
    columns = [NAMES.get(name, "") for name in names]
    if not any(columns):
        found.problems.append(Problem("no_header", params={"found": line.strip()[:40]}))
        return columns
    for needed in NEEDED:
        if needed not in columns:
            found.problems.append(Problem("column_missing", params={"name": needed}))
    for name in dict.fromkeys(c for c in columns if c and columns.count(c) > 1):
        found.problems.append(Problem("column_twice", params={"name": name}))
    for name, column in zip(names, columns, strict=True):
        if name and not column:
            near = difflib.get_close_matches(name, list(NAMES), n=1)
            found.unread.append((name[:40], NAMES[near[0]] if near else ""))
    return columns


def _cells(line: str, separator: str) -> list[str] | None:
    """The cells as text, whatever they begin with: nothing in a roster is a formula."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error:
        return None


def _read(number: int, line: str, columns: Sequence[str], found: Sheet) -> None:
    cells = _cells(line, found.separator)
    if cells is None:
        found.problems.append(Problem("quote", number))
        return
    if any(cell.strip() for cell in cells[len(columns) :]):
        params: dict[str, object] = {"cells": len(cells), "columns": len(columns)}
        found.problems.append(Problem("cells", number, params=params))
        return
    row = {
        column: " ".join(cell.split())
        for column, cell in zip(columns, cells, strict=False)
        if column and cell.strip()
    }
    wrong = list(_unreadable(number, row))
    if wrong:
        found.problems += wrong
    elif row:
        found.rows.append(Row(number, row))


def _unreadable(number: int, row: dict[str, str]) -> Iterator[Problem]:
    for column, cell in row.items():
        most = BY_NAME[column].most
        if len(cell) > most:
            params: dict[str, object] = {"letters": len(cell), "most": most}
            yield Problem("letters", number, column, params)
        elif CONTROL.search(cell):
            yield Problem("control", number, column)
