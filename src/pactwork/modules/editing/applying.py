"""What was typed goes into the file, and what is wrong with it comes back beside the fields."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pactwork.ground.typed import hides
from pactwork.ground.typed_days import day_in
from pactwork.modules.editing.fields import PLACE, Field, Part, Rows, at, labels, named
from pactwork.modules.reading import checked_values
from pactwork.modules.reading.problem import Flaw
from pactwork.modules.reading.written import CONTROL
from pactwork.modules.rules.faults import Path
from pactwork.modules.rules.specification import Specification

KEY_MOST = 30  # characters of a key that is made of words
MOST_FIGURES = 40  # of an amount, with the blanks in it: what is longer is none


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
    if part.follows:
        part.follows(body, made)
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


@dataclass(frozen=True)
class _Typed:
    """One row as it was typed: its fields by their columns, and where it is to stand, if that was said."""

    number: int
    cells: list[tuple[Field, Field, str]]
    place: str

    @property
    def empty(self) -> bool:
        return not any(text.strip() for column, _, text in self.cells if column.can_be_empty)


def _put_rows(rows: Rows, made: Any, typed: Mapping[str, str], places: dict[Path, str]) -> None:
    """Rows in their order without the empty ones; each knows under which name it was typed."""
    numbers = rows.numbers(typed)
    if not numbers:
        return
    before, entries = at(made, rows.path) or [], list[Any]()
    read = [_typed(rows, number, typed, known=number < len(before)) for number in numbers]
    for row in _in_order([row for row in read if not row.empty]):
        was = before[row.number] if row.number < len(before) else None
        taken = [e["key"] for e in (*before, *entries) if rows.keyed and "key" in e]
        here = (*rows.path, len(entries))
        entries.append(_entry(rows, row, was, taken))
        for column, cell, _ in row.cells:
            places[here if rows.single else (*here, *column.path)] = cell.name
    put(made, rows.path, entries)


def _typed(rows: Rows, number: int, typed: Mapping[str, str], *, known: bool) -> _Typed:
    cells = [
        (column, cell, typed.get(cell.name, ""))
        for column, cell in zip(rows.columns, rows.row(number), strict=True)
        if not (known and column.new_only)
    ]
    place = next((text for column, _, text in cells if column.path == PLACE), "")
    return _Typed(number, [cell for cell in cells if cell[0].path != PLACE], place)


def _in_order(rows: list[_Typed]) -> list[_Typed]:
    """As they were, but for those that were given a place."""
    wishes = [(int(row.place), row) for row in rows if re.fullmatch(r"[1-9]\d{0,2}", row.place)]
    moved = {row.number for _, row in wishes}
    ordered = [row for row in rows if row.number not in moved]
    for place, row in sorted(wishes, key=lambda wish: wish[0]):
        ordered.insert(place - 1, row)
    return ordered


def _entry(rows: Rows, row: _Typed, was: Any, taken: Sequence[str]) -> Any:
    if rows.single:
        return value(*row.cells[0][1:])
    entry = dict(was) if isinstance(was, dict) else {}
    for column, cell, text in row.cells:
        put(entry, column.path, value(cell, text))
    if was is None:
        _begin(rows, entry, taken)
    return entry


def _begin(rows: Rows, entry: dict[str, Any], taken: Sequence[str]) -> None:
    """A key of its own for a new entry, and what else it has to have; some of it in its own words."""
    words = str(entry.get("title") or entry.get("text") or entry.get("ask") or "")
    if rows.keyed:
        own = slug(words, "part")
        numbers = (f"{own}-{n}" for n in range(2, len(taken) + 3))
        entry["key"] = next(key for key in (own, *numbers) if key not in taken)
    for name, usual in rows.fresh.items():
        if entry.get(name) is None:
            entry[name] = words or None if usual == "" else deepcopy(usual)


def slug(words: str, otherwise: str) -> str:
    """A key made of words; of words without Latin letters, another."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-0123456789")
    short = whole[:KEY_MOST]
    if len(whole) > KEY_MOST and whole[KEY_MOST] != "-" and "-" in short:
        short = short.rpartition("-")[0]  # whole words, where there are several
    return short.strip("-") or otherwise


def put(body: Any, path: Path, new: Any) -> None:
    """Set a value; an empty one of an optional entry is left out of a row that never had it."""
    for step in path[:-1]:
        if (
            isinstance(body, dict) and body.get(step) is None
        ):  # a group that the file does not have yet
            if new is None:
                return
            body[step] = {}
        body = body[step]
    if new is None and isinstance(body, dict) and path[-1] not in body:
        return
    body[path[-1]] = new


def value(one: Field, text: str) -> Any:
    """What a text means in this field; what means nothing there stays a text, for the reader to judge."""
    if one.kind in ("lines", "ticks"):
        return [line.strip() for line in text.split("\n") if line.strip()]
    if not text:
        return None
    if one.kind == "number":
        return _number_in(text)
    if one.kind == "amount":
        return _amount_in(text)
    if one.kind == "data":
        return next((json.loads(data) for data, _ in one.options if data == text), text)
    if one.kind == "day":
        return _day(text)
    return " ".join(text.split("\n")) if one.kind == "line" else text


def _number_in(text: str) -> int | float | str:
    if not re.fullmatch(r"-?[0-9]{1,9}([.,][0-9]{1,2})?", text):
        return text
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _amount_in(text: str) -> Any:
    """``15``, ``7.5``, or from and to: ``1–6``."""
    pair = [_number_in(part.strip()) for part in re.split("[–-]", text[:MOST_FIGURES], maxsplit=2)]
    whole = (
        len(pair) == 2
        and len(text) <= MOST_FIGURES
        and not any(isinstance(one, str) for one in pair)
    )
    return pair if whole else _number_in(text)


def _day(text: str) -> str:
    return day.isoformat() if isinstance(day := day_in(text), date) else text


def _beside(path: Path, places: Mapping[Path, str]) -> str:
    """The field at this path, around it, or within it; "" when it is none of this page.

    What is wrong with all hours stands at the first that is called hours, and not at a title.
    """
    for n in range(len(path), 0, -1):
        if path[:n] in places:
            return places[path[:n]]
    within = [(place, name) for place, name in places.items() if place[: len(path)] == path]
    alike = [name for place, name in within if path and place[-1] == path[-1]]
    return next(iter(alike or [name for _place, name in within]), "")


def differences(
    part: Part, typed: Mapping[str, str], now: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Where what was typed is not what now stands there: the label, the typed, the other."""
    called = labels(part, {**typed, **now})
    names = [name for name in called if typed.get(name, "") != now.get(name, "")]
    return [(called[name], typed.get(name, ""), now.get(name, "")) for name in names]
