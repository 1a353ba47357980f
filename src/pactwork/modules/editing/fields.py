"""A field of a form, and a value of a module file: from the one to the other and back. Pure."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any, Literal

from pactwork.ground.typed import unlittered
from pactwork.modules.rules.faults import Path

Kind = Literal[
    "line", "text", "lines", "day", "time", "number", "amount", "choice", "ticks", "data"
]
PLACE: Path = ("place",)  # a column that says where a row is to stand; no value of the file


@dataclass(frozen=True)
class Field:
    """One value. ``path`` leads to it from the top of the file, or within a row from its row."""

    path: Path
    label: str
    kind: Kind = "line"
    hint: str = ""
    options: Sequence[tuple[str, str]] = ()
    rows: int = 4  # of a text
    new_only: bool = False  # of a row: asked only where it is new
    line: str = ""  # what the line is called in which it stands with its neighbours

    @property
    def name(self) -> str:
        return named(self.path)

    @property
    def can_be_empty(self) -> bool:
        """A choice that always has something chosen does not say that its row is wanted."""
        chosen = self.kind == "data" or (self.options and self.kind != "ticks")
        return not chosen or any(not value for value, _ in self.options)


@dataclass(frozen=True)
class Rows:
    """A list that may grow and shrink: a row is left out when all is empty that can be."""

    path: Path
    label: str
    columns: tuple[Field, ...]
    hint: str = ""
    single: bool = False  # each entry is one value, not a group
    keyed: bool = False  # a new entry gets a key, made of its first words
    fresh: Mapping[str, Any] = field(
        default_factory=dict
    )  # what a new entry has besides; "" its words
    spare: int = 2

    def count(self, values: Mapping[str, str]) -> int:
        """How many rows have something in them, counted to the last that has."""
        used = (n + 1 for n in self.numbers(values) if self._used(n, values))
        return max(used, default=0)

    def numbers(self, names: Iterable[str]) -> list[int]:
        """Which of its rows these names are of: as many as were sent, for the reader to judge."""
        row = re.compile(rf"{re.escape(named(self.path))}\.(0|[1-9][0-9]{{0,2}})(\..+)?")
        return sorted({int(found[1]) for name in names if (found := row.fullmatch(name))})

    def _used(self, number: int, values: Mapping[str, str]) -> bool:
        return any(values.get(f.name, "").strip() for f in self.row(number) if f.can_be_empty)

    def flat(self, numbers: Iterable[int]) -> list[Field]:
        """Every field of these rows."""
        return [field for number in numbers for field in self.row(number)]

    def column(self, row: int, column: Field) -> Field:
        path = (*self.path, row) if self.single else (*self.path, row, *column.path)
        return replace(column, path=path)

    def row(self, number: int) -> list[Field]:
        return [self.column(number, column) for column in self.columns]


@dataclass(frozen=True)
class Group:
    """Fields under a heading of their own."""

    label: str
    fields: tuple["Field | Rows", ...] = ()
    hint: str = ""

    @property
    def lines(self) -> list[tuple[str, list["Field | Rows"]]]:
        """Neighbours of one line together; what stands in none is by itself, under no name."""
        found = groupby(self.fields, lambda one: one.line if isinstance(one, Field) else "")
        return [(line, list(fields)) for line, fields in found]


@dataclass(frozen=True)
class Part:
    """One page of the editor: what belongs together, and is read in a few minutes."""

    key: str
    title: str
    about: str = ""
    groups: tuple[Group, ...] = ()
    groups_later: Callable[[], tuple[Group, ...]] | None = (
        None  # made only for the page that is open
    )
    takes_files: Path = ()  # the list that a file can be added to
    of: str = ""  # which list of the overview it stands in
    pinned: bool = False  # contracts that have begun keep what they have
    follows: Callable[[Any, Any], None] | None = None  # what else changes: (before, after)
    here: Path = ()  # the entry it is about, whose place in its list may change meanwhile

    @property
    def own_words(self) -> bool:
        """Whether its title is the module's, and not ours."""
        return bool(self.here)

    @cached_property
    def all_groups(self) -> tuple[Group, ...]:
        return self.groups_later() if self.groups_later else self.groups

    def groups_with(self, values: Mapping[str, str]) -> list[Group]:
        """Those that have something to show: rows that can only be renamed are shown once there are any."""
        firsts = ((group, group.fields[0] if group.fields else None) for group in self.all_groups)
        return [g for g, f in firsts if not isinstance(f, Rows) or f.spare or f.count(values)]

    @property
    def fields(self) -> list[Field | Rows]:
        return [f for group in self.all_groups for f in group.fields]


