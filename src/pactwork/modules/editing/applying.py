"""What was typed goes into the file, and what is wrong with it comes back beside the fields."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pactwork.ground.typed import hides
from pactwork.ground.typed_days import day_in
from pactwork.modules.editing.fields import Field, Part, Rows, at, labels, named
from pactwork.modules.reading import checked_values
from pactwork.modules.reading.problem import Flaw
from pactwork.modules.reading.written import CONTROL
from pactwork.modules.rules.faults import Path
from pactwork.modules.rules.specification import Specification


@dataclass
class Edited:
    """The file with what was typed: a specification, or each problem by the field it stands at."""

    spec: Specification | None = None
    problems: dict[str, str] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)  # what does not fit on other pages, then
    changed: list[str] = field(default_factory=list)  # names of the fields that differ


def edited(
    part: Part, body: Any, typed: Mapping[str, str], added: Mapping[str, str] | None = None
) -> Edited:
    """A field that was not sent stays as it is. ``added``: one more entry of the page's files."""
    made, places = deepcopy(body), dict[Path, str]()
    if added:
        files = at(made, part.takes_files)
        typed = {**typed, f"{named(part.takes_files)}.{len(files)}.title": added["title"]}
        files.append(dict(added))
    found = Edited()
    for one in part.fields:
        if isinstance(one, Rows):
            _put_rows(one, made, typed, places)
        elif one.name in typed:
            put(made, one.path, value(one, typed[one.name]))
            places[one.path] = one.name
    for name, text in typed.items():
        if CONTROL.search(text) or hides(text):
            found.problems[name] = Flaw("control").problem("").words
    found.spec, told = checked_values(made)
    for path, name, words in told:
        if here := _beside(path, places):
            found.problems.setdefault(here, words)
        else:
            found.elsewhere.append(f"{name}: {words}")
    if told or found.problems or found.spec is None:
        return Edited(None, found.problems, found.elsewhere)
    after = found.spec.model_dump(mode="json")
    found.changed = [_name(f) for f in part.fields if at(after, f.path) != at(body, f.path)]
    return found


def _name(one: Field | Rows) -> str:
    return named(one.path)


def _put_rows(rows: Rows, made: Any, typed: Mapping[str, str], places: dict[Path, str]) -> None:
    """Rows in their order without the empty ones; each knows under which name it was typed."""
    numbers = sorted({n for name in typed if (n := _number(rows, name)) is not None})
    if not numbers:
        return
    before, entries = at(made, rows.path) or [], list[Any]()
    for number in numbers:
        cells = [(f, typed.get(f.name, "")) for f in rows.row(number)]
        if not any(text for _, text in cells):
            continue
        here = (*rows.path, len(entries))
        was = before[number] if number < len(before) else None
        if rows.single:
            entry = value(*cells[0])
        else:
            entry = dict(was) if isinstance(was, dict) else {}
            for column, (cell, text) in zip(rows.columns, cells, strict=True):
                put(entry, column.path, value(cell, text))
            if rows.keyed and "key" not in entry:
                _begin(entry, [e["key"] for e in before if isinstance(e, dict)])
        for column, (cell, _) in zip(rows.columns, cells, strict=True):
            places[here if rows.single else (*here, *column.path)] = cell.name
        entries.append(entry)
    put(made, rows.path, entries)


def _begin(entry: dict[str, Any], taken: Sequence[str]) -> None:
    """A key of its own for a new entry, and some words where it has none yet."""
    words = str(entry.get("title") or entry.get("text") or "")
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-0123456789")[:30].strip("-") or "part"
    numbers = (f"{slug}-{n}" for n in range(2, len(taken) + 3))
    entry["key"] = next(key for key in (slug, *numbers) if key not in taken)
    entry.setdefault("text", words or None)


def _number(rows: Rows, name: str) -> int | None:
    start = ".".join(str(step) for step in rows.path)
    found = re.fullmatch(rf"{re.escape(start)}\.(\d{{1,2}})(\..+)?", name)
    return int(found[1]) if found else None


def put(body: Any, path: Path, new: Any) -> None:
    """Set a value; an empty one of an optional entry is left out of a row that never had it."""
    for step in path[:-1]:
        body = body[step]
    if new is None and isinstance(body, dict) and path[-1] not in body:
        return
    body[path[-1]] = new


def value(one: Field, text: str) -> Any:
    """What a text means in this field; what means nothing there stays a text, for the reader to judge."""
    if one.kind == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if not text:
        return None
    if one.kind == "number" and re.fullmatch(r"-?[0-9]{1,9}", text):
        return int(text)
    if one.kind == "day":
        return _day(text)
    return text


def _day(text: str) -> str:
    return day.isoformat() if isinstance(day := day_in(text), date) else text


def _beside(path: Path, places: Mapping[Path, str]) -> str:
    """The field at this path, around it, or within it; "" when it is none of this page."""
    for n in range(len(path), 0, -1):
        if path[:n] in places:
            return places[path[:n]]
    within = (name for place, name in places.items() if place[: len(path)] == path)
    return next(within, "")


def differences(
    part: Part, typed: Mapping[str, str], now: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Where what was typed is not what now stands there: the label, the typed, the other."""
    called = labels(part)
    names = [name for name in called if typed.get(name, "") != now.get(name, "")]
    return [(called[name], typed.get(name, ""), now.get(name, "")) for name in names]
