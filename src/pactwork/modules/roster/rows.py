"""One record to the cells of one line: names joined, status read, damage said. Pure."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from pactwork.ground.names import can_be_seen, in_order, is_name
from pactwork.ground.spelling import folded
from pactwork.ground.typed import TURNING, seen
from pactwork.modules.reading.written import CONTROL
from pactwork.modules.roster.asides import about_the_file
from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.columns import BY_NAME, FOR_READING, STUDENT, role_in
from pactwork.modules.roster.heads import Head
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.status import is_set, takes_part
from pactwork.modules.roster.text import Record
from pactwork.modules.rules.damage import damaged, restored

CALLED = ("name", "first_name", "last_name", "known_as")
FLAGS = ("deleted", "suspended")


@dataclass(frozen=True)
class Row:
    """One line's cells by column, without the empty ones."""

    line: int
    cells: dict[str, str]
    named: dict[str, str] = field(default_factory=dict)  # of columns that only a module asks for


Taken = tuple[Row | None, list[Problem], list[Problem]]


def taken(record: Record, head: Head, said: Choices, exact: Set[str] = frozenset()) -> Taken:
    """The row, or what is wrong with it; and what was understood otherwise than it stands.

    ``exact``: what modules here call their codes and runs, ``folded``.
    """
    line, cells = record.line, record.cells
    if cells is None:
        return None, [Problem("quote", line)], []
    if note := about_the_file(record, head):
        return None, [], [note]
    if any(cell.strip() for cell in cells[len(head.columns) :]):
        params: dict[str, object] = {"cells": len(cells), "columns": len(head.columns)}
        return None, [Problem("cells", line, params=params)], []
    row = {
        column: text
        for column, cell in zip(head.columns, cells, strict=False)
        if column and (text := clean(cell))
    }
    if not row:
        return None, [], []
    out, wrong = _status(line, row, head)
    if out:
        return None, [], [out]
    wrong += _unreadable(line, row, exact)
    notes = _names(row)
    _same_for_all(row, said)
    named = {column: cell for column, cell in row.items() if column in head.named}
    kept = {c: cell for c, cell in row.items() if c not in FOR_READING and c not in named}
    return (None, wrong, []) if wrong else (Row(line, kept, named), [], notes)


def clean(cell: str) -> str:
    """As one line, without what cannot be seen; ``="00123"`` is 00123."""
    text = restored(" ".join(seen(cell).translate(TURNING).split()))
    return text if can_be_seen(text) else ""


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


def _unreadable(number: int, row: dict[str, str], exact: Set[str]) -> Iterator[Problem]:
    for column, cell in row.items():
        most = BY_NAME[column if column in BY_NAME else "deputy_for"].most
        if len(cell) > most:
            yield Problem("letters", number, column, {"count": len(cell), "most": most})
        elif CONTROL.search(cell):
            yield Problem("control", number, column)
        elif column in CALLED and cell != "-" and not is_name(cell):
            yield Problem("no_name", number, column, {"given": cell[:60]})
        elif code := damaged(column if column in BY_NAME else "deputy_for", cell, exact):
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
    if said.code and role_in(row.get("role", "")) == STUDENT:
        row.setdefault("code", said.code)
