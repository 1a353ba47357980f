"""Lines that are about the file and not about a person: its column names again, a sum, a remark. Pure."""

import re
from collections.abc import Iterable, Sequence

import regex

from pactwork.ground.spelling import folded
from pactwork.modules.roster.columns import ROLES, meant, plain
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
    cells = _filled(record, head)
    if _heading_again(record.cells or [], head):
        return Problem("heading_again", record.line)
    first = cells[0][0] if cells else ""
    alone = len(cells) == 1 and len(head.columns) > 2 and " " in first
    total = len(cells) < FEW and TOTAL.match(folded(first[:60])) and not _any_email(cells)
    canvas = OF_CANVAS.fullmatch(folded(first[:60])) and not _any_email(cells)
    return _footer(record.line, first) if alone or total or canvas else None


def second_head(head: Record, body: Sequence[Record], found: Head) -> Problem | None:
    """A line below the column names that looks like more of them: nobody can say which counts."""
    if not body or about_the_file(body[0], found) or not _names_again(body, found):
        return None
    return Problem("two_heads", params={"first": head.line, "second": body[0].line})


def _names_again(body: Sequence[Record], found: Head) -> bool:
    cells = _filled(body[0], found)
    said = {name: cell for cell, name in cells if name}
    words = [cell for cell, _ in cells]
    about_somebody = plain(said.get("role", "")[:60]) in ROLES or said.get("email") == "-"
    if about_somebody or any("@" in word or any(c.isdigit() for c in word) for word in words):
        return False
    if (
        sum(
            bool(meant(plain(word[:60])))
            for cell, name in cells
            if name != "role"
            for word in [cell]
        )
        > 1
    ):
        return True
    others = [_filled(record, found) for record in body[1:]]
    if "email" in said:  # every other line has one
        return bool(others) and all(_any_email(other) for other in others)
    full = len(cells) == len(found.columns) and "email" not in found.columns
    return (
        full and "key" in said and len(others) > 1 and _keys_have_digits(body[1:], found, least=1)
    )


def nameless(body: Sequence[Record], head: Head) -> list[Problem]:
    """Columns that hold something and are called nothing."""
    blank = [n for n, written in enumerate(head.written) if not written]
    held = [n for n in blank if any(r.cells and "".join(r.cells[n : n + 1]).strip() for r in body)]
    return [Problem("nameless", params={"number": n + 1}) for n in held[:1]]


def below_the_list(body: Sequence[Record], head: Head) -> dict[int, Problem]:
    """By line: sums and remarks after the last line about somebody, whatever the language."""
    found: dict[int, Problem] = {}
    keyed = _keys_have_digits(body, head)
    for record in reversed(body):
        if about_the_file(record, head):
            continue
        cells = _filled(record, head)
        if record.cells is None or not _is_sum(cells, len(head.columns), keyed):
            break
        found[record.line] = _footer(record.line, cells[0][0])
    return found


def _footer(line: int, said: str) -> Problem:
    return Problem("footer", line, params={"said": said[:40]})


def _filled(record: Record, head: Head) -> Cells:
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


def _keys_have_digits(body: Sequence[Record], head: Head, least: int = FEW) -> bool:
    """Whether the keys of this file are numbers, so that a bare word is none of them."""
    cells = (_filled(record, head) for record in body)
    keys = [next((c for c, name in row if name == "key"), "") for row in cells if len(row) >= least]
    return bool(keys) and all(any(c.isdigit() for c in key) for key in keys)


def _is_sum(cells: Cells, columns: int, keyed: bool) -> bool:
    """A word and numbers, few cells, and nothing by which to know somebody."""
    if not 0 < len(cells) < min(FEW, columns) or not WORD.fullmatch(cells[0][0][:60]):
        return False
    if not all(NUMBER.fullmatch(cell[:60]) for cell, _ in cells[1:]):
        return False
    of_words = any(name in OF_WORDS for _, name in cells[1:])  # nobody is called 6
    return of_words or cells[0][1] != "key" or keyed
