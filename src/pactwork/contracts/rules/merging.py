"""Two tabs wrote to one step: what each of them changed is kept, and what both changed is asked about. Pure.

A page says with short digests which words it was opened over. A field that it did not touch takes the
words that were saved elsewhere; one that only it touched keeps its own.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pactwork.ground.typed import alike

Form = Mapping[str, list[str]]
SHORT = 10  # figures of a digest: it tells words apart, and proves nothing


@dataclass(frozen=True)
class Merged:
    form: dict[str, list[str]]
    asked: tuple[
        str, ...
    ]  # fields that both changed, to other words; in ``form`` as they were sent
    taken: tuple[str, ...]  # fields that take the words saved elsewhere


def as_form(fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """Stored fields as a browser would send them."""
    found = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    return {name: ["" if v is None else str(v) for v in values] for name, values in found.items()}


def _mark(values: Iterable[str]) -> str:
    words = "\n".join(alike(value).strip() for value in values).strip()
    return hashlib.sha256(words.encode()).hexdigest()[:SHORT] if words else ""


def marks(form: Form) -> dict[str, str]:
    """By field, which words stand in it; nothing for an empty one."""
    return {name: mark for name, values in form.items() if (mark := _mark(values))}


def written(found: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{mark}" for name, mark in sorted(found.items()))


def read(text: str) -> dict[str, str]:
    pairs = [part.rpartition(":") for part in text.split()]
    return {name: mark for name, _colon, mark in pairs if name}


def _rows(found: Mapping[str, str]) -> frozenset[str]:
    return frozenset(name.split("-")[1] for name in found if name.startswith("rows-"))


def merge(mine: Form, theirs: Form, was: Mapping[str, str]) -> Merged:
    """Field by field; rows as one field where a row was added or taken away, for their numbers moved."""
    own, other = marks(mine), marks(theirs)
    moved = not _rows(own) == _rows(other) == _rows(was)
    form: dict[str, list[str]] = {}
    asked: list[str] = []
    taken: list[str] = []
    rows = [n for n in (*own, *other, *was) if n.startswith("rows-")]
    for name in dict.fromkeys([*mine, *theirs]):
        group = rows if moved and name.startswith("rows-") else [name]
        by_me = any(own.get(n) != was.get(n) for n in group)
        by_them = any(other.get(n) != was.get(n) for n in group)
        differs = own.get(name) != other.get(name)
        if differs and by_me and by_them:
            asked.append(name)
        if differs and not by_me:
            taken.append(name)
        form[name] = mine.get(name, []) if by_me else theirs.get(name, [])
    return Merged(form, tuple(asked), tuple(taken))
