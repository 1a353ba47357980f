"""The column names of a file: which of ours each means, by itself or because somebody has said so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from pactwork.modules.roster.choices import MOST_HEADING, Choices, Pairs, numbered
from pactwork.modules.roster.columns import BY_NAME, NAMES, NEEDED, ROLE_WORDS, meant, plain, rank
from pactwork.modules.roster.problem import Problem

HEADINGS = (
    "no_header",
    "none_known",
    "column_missing",
    "column_twice",
    "column_told_twice",
    "heading_unknown",
    "column_unknown",
)
MOST_COLUMNS = 300
MOST_FOUND = 200  # letters of them in a sentence
LISTED = 20  # names in a sentence


@dataclass
class Head:
    """Each column of the file: as it is called there, and which of ours it is, if any.

    ``kept``: what of it was said of an earlier file; ``named``: columns that only a module asks for.
    """

    written: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    kept: Pairs = ()
    named: frozenset[str] = frozenset()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(w, c) for w, c in zip(self.written, self.columns, strict=True) if w]

    @property
    def understood(self) -> list[tuple[str, str]]:
        """Headings that are called otherwise here, and were not spoken of before."""
        before = {plain(heading) for _, heading in self.kept}
        return [(w, c) for w, c in self.pairs if c and plain(w) not in (c, *before)]

    def called(self, column: str) -> str:
        return next((w for w, c in self.pairs if c == column), column)


def heading(cell: str) -> str:
    """As it is shown and chosen by: on one line, and no longer than that."""
    return " ".join(cell[:500].split())[:MOST_HEADING]


def score(cells: Sequence[str], below: Sequence[str], said: Choices) -> tuple[int, int, int]:
    """How much a record looks like the one that names the columns: two names that are known, or
    else words all along, more of them than in a title, over a line as wide."""
    words = [word for cell in cells[:MOST_COLUMNS] if (word := heading(cell))]
    spoken = said.known
    names = [plain(word) for word in words]
    known = sum(n in NAMES or n in spoken or (n[3:4] == "_" and bool(meant(n))) for n in names)
    shaped = len(words) if known or (_are_names(words) and _as_wide(cells, below)) else 0
    return known if known > 1 else 0, shaped, known


def _are_names(words: Sequence[str]) -> bool:
    """Of columns: a line about somebody has a number or an address in it."""
    named = all(any(c.isalpha() for c in word) and "@" not in word for word in words)
    return named and len({plain(word) for word in words}) > 1


def _as_wide(cells: Sequence[str], below: Sequence[str]) -> bool:
    """With the separator that some write at the end of every line but the first."""
    return len(below) > 1 and abs(len(cells) - len(below)) < 2


def head(
    cells: Sequence[str],
    said: Choices,
    *,
    guessed: bool = False,
    named: Sequence[str] = (),
) -> tuple[Head, Choices, list[Problem]]:
    """With what is said of this file, when all is considered.

    ``guessed``: nothing but its shape says that this line names the columns.
    """
    if len(cells) > MOST_COLUMNS:
        params: dict[str, object] = {"columns": len(cells), "most": MOST_COLUMNS}
        return Head(), said, [Problem("too_wide", params=params)]
    short = [heading(cell) for cell in cells]
    written, means = numbered(short), [plain(cell) for cell in short]
    names = [plain(cell) for cell in written]
    wrong = _said_wrongly(names, written, said, named)
    said = said.settled(names)
    columns = _told(names, said, named)
    settled = {column for column, _ in said.columns}
    free = [n for n, name in enumerate(names) if name not in said.headings and not columns[n]]
    for column in BY_NAME:
        if column not in settled:
            wrong += _found(column, means, columns, free)
    for column in named:
        if column not in columns:
            wrong += _asked_for(column, means, columns, free)
    found = Head(written, columns, named=frozenset(named) - set(BY_NAME))
    found.kept = tuple((c, h) for c, h in said.kept.columns if h) if said.kept else ()
    found.unread = [
        (name[:40], _near(name, columns))
        for name, column in zip(names, columns, strict=True)
        if name and not column and name not in said.headings
    ]
    if said.kept and "role" not in columns and not said.role:
        said = said.with_role(said.kept.role)
    if not any(columns):
        params = {"found": ", ".join(w for w in written if w)[:MOST_FOUND]}
        code = "none_known" if guessed else "no_header"
        return found, said, [*wrong, Problem(code, params=params)]
    return found, said, wrong + _missing(columns, written, said)


def _told(names: Sequence[str], said: Choices, named: Sequence[str]) -> list[str]:
    columns = [""] * len(names)
    for heading, column in said.headings.items():
        if heading in names and (column in BY_NAME or column in named):
            columns[names.index(heading)] = column
    return columns


def _found(column: str, means: list[str], columns: list[str], free: Sequence[int]) -> list[Problem]:
    """The first of the headings that mean this column; two of one name are for people to settle."""
    mine = sorted((rank(means[n]), n) for n in free if meant(means[n]) == column)
    if not mine:
        return []
    columns[mine[0][1]] = column
    twice = len(mine) > 1 and mine[0][0] == mine[1][0]
    return [Problem("column_twice", params={"name": means[mine[0][1]]})] if twice else []


def _asked_for(
    column: str, means: list[str], columns: list[str], free: Sequence[int]
) -> list[Problem]:
    """A column that a module asks for by a name of its own."""
    mine = [n for n in free if means[n] == plain(column) and not columns[n]]
    if mine:
        columns[mine[0]] = column
    return [Problem("column_twice", params={"name": means[mine[0]]})] if len(mine) > 1 else []


def _near(name: str, columns: Sequence[str]) -> str:
    """One slip of the fingers in four letters, two in eight; anything further is another word."""
    slips = min(len(name) // 4, 2)
    words = [word for word in NAMES if len(word) > 3]
    found = extractOne(name, words, scorer=OSA.distance, score_cutoff=slips) if slips else None
    return NAMES[found[0]] if found and NAMES[found[0]] not in columns else ""


def _listed(written: Sequence[str]) -> str:
    return ", ".join(w for w in written[:LISTED] if w)


def _missing(columns: Sequence[str], written: Sequence[str], said: Choices) -> list[Problem]:
    return [
        Problem("column_missing", params={"name": needed, "found": _listed(written)})
        for needed in NEEDED
        if needed not in columns and not (needed == "role" and said.role)
    ]


def _said_wrongly(
    names: Sequence[str], written: Sequence[str], said: Choices, named: Sequence[str]
) -> list[Problem]:
    """Of what is said now; what was kept is passed over where it does not fit."""
    ours = (*BY_NAME, *named)
    known: dict[str, object] = {"known": ", ".join(ours), "found": _listed(written)}
    wrong = [
        Problem("column_unknown", params={**known, "name": column[:40]})
        for column, _ in said.columns
        if column and column not in ours
    ]
    wrong += [
        Problem("heading_unknown", params={**known, "name": heading[:40]})
        for _, heading in said.columns
        if plain(heading) and plain(heading) not in names
    ]
    told = [column for column, heading in said.columns if column and plain(heading)]
    wrong += [
        Problem("column_told_twice", params={"name": column})
        for column in dict.fromkeys(told)
        if told.count(column) > 1
    ]
    if said.role and said.role not in ROLE_WORDS:
        roles = {"name": said.role[:40], "known": ", ".join(ROLE_WORDS)}
        wrong.append(Problem("choice_unknown", params=roles))
    return wrong
