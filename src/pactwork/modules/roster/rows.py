"""One record to the cells of one line: names joined, status read, damage said. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pactwork.ground.names import in_order
from pactwork.ground.spelling import folded
from pactwork.modules.roster.columns import BY_NAME, FOR_READING, NAMES, ROLES, STUDENT, plain
from pactwork.modules.roster.damage import damaged, restored
from pactwork.modules.roster.heads import Choices, Head
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.status import is_set, takes_part
from pactwork.modules.roster.text import Record

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# Blanks of no width, and marks that turn words round: nobody has typed them into a record.
LITTER = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e]")
TOTAL = re.compile(
    r"(?:grand )?totals?\b|count\b|sum\b|number of\b|end of\b|exported\b|generated\b"
)
FLAGS = ("deleted", "suspended")


@dataclass(frozen=True)
class Row:
    """One line's cells by column, without the empty ones."""

    line: int
    cells: dict[str, str]


Taken = tuple[Row | None, list[Problem], list[Problem]]


def taken(record: Record, head: Head, said: Choices) -> Taken:
    """The row, or what is wrong with it; and what was understood otherwise than it stands."""
    line, cells = record.line, record.cells
    if cells is None:
        return None, [Problem("quote", line)], []
    if note := _about_the_file(line, cells, head):
        return None, [], [note]
    if any(cell.strip() for cell in cells[len(head.columns) :]):
        params: dict[str, object] = {"cells": len(cells), "columns": len(head.columns)}
        return None, [Problem("cells", line, params=params)], []
    row = {
        column: clean(cell)
        for column, cell in zip(head.columns, cells, strict=False)
        if column and clean(cell)
    }
    if not row:
        return None, [], []
    out, wrong = _status(line, row, head)
    if out:
        return None, [], [out]
    wrong += _unreadable(line, row)
    notes = _names(row)
    _same_for_all(row, said)
    kept = {column: cell for column, cell in row.items() if column not in FOR_READING}
    return (None, wrong, []) if wrong else (Row(line, kept), [], notes)


def clean(cell: str) -> str:
    """As one line, without what cannot be seen; ``="00123"`` is 00123."""
    text = LITTER.sub("", unicodedata.normalize("NFC", cell))
    return restored(" ".join(text.split()))


def _about_the_file(line: int, cells: list[str], head: Head) -> Problem | None:
    """The column names once more, a sum, or a remark below the list."""
    pairs = [(c.strip(), name) for c, name in zip(cells, head.columns, strict=False) if c.strip()]
    same = sum(bool(name) and NAMES.get(plain(cell)) == name for cell, name in pairs)
    again = sum(
        plain(c) == plain(w) for c, w in zip(cells, head.written, strict=False) if c.strip()
    )
    if max(same, again) > 1 and 2 * max(same, again) >= len(pairs):
        return Problem("heading_again", line)
    first = pairs[0][0] if pairs else ""
    alone = len(pairs) == 1 and len(head.columns) > 2 and " " in first
    total = len(pairs) < 4 and TOTAL.match(folded(first)) and not any("@" in c for c, _ in pairs)
    return Problem("footer", line, params={"said": first[:40]}) if alone or total else None


def _status(line: int, row: dict[str, str], head: Head) -> tuple[Problem | None, list[Problem]]:
    """Whoever has left is not read as somebody to add; what we do not know is asked."""
    for flag in FLAGS:
        if is_set(row.get(flag, "")):
            return _out(line, flag, row[flag], head), []
    said = row.get("status", "")
    part = takes_part(said)
    if part is False:
        return _out(line, "status", said, head), []
    if part:
        return None, []
    return None, [Problem("status_unknown", line, "status", {"given": said[:60]})]


def _out(line: int, column: str, said: str, head: Head) -> Problem:
    return Problem("status_out", line, params={"heading": head.called(column), "said": said[:40]})


def _unreadable(number: int, row: dict[str, str]) -> Iterator[Problem]:
    for column, cell in row.items():
        most = BY_NAME[column].most
        if len(cell) > most:
            yield Problem("letters", number, column, {"count": len(cell), "most": most})
        elif CONTROL.search(cell):
            yield Problem("control", number, column)
        elif code := damaged(column, cell):
            yield Problem(code, number, column, {"given": cell[:60]})


def _names(row: dict[str, str]) -> list[Problem]:
    """The whole name in the order in which it is said; where it comes in parts, with the name they use."""
    first, last, known = (row.get(c, "") for c in ("first_name", "last_name", "known_as"))
    if known and known != "-":
        row["known_as"] = first = in_order(known) or known
    if row.get("name"):
        was, now = row["name"], in_order(row["name"])
        row["name"] = now or was
        return (
            [] if was == row["name"] else [Problem("names_turned", params={"was": was, "now": now})]
        )
    if not (row.get("first_name") or last):
        return []
    whole = first if last and folded(last) in folded(first).split() else f"{first} {last}".strip()
    row["name"] = in_order(whole)
    return [Problem("names_joined", params={"now": row["name"]})] if first and last else []


def _same_for_all(row: dict[str, str], said: Choices) -> None:
    if said.role:
        row.setdefault("role", said.role)
    if said.code and ROLES.get(plain(row.get("role", ""))) == STUDENT:
        row.setdefault("code", said.code)
