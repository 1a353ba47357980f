"""A file's bytes to records of cells, each with the line of the file on which it begins. Pure."""

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
MOST_SPAN = 200  # lines in one record; further away, a quotation mark was forgotten
SEPARATORS = (",", ";", "\t")


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


def records(text: str, separator: str, width: int = 0, after: int = 0) -> Iterator[Record]:
    """Record after record, from the line after the ``after``-th.

    A cell in quotation marks may hold line breaks. A mark that is never closed spoils its own line
    and not the rest; so does one that is closed lines below, where that leaves fewer cells than
    ``width``.
    """
    lines = LINE.findall(text)
    at = after
    while at < len(lines):
        cells, used = _record(lines[at : at + MOST_SPAN], separator)
        if cells is not None and used > 1 and len(cells) < width:
            cells, used = None, 1
        yield Record(at + 1, cells, lines[at])
        at += used


def _record(lines: list[str], separator: str) -> tuple[list[str] | None, int]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        return None, 1
