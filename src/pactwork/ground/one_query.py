"""Rows of several tables in one query, for pages that need a little of many tables.

Each row comes as an array in JSON, which both databases make and Python reads faster than another
query would take. What a queryset joins and defers is joined and deferred here too.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import (
    Aggregate,
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    JSONField,
    Model,
    OneToOneRel,
    QuerySet,
    Value,
)
from django.db.models.functions import JSONArray

from pactwork.ground.compiled_query import Given, PreparedValues

Convert = Callable[[Any], Any]


def moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)  # SQLite keeps UTC and no zone


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _truth(value: Any) -> bool | None:
    return None if value is None else bool(value)


def inner(value: Any) -> Any:
    """SQLite keeps JSON as text, and a text in an array stays one."""
    on_sqlite = connections[DEFAULT_DB_ALIAS].vendor == "sqlite"
    return json.loads(value) if on_sqlite and isinstance(value, str) else value


def _converter(field: "Field[Any, Any]") -> Convert | None:
    kinds: tuple[tuple[type, Convert], ...] = (
        (DateTimeField, moment),
        (DateField, day),
        (BooleanField, _truth),
        (JSONField, inner),
    )
    return next((convert for kind, convert in kinds if isinstance(field, kind)), None)


@dataclass(frozen=True)
class Shape:
    """One model's part of a row: its columns from ``start`` on, and what is joined to it."""

    model: type[Model]
    names: tuple[str, ...]
    paths: tuple[str, ...]
    start: int
    converters: tuple[tuple[int, Convert], ...]
    joined: tuple[tuple[str, "Shape"], ...]

    @property
    def end(self) -> int:
        return self.joined[-1][1].end if self.joined else self.start + len(self.names)

    @property
    def all_paths(self) -> tuple[str, ...]:
        inner = (path for _name, shape in self.joined for path in shape.all_paths)
        return (*self.paths, *inner)

    def row(self, values: list[Any]) -> Model | None:
        own = values[self.start : self.start + len(self.names)]
        if own[0] is None:  # the key: an outer join found nothing
            return None
        for place, convert in self.converters:
            own[place] = convert(own[place])
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, own)
        for name, shape in self.joined:
            self._join(made, name, shape.row(values))
        return made

    def _join(self, made: Model, name: str, other: Model | None) -> None:
        made._state.fields_cache[name] = other
        field = made._meta.get_field(name)
        if other is not None and isinstance(field, OneToOneRel):
            other._state.fields_cache[field.field.name] = made


def _shape(model: type[Model], tree: Any, hidden: frozenset[str], start: int, prefix: str) -> Shape:
    fields = [f for f in model._meta.concrete_fields if prefix + f.name not in hidden]
    fields.sort(key=lambda f: not f.primary_key)
    at = start + len(fields)
    joined = []
    for name, below in (tree if isinstance(tree, Mapping) else {}).items():
        other = model._meta.get_field(name).related_model
        shape = _shape(other, below, hidden, at, f"{prefix}{name}__")  # type: ignore[arg-type]
        joined.append((name, shape))
        at = shape.end
    converters = [(n, convert) for n, f in enumerate(fields) if (convert := _converter(f))]
    return Shape(
        model,
        tuple(f.attname for f in fields),
        tuple(prefix + f.attname for f in fields),
        start,
        tuple(converters),
        tuple(joined),
    )


def _shape_of(rows: "QuerySet[Any]") -> Shape:
    hidden, _defer = rows.query.deferred_loading
    return _shape(rows.model, rows.query.select_related, frozenset(hidden), 0, "")


class Gathered(Aggregate):
    """Every row's array in one array, so that Python reads one text for each table."""

    name = "Gathered"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)


def _union(lists: "Mapping[str, tuple[QuerySet[Any], Sequence[str]]]") -> "QuerySet[Any]":
    """One row for each list: its name, and its rows as arrays."""
    parts: list[Any] = []
    for name, (rows, columns) in lists.items():
        bare = rows.select_related(None).defer(None).order_by()
        named = bare.annotate(of_list=Value(name)).values_list("of_list")
        parts.append(named.annotate(all=Gathered(JSONArray(*columns))))
    first: QuerySet[Any] = parts[0]
    return first.union(*parts[1:], all=True) if len(parts) > 1 else first


class Bundle:
    """Called, it gives the rows of every queryset by name, in the order of their keys."""

    def __init__(self, querysets: Callable[..., Mapping[str, "QuerySet[Any]"]]) -> None:
        self._querysets = querysets
        self._shapes: dict[str, Shape] = {}
        self._read = PreparedValues(self._union)

    def _union(self, *given: Any) -> "QuerySet[Any]":
        made = self._querysets(*given)
        self._shapes = {name: _shape_of(rows) for name, rows in made.items()}
        return _union({name: (made[name], self._shapes[name].all_paths) for name in made})

    def __call__(self, *given: Given) -> dict[str, list[Any]]:
        rows = dict(self._read(*given))
        found: dict[str, list[Any]] = {
            name: [shape.row(values) for values in rows.get(name) or ()]
            for name, shape in self._shapes.items()
        }
        for made in found.values():
            made.sort(key=lambda row: row.pk)
        return found


class Lists:
    """The same for plain values, where a page reads many rows and needs no models: lists by name.

    Days and moments come as texts, for ``moment`` and ``day`` to read where they are needed.
    """

    def __init__(self, querysets: Callable[..., Mapping[str, "tuple[QuerySet[Any], list[str]]"]]):
        self._querysets = querysets
        self._names: list[str] = []
        self._read = PreparedValues(self._union)

    def _union(self, *given: Any) -> "QuerySet[Any]":
        made = self._querysets(*given)
        self._names = list(made)
        return _union(made)

    def __call__(self, *given: Given) -> dict[str, list[list[Any]]]:
        rows = dict(self._read(*given))
        return {name: rows.get(name) or [] for name in self._names}