def labels(part: Part, names: Collection[str]) -> dict[str, str]:
    """What each field is called, by its name; rows that these names are of, with their number."""
    found: dict[str, str] = {}
    for one in part.fields:
        if isinstance(one, Field):
            found[one.name] = one.label
        else:
            for number in one.numbers(names):
                found |= {f.name: f"{one.label} {number + 1}, {f.label}" for f in one.row(number)}
    return found


def summed_up(
    part: Part, problems: Mapping[str, str], elsewhere: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """Each problem with the field it stands at, for the list on top of a page; then what has none."""
    called = labels(part, problems)
    here = [
        (name, f"{called[name]}: {words}" if name in called else words)
        for name, words in problems.items()
    ]
    return here + [("", words) for words in elsewhere]


def named(path: Path) -> str:
    return ".".join(str(step) for step in path)


def at(body: Any, path: Path) -> Any:
    """The value at a path, or nothing."""
    for step in path:
        if isinstance(step, int):
            body = body[step] if isinstance(body, list) and step < len(body) else None
        else:
            body = body.get(step) if isinstance(body, dict) else None
    return body


def shown(value: Any, kind: Kind) -> str:
    """A value as a form shows it."""
    if value is None:
        return ""
    if kind in ("lines", "ticks"):
        return "\n".join(value)
    if kind == "data":
        return as_data(value)
    if isinstance(value, bool):
        return str(value).lower()
    if kind == "amount" and isinstance(value, list | tuple):
        return "–".join(str(one) for one in value)
    return str(value)[:5] if kind == "time" else str(value)


def as_data(value: Any) -> str:
    """A value that is chosen whole, as the option that stands for it."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def typed_values(part: Part, body: Any) -> dict[str, str]:
    """Everything on the page as it stands in the file."""
    found: dict[str, str] = {}
    for one in part.fields:
        flat = [one] if isinstance(one, Field) else one.flat(range(len(at(body, one.path) or ())))
        found |= {f.name: shown(at(body, f.path), f.kind) for f in flat if not f.new_only}
    return found


def posted(part: Part, data: Mapping[str, str]) -> dict[str, str]:
    """What was typed, of the fields of this page and nothing else."""
    found: dict[str, str] = {}
    data = _moved(part, _joined(data))
    for one in part.fields:
        flat = [one] if isinstance(one, Field) else one.flat(one.numbers(data))
        found |= {f.name: _clean(data[f.name]) for f in flat if f.name in data}
    return found


def _joined(data: Mapping[str, str]) -> Mapping[str, str]:
    """Boxes with one name are lines of one value; the empty one before them says that they were there."""
    lists: Callable[[], Iterable[tuple[str, list[str]]]] | None = getattr(data, "lists", None)
    return {name: "\n".join(values) for name, values in lists()} if lists else data


def _moved(part: Part, data: Mapping[str, str]) -> Mapping[str, str]:
    """What was typed about an entry is still about it when others have moved its place in the list."""
    there, here = f"{data.get('here', '')}.", f"{named(part.here)}."
    if not part.here or there in (".", here):
        return data
    return {
        here + name.removeprefix(there) if name.startswith(there) else name: text
        for name, text in data.items()
    }


def _clean(text: str) -> str:
    return unlittered(text).strip()
