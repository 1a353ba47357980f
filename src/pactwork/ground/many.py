"""Saving many rows that are there already, in few statements."""

from collections.abc import Sequence

from django.db.models import Model


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
