"""Where two module files differ, by path. Pure: two mappings in, a list out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

NAMES = ("key", "code", "week")  # what an entry of a list goes by
Sort = Literal["changed", "added", "removed", "moved"]


@dataclass(frozen=True)
class Difference:
    """``path`` goes by the names of entries where they have some, else by their number from 1."""

    path: tuple[str, ...]
    sort: Sort
    was: str = ""
    now: str = ""

    @property
    def named(self) -> str:
        return ".".join(self.path)


def differences(was: Any, now: Any) -> list[Difference]:
    """Everything that differs, in the order of the newer file."""
    return list(_differ((), was, now))


def _differ(path: tuple[str, ...], was: Any, now: Any) -> Iterator[Difference]:
    if _spelt(was) == _spelt(now):
        return
    if isinstance(was, Mapping | None) and isinstance(now, Mapping | None):
        yield from _mappings(path, was or {}, now or {})
    elif isinstance(was, list | None) and isinstance(now, list | None):
        yield from _lists(path, was or [], now or [])
    else:
        yield Difference(path, "changed", said(was), said(now))


def _spelt(value: Any) -> str:
    """To Python, 1 and true are equal."""
    return json.dumps(value, sort_keys=True)


def _mappings(
    path: tuple[str, ...], was: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[Difference]:
    for name in dict.fromkeys((*now, *was)):
        yield from _differ((*path, name), was.get(name), now.get(name))


def _lists(path: tuple[str, ...], was: list[Any], now: list[Any]) -> Iterator[Difference]:
    if by := next((name for name in NAMES if _go_by(name, was) and _go_by(name, now)), ""):
        yield from _entries(path, was, now, by)
    elif any(isinstance(entry, Mapping | list) for entry in (*was, *now)):
        yield from _rows(path, was, now)
    else:
        yield Difference(path, "changed", said(was), said(now))


def _go_by(name: str, entries: list[Any]) -> bool:
    """Whether each has a name of its own."""
    names = [entry.get(name) if isinstance(entry, Mapping) else None for entry in entries]
    return None not in names and len(set(map(str, names))) == len(names)


def _entries(
    path: tuple[str, ...], was: list[Any], now: list[Any], by: str
) -> Iterator[Difference]:
    old, new = ({str(entry[by]): entry for entry in entries} for entries in (was, now))
    left, right = [name for name in old if name in new], [name for name in new if name in old]
    for name, entry in new.items():
        if name not in old:
            yield Difference((*path, name), "added", "", said(entry))
        else:
            yield from _differ((*path, name), old[name], entry)
    for name, entry in old.items():
        if name not in new:
            yield Difference((*path, name), "removed", said(entry), "")
    if left != right:
        yield Difference(path, "moved", ", ".join(left), ", ".join(right))


def _rows(path: tuple[str, ...], was: list[Any], now: list[Any]) -> Iterator[Difference]:
    """Entries without names: those that are the same find one another, the others go by their place."""
    left, right = ([_spelt(row) for row in rows] for rows in (was, now))
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = min(b - a, d - c)
        for n in range(pairs):
            yield from _differ((*path, str(c + n + 1)), was[a + n], now[c + n])
        for n in range(c + pairs, d):
            yield Difference((*path, str(n + 1)), "added", "", said(now[n]))
        for n in range(a + pairs, b):
            yield Difference((*path, str(n + 1)), "removed", said(was[n]), "")


def said(value: Any, indent: str = "") -> str:
    """A value in lines: what was put in or taken out is read whole."""
    if isinstance(value, Mapping):
        return "\n".join(_line(name, one, indent) for name, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        if any(isinstance(one, Mapping) for one in value):
            return "\n".join(f"{indent}- {said(one, indent + '  ').lstrip()}" for one in value)
        return "\n".join(f"{indent}{said(one)}" for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _line(name: str, value: Any, indent: str) -> str:
    if isinstance(value, Mapping | list):
        return f"{indent}{name}:\n{said(value, indent + '  ')}"
    return f"{indent}{name}: {said(value)}"
