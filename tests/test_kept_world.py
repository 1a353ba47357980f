"""Nadine's world, put back: what is written after it is newer than it, whatever was counted before."""

import pytest
from django.db import connection, transaction

from pactwork.history.models import Entry
from pactwork.modules.models import SpecVersion
from tests.kept_world import kept_world


def begins_anew(*tables: str) -> None:
    """As after a flush that lets PostgreSQL count from one again; no rollback takes that back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1, false)")


@pytest.mark.django_db
def test_what_comes_after_it_has_later_numbers() -> None:
    for _ in range(2):  # made, and put back
        with transaction.atomic():
            begins_anew("history_entry", "modules_specversion")
            world = kept_world()
            before = Entry.objects.latest("pk").pk
            version = SpecVersion.objects.latest("pk")
            world.share()
            assert Entry.objects.latest("pk").pk > before
            again = SpecVersion.objects.get(pk=version.pk)
            again.pk, again.ref = None, "another"
            again.save(force_insert=True)
            assert again.pk > version.pk
            transaction.set_rollback(True)
