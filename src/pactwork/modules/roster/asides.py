"""Lines that are about the file and not about a person: its column names again, a sum, a remark. Pure."""

import re
from collections.abc import Iterable, Sequence

import regex

from pactwork.ground.spelling import folded
from pactwork.modules.roster.columns import meant, plain
from pactwork.modules.roster.heads import Head
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.text import Record

TOTAL = re.compile(
    r"(?:grand )?totals?\b|count\b|sum\b|number of\b|end of\b|exported\b|generated\b"
)
# What Canvas writes into a gradebook beside its students.
OF_CANVAS = re.compile(r"points possible|student, test|test student")
# A sum in any language: a word, then nothing but numbers, with what was counted behind at most.
WORD = regex.compile(r"[^\d@]*\p{L}[^\d@]*")
NUMBER = regex.compile(r"[(=]?\d[\d.,'\s/]*%?\)?(?:\s+\p{L}+\.?)?")
OF_WORDS = frozenset(("name", "first_name", "last_name", "known_as", "email", "role"))
FEW = 4  # filled cells; a line about somebody has more
AT_ONCE = 6  # cells by which a line that repeats the column names shows itself

Cells = list[tuple[str, str]]  # what stands there, and in which of our columns


def about_the_file(record: Record, head: Head) -> Problem | None:
    """Wherever it stands."""
    cells = filled(record, head)
    if _heading_again(record.cells or [], head):
        return Problem("heading_again", record.line)
    first = cells[0][0] if cells else ""
    alone = len(cells) == 1 and len(head.columns) > 2 and " " in first
    total = len(cells) < FEW and TOTAL.match(folded(first[:60])) and not _any_email(cells)
    canvas = OF_CANVAS.fullmatch(folded(first[:60])) and not _any_email(cells)
    return _footer(record.line, first) if alone or total or canvas else None


def below_the_list(body: Sequence[Record], head: Head) -> dict[int, Problem]:
    """By line: sums and remarks after the last line about somebody, whatever the language."""
    found: dict[int, Problem] = {}
    keyed = _keys_have_digits(body, head)
    for record in reversed(body):
        if about_the_file(record, head):
            continue
        cells = filled(record, head)
        if record.cells is None or not _is_sum(cells, len(head.columns), keyed):
            break
        found[record.line] = _footer(record.line, cells[0][0])
    return found


def _footer(line: int, said: str) -> Problem:
    return Problem("footer", line, params={"said": said[:40]})


def filled(record: Record, head: Head) -> Cells:
    both = zip(record.cells or [], head.columns, strict=False)
    return [(cell.strip(), name) for cell, name in both if cell.strip()]


def _any_email(cells: Cells) -> bool:
    return any("@" in cell for cell, _ in cells)


def _heading_again(cells: Sequence[str], head: Head) -> bool:
    both = zip(cells, head.columns, head.written, strict=False)
    filled = [(cell, name, written) for cell, name, written in both if cell.strip()]
    if not _repeated(filled[:AT_ONCE]):
        return False
    same = _repeated(filled)
    return same > 1 and 2 * same >= len(filled)


def _repeated(cells: Iterable[tuple[str, str, str]]) -> int:
    """How many cells say what their own column is called, here or in the file."""
    said = [(plain(cell[:60]), name, written) for cell, name, written in cells]
    same = sum(bool(name) and meant(word) == name for word, name, _ in said)
    return max(same, sum(word == plain(written) for word, _, written in said))


def _keys_have_digits(body: Sequence[Record], head: Head) -> bool:
    """Whether the keys of this file are numbers, so that a bare word is none of them."""
    cells = (filled(record, head) for record in body)
    keys = [next((c for c, name in row if name == "key"), "") for row in cells if len(row) >= FEW]
    return bool(keys) and all(any(c.isdigit() for c in key) for key in keys)


def _is_sum(cells: Cells, columns: int, keyed: bool) -> bool:
    """A word and numbers, few cells, and nothing by which to know somebody."""
    if not 0 < len(cells) < min(FEW, columns) or not WORD.fullmatch(cells[0][0][:60]):
        return False
    if not all(NUMBER.fullmatch(cell[:60]) for cell, _ in cells[1:]):
        return False
    of_words = any(name in OF_WORDS for _, name in cells[1:])  # nobody is called 6
    return of_words or cells[0][1] != "key" or keyed
