"""A file with two lines of column names, or with columns that have none: said, never guessed at. Pure."""

from collections.abc import Iterable, Sequence

from pactwork.modules.roster.asides import Cells, about_the_file, filled
from pactwork.modules.roster.columns import meant, plain, role_in
from pactwork.modules.roster.heads import Head
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.text import Record


def second_head(head: Record, body: Sequence[Record], found: Head) -> Problem | None:
    """A line below the column names that looks like more of them: nobody can say which counts."""
    if not body or about_the_file(body[0], found):
        return None
    cells = filled(body[0], found)
    if _about_somebody(cells) or not (_known(cells) or _unlike(cells, body[1:], found)):
        return None
    return Problem("two_heads", params={"first": head.line, "second": body[0].line})


def _about_somebody(cells: Cells) -> bool:
    """A role, a number or an address says so."""
    role = next((cell for cell, name in cells if name == "role"), "")
    numbered = any("@" in cell or any(c.isdigit() for c in cell) for cell, _ in cells)
    return numbered or bool(role_in(role[:60]))


def _known(cells: Cells) -> bool:
    words = [plain(cell[:60]) for cell, name in cells if name != "role"]
    return sum(bool(meant(word)) for word in words) > 1


def _unlike(cells: Cells, below: Sequence[Record], found: Head) -> bool:
    """Its address is none, its role none and its key a word, where most lines below have such."""
    said = {name: cell for cell, name in cells}
    others = [record.cells or [] for record in below]
    if "email" in found.columns:
        return len(said.get("email", "")) > 1 and _most("@" in "".join(other) for other in others)
    full = len(cells) == len(found.columns) and "key" in said
    if full and "role" in found.columns:
        return _most(bool(role_in(_at(other, found, "role")[:60])) for other in others)
    return full and _most(any(c.isdigit() for c in _at(other, found, "key")) for other in others)


def _most(those: Iterable[bool]) -> bool:
    all_of_them = list(those)
    return sum(all_of_them) > len(all_of_them) / 2


def _at(cells: Sequence[str], found: Head, column: str) -> str:
    at = found.columns.index(column)
    return "".join(cells[at : at + 1])


def nameless(body: Sequence[Record], head: Head) -> list[Problem]:
    """The first column that holds something and is called nothing."""
    for number, written in enumerate(head.written, start=1):
        if not written and any(_holds(record, number - 1) for record in body):
            return [Problem("nameless", params={"number": number})]
    return []


def _holds(record: Record, at: int) -> bool:
    return bool("".join((record.cells or [])[at : at + 1]).strip())
