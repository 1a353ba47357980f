"""Alters the rows that people read of contracts, past Pactwork, and counts what is found.

Part of ``python -m bench.tampering``: every column of every kind of row of a contract, whom it points
to among them, in the demo's contracts.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    ForeignKey,
    JSONField,
    Model,
)
from django.db.models import Field as Column

from pactwork.contracts.inconsistencies import amiss
from pactwork.contracts.models import (
    Agreement,
    Answer,
    Ask,
    Draft,
    Ending,
    Holder,
    Objection,
    Pause,
    Point,
    Recording,
    Seat,
    Talk,
    Voiding,
    Waiver,
)
from pactwork.contracts.rows import UNSEALED
from pactwork.ground import clock

SHOWN: tuple[type[Model], ...] = (
    Agreement, Answer, Ask, Draft, Ending, Holder, Objection, Pause, Point, Recording, Seat, Talk,
    Voiding, Waiver,
)  # fmt: skip


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def other(field: "Column[Any, Any]", value: Any) -> Any:
    """Another value that the column takes."""
    if isinstance(field, BooleanField):
        return not value
    if isinstance(field, DateTimeField):
        return (value or clock.now()) + timedelta(seconds=1)
    if isinstance(field, DateField):
        return (value or clock.today("UTC")) + timedelta(days=1)
    if isinstance(field, JSONField):
        return [*value, {"name": "M"}] if isinstance(value, list) else {**value, "x": {"y": "z"}}
    if isinstance(field, ForeignKey):
        rows = field.related_model._default_manager.exclude(pk=value)
        return rows.values_list("pk", flat=True).first() or value
    if isinstance(value, int):
        return value + 1
    return f"{value}s"[-(field.max_length or 10_000) :]


def columns(model: type[Model]) -> list["Column[Any, Any]"]:
    """All but the key."""
    return [
        f
        for f in model._meta.concrete_fields
        if not f.primary_key and f.name not in UNSEALED.get(model._meta.label, ())
    ]


def altered(row: Model, field: "Column[Any, Any]") -> bool | None:
    """Whether the alteration of one column is found; None where there is nothing else to write."""
    value = field.value_from_object(row)
    if (new := other(field, value)) == value:  # no other row to point to
        return None
    with undone(), suppress(IntegrityError):  # what the database will not take
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{field.attname: new})
        return bool(list(amiss()))
    return None


def alter_all(most: int | None = None) -> Iterator[tuple[str, str, bool]]:
    """Model, column and whether it was found: each column of every row, or of so many of each model."""
    chance = random.Random(2026)  # noqa: S311 - the same every time
    with connection.constraint_checks_disabled():
        for model in SHOWN:
            rows = list(model._default_manager.all())
            for row in rows if most is None else chance.sample(rows, min(most, len(rows))):
                for field in columns(model):
                    found = altered(row, field)
                    if found is not None:
                        yield model.__name__, field.name, found
