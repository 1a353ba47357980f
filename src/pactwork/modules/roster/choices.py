"""What somebody has said of a file, and what was kept of earlier ones: the column map. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pactwork.ground.refusal import Refusal
from pactwork.modules.roster.columns import BY_NAME, FOR_ALL, meant, plain
from pactwork.modules.roster.text import CODE_PAGES

Pairs = tuple[tuple[str, str], ...]  # our column, and its heading in the file
MOST_KEPT = 200  # of several record systems together
MOST_HEADING = 60


@dataclass(frozen=True)
class Choices:
    """Said once for a whole file: pairs of our column and its heading there, and what is the same
    on all lines. A heading without a column is not read; a column without a heading is not looked for.

    ``code_page``: how it is written where it is not Unicode. ``kept``: what was said of earlier files,
    the newest first; it counts for headings of which nothing is said now.
    """

    columns: Pairs = ()
    role: str = ""
    code: str = ""
    code_page: str = ""
    kept: "Choices | None" = field(default=None, repr=False)

    @cached_property
    def headings(self) -> dict[str, str]:
        return {plain(heading): column for column, heading in self.columns if plain(heading)}

    @cached_property
    def known(self) -> frozenset[str]:
        """Headings that were spoken of, now or before."""
        earlier = self.kept.headings if self.kept else {}
        return frozenset((*self.headings, *earlier))

    @property
    def page(self) -> str:
        return self.code_page or (self.kept.code_page if self.kept else "")

    def settled(self, names: Sequence[str]) -> "Choices":
        """With what was kept of this file's headings; ``kept`` is then what of it is used."""
        used: list[tuple[str, str]] = []
        told = {column for column, heading in self.columns if column}
        for column, heading in self.kept.columns if self.kept else ():
            name = plain(heading)
            if (name and (name not in names or name in self.headings)) or column in told - {""}:
                continue
            told.add(column)
            used.append((column, heading))
        if not any(heading for _, heading in used):
            return replace(self, kept=None)
        kept = replace(self.kept or Choices(), columns=tuple(used))
        return replace(self, columns=(*self.columns, *used), kept=kept)

    def with_role(self, role: str) -> "Choices":
        return replace(self, role=role)


def worth_keeping(said: Choices, kept: Choices) -> Choices:
    """The map with what is said now, the newest first. Headings that mean nothing, or what they
    say, need no word; nobody becomes an administrator by what was said once."""
    new = [
        (column, heading[:MOST_HEADING])
        for column, heading in said.columns
        if _needs_word(column, heading, kept)
    ]
    again = {plain(heading) or column for column, heading in said.columns}
    old = [pair for pair in kept.columns if (plain(pair[1]) or pair[0]) not in again]
    role = said.role if said.role in FOR_ALL else ""
    pairs = tuple([*new, *old][:MOST_KEPT])
    return Choices(pairs, role or kept.role, code_page=said.code_page or kept.code_page)


def _needs_word(column: str, heading: str, kept: Choices) -> bool:
    name = plain(heading)
    if not name or name in kept.headings:
        return bool(name or column)
    return column != name if column else bool(meant(name))


def refusal(said: Choices, named: Sequence[str] = ()) -> Refusal | None:
    """Why this is no column map, if so. ``named``: columns that only a module asks for."""
    ours = (*BY_NAME, *named)
    wrong = [
        column or heading
        for column, heading in said.columns
        if len(heading) > MOST_HEADING or not (column in ours or (not column and plain(heading)))
    ]
    if wrong or len(said.columns) > MOST_KEPT:
        return Refusal("columns_unfit", {"column": wrong[0][:40] if wrong else ""})
    if said.role and said.role not in FOR_ALL:
        return Refusal("columns_unfit", {"column": said.role[:40]})
    if said.code_page and said.code_page not in CODE_PAGES:
        return Refusal("columns_unfit", {"column": said.code_page[:40]})
    return None


def numbered(headings: Iterable[str]) -> list[str]:
    """Two columns of one name are told apart: ``Email`` and ``Email (2)``."""
    found: list[str] = []
    taken: set[str] = set()
    for heading in headings:
        name, number = heading, 1
        while plain(name) and plain(name) in taken:
            number += 1
            name = f"{heading} ({number})"
        taken.add(plain(name))
        found.append(name)
    return found
