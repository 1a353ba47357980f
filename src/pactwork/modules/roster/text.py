"""A file's bytes to records of cells, each with the line of the file on which it begins. Pure."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
MOST_SPAN = 200  # lines in one record; further away, a quotation mark was forgotten
SEPARATORS = (",", ";", "\t")
NOTHING = " \t\r\n" + "".join(SEPARATORS)
# No writing piles more than thirty marks on one letter (Unicode calls that stream-safe), and to put
# thousands of them in order takes the square of their number. What has no width can part them.
PILE = regex.compile(r"[\p{M}\p{Cf}]{31,}")
UNSEEN = "\uffff"  # no character at all: the cell is refused


class Record(NamedTuple):
    """``cells`` is None where the quotation marks do not fit; ``raw`` is its first line."""

    line: int
    cells: list[str] | None
    raw: str

    @property
    def blank(self) -> bool:
        return self.cells is not None and not any(cell.strip() for cell in self.cells)


def decoded(content: bytes) -> tuple[str, str]:
    """The letters, and how they were written: by a mark, then UTF-8, then what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    if content.count(b"\x00") > len(content) // 4:  # every other byte: UTF-16 without its mark
        order = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
        return content.decode(order, errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "Latin-1"


def safe(text: str) -> str:
    """Without piles of marks; their cells are refused later, each with its place."""
    return text if text.isascii() else PILE.sub(UNSEEN, text)


def lines_of(text: str) -> list[str]:
    return LINE.findall(text)


def records(
    lines: Sequence[str], separator: str, width: int = 0, after: int = 0
) -> Iterator[Record]:
    """Record after record, from the line after the ``after``-th; empty lines are passed over.

    A cell in quotation marks may hold line breaks. A mark that is never closed spoils its own line
    and not the rest; so does one that is closed lines below, where that leaves fewer cells than
    ``width``.
    """
    at, end = after, len(lines)
    while at < end:
        first = lines[at]
        if not first.strip(NOTHING):
            at += 1
            continue
        cells, used = _record(lines, at, separator)
        if cells is not None and used > 1 and len(cells) < width:
            cells, used = None, 1
        yield Record(at + 1, cells, first)
        at += used


def _record(lines: Sequence[str], at: int, separator: str) -> tuple[list[str] | None, int]:
    """Further lines are fetched only where a quotation mark is open."""
    ahead = (lines[n] for n in range(at, min(at + MOST_SPAN, len(lines))))
    reader = csv.reader(ahead, delimiter=separator, strict=True)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        return None, 1
