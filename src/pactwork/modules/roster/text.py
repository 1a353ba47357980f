"""A file's bytes to records of cells, each with the line of the file on which it begins. Pure."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

import regex

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
MOST_SPAN = 200  # lines in one record; further away, a quotation mark was forgotten
SEPARATORS = (",", ";", "\t")
OPENING = 2_000  # letters by which a file is known
NOTHING = " \t\r\n" + "".join(SEPARATORS)
# No writing piles more than thirty marks on one letter (Unicode calls that stream-safe), and to put
# thousands of them in order takes the square of their number. What has no width can part them.
PILE = regex.compile(r"[\p{M}\p{Cf}]{31,}")
UNSEEN = "\uffff"  # no character at all: the cell is refused


# How text is written where it is not Unicode; a file does not say which.
CODE_PAGES = {
    "Windows-1252": "cp1252",
    "Windows-1250": "cp1250",
    "Windows-1251": "cp1251",
    "Windows-1253": "cp1253",
    "Windows-1254": "cp1254",
    "Windows-1255": "cp1255",
    "Windows-1256": "cp1256",
    "Windows-1257": "cp1257",
    "Windows-1258": "cp1258",
    "Windows-874": "cp874",
    "Shift_JIS": "cp932",
    "GB18030": "gb18030",
    "EUC-KR": "cp949",
    "Big5": "cp950",
    "MacRoman": "mac_roman",
}


class Record(NamedTuple):
    """``cells`` is None where the quotation marks do not fit; ``raw`` is its first line."""

    line: int
    cells: list[str] | None
    raw: str

    @property
    def blank(self) -> bool:
        return self.cells is not None and not any(cell.strip() for cell in self.cells)


def decoded(content: bytes, page: str = "") -> tuple[str, str]:
    """The letters, and how they were written: by a mark, then UTF-8, then the code page that
    somebody has named, then what Windows writes in the west of Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    if (wide := _unmarked(content)) is not None:
        return wide, "UTF-16"
    names = [name for name in (page, "Windows-1252") if name in CODE_PAGES]
    for name, codec in [("UTF-8", "utf-8-sig"), *((name, CODE_PAGES[name]) for name in names)]:
        with suppress(UnicodeDecodeError):
            return content.decode(codec), name
    return content.decode("latin-1"), "Latin-1"


def _unmarked(content: bytes) -> str | None:
    """UTF-16 without its mark: nothing else has empty bytes, on one side of most separators."""
    small, big = content[1::2].count(0), content[::2].count(0)
    if not small and not big:
        return None
    with suppress(UnicodeDecodeError):
        text = content.decode("utf-16-le" if small > big else "utf-16-be")
        first = text[:OPENING].partition("\n")[0]
        if "\x00" not in text and any(separator in first for separator in SEPARATORS):
            return text
    return None


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
