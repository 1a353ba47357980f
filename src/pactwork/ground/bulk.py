"""Saving rows that may be there already: many in few statements, one under a light lock."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

M = TypeVar("M", bound=Model)


def save_many(rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write these fields of rows that were read before.

    An insert that meets its own row and updates it: ``bulk_update`` builds a case for every cell,
    which takes twenty times as long for a year's intake.
    """
    if rows:
        model = type(rows[0])
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=list(fields)
        )


def put_row(
    model: type[M],
    *,
    defaults: Mapping[str, Any],
    only_new: Mapping[str, Any] | None = None,
    **named: Any,
) -> tuple[M, bool]:
    """The row of this name with these values, and whether it is new; what only a new one gets.

    ``update_or_create`` locks the row against everybody who only points at it: on PostgreSQL, two
    acts that point at each other's rows then wait for one another, and one is refused.
    """
    rows = model._default_manager
    with transaction.atomic():
        row, new = rows.get_or_create(defaults={**defaults, **(only_new or {})}, **named)
        if not new:
            row = rows.select_for_update(no_key=True).get(pk=row.pk)
            for name, value in defaults.items():
                setattr(row, name, value)
            row.save(update_fields=list(defaults))
    return row, new
