"""Names beside the history: an entry holds a mark, made under a key of the person's own.

The mark is as binding as the name: nobody finds another name for it. Without the row that holds the
name and the key nobody can guess their way back, and the entry, the chain and every pack still hold.
Entries from before names were kept like this hold them as they are.
"""

import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.utils.translation import gettext as _

from pactwork.history.models import Entry, Name

MARK = "named"  # an object with this one key stands for a name; nobody can type an object


@dataclass(frozen=True)
class Called:
    """Somebody's name on its way into an entry; ``of`` is what the history calls them."""

    of: str
    name: str


def mark_of(key: str, name: str) -> str:
    return hmac.new(bytes.fromhex(key), name.encode(), sha256).hexdigest()


def _is_mark(said: Any) -> bool:
    return isinstance(said, Mapping) and said.keys() == {MARK}


def _put(said: Any, each: Callable[[Any], Any]) -> Any:
    """The same with each name, or mark of one, replaced, however deep it lies."""
    if isinstance(said, Called) or _is_mark(said):
        return each(said)
    if isinstance(said, Mapping):
        return {key: _put(value, each) for key, value in said.items()}
    if isinstance(said, list | tuple):
        return [_put(value, each) for value in said]
    return said


def _found(said: Any) -> list[Any]:
    found: list[Any] = []
    _put(said, found.append)
    return found


def with_marks(chain: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Names replaced by their marks, and kept beside. Called while the head of the chain is locked."""
    called = dict.fromkeys(one for one in _found(payload) if isinstance(one, Called))
    if not called:
        return payload
    rows = list(Name.objects.filter(chain=chain, of__in={one.of for one in called}))
    keys = {row.of: row.key for row in rows}
    marks = {Called(row.of, row.name): row.mark for row in rows}
    new = []
    for one in called:
        if one not in marks:
            key = keys.setdefault(one.of, token_hex(32))
            marks[one] = mark_of(key, one.name)
            new.append(Name(chain=chain, of=one.of, key=key, name=one.name, mark=marks[one]))
    Name.objects.bulk_create(new)
    found: Mapping[str, Any] = _put(payload, lambda one: {MARK: marks[one]})
    return found


def marks_in(said: Any) -> set[str]:
    return {one[MARK] for one in _found(said)}


def names_of(entries: Iterable[Entry]) -> dict[str, Name]:
    """What is kept beside these entries, by mark; what was erased, or does not fit, is not among it."""
    marks = {mark for entry in entries for mark in marks_in(entry.payload)}
    rows = Name.objects.filter(mark__in=marks) if marks else ()
    return {row.mark: row for row in rows if fits(row)}


def fits(row: Name) -> bool:
    return hmac.compare_digest(mark_of(row.key, row.name), row.mark)


def read(entry: Entry, names: Mapping[str, Name] | None = None, gone: Any = None) -> dict[str, Any]:
    """What an entry says, with the names that its marks stand for; ``gone``: for those erased."""
    known = names_of([entry]) if names is None else names
    erased = _("A person who was erased")

    def name(mark: Any) -> Any:
        row = known.get(mark[MARK])
        return row.name if row else gone(mark) if gone else erased

    found: dict[str, Any] = _put(entry.payload, name)
    return found


def called(entry: Entry) -> str:
    """The name of whoever acted, for a sentence about it."""
    return str(read(entry).get("name") or _("Someone"))
