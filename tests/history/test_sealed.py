"""The lock on the history: what is laid in each database, taken off, laid again, and missed."""

from unittest.mock import MagicMock

import pytest
from django.db import connection

from pactwork.history.sealed import BLANKED, BODY, TABLES, lacking, lock, locks, unlock, unlocks

VERBS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}


@pytest.mark.parametrize("vendor", VERBS)
@pytest.mark.parametrize(("table", "allowed"), TABLES.items())
def test_a_lock_refuses_every_way_of_changing_rows(vendor: str, table: str, allowed: str) -> None:
    laid = locks(vendor, table, allowed)
    triggers = [one for one in laid if one.startswith("CREATE TRIGGER")]
    assert len(triggers) == len(VERBS[vendor])
    for verb, one in zip(VERBS[vendor], triggers, strict=True):
        head = f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" '
        assert one.startswith(head)
        assert "append-only" in (one if vendor == "sqlite" else laid[0])
        assert (BLANKED in one) == (verb == "update" and table == "history_entry")
        if vendor == "postgresql":
            assert one.endswith(f"EXECUTE FUNCTION {table}_locked()")
            assert ("FOR EACH STATEMENT" in one) == (verb == "truncate")
            unless = f" FOR EACH ROW WHEN (NOT ({allowed})) EXECUTE "
            assert (unless in one) == (verb == "update" and bool(allowed))


@pytest.mark.parametrize("vendor", VERBS)
def test_what_is_laid_is_what_is_taken_off(vendor: str) -> None:
    where = {"sqlite": "", "postgresql": ' ON "history_entry"'}[vendor]
    assert unlocks(vendor, "history_entry") == [
        f'DROP TRIGGER IF EXISTS "history_entry_no_{verb}"{where}' for verb in VERBS[vendor]
    ]


@pytest.mark.django_db
def test_a_lock_taken_off_is_missed_until_it_is_laid_again() -> None:
    assert lacking(connection) == []
    unlock(connection)
    verbs = VERBS[connection.vendor]
    assert lacking(connection) == sorted(f"{t}_no_{verb}" for t in TABLES for verb in verbs)
    lock(connection)
    assert lacking(connection) == []


@pytest.mark.django_db
def test_a_trigger_that_says_something_else_is_missed() -> None:
    on = ' ON "history_entry"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "history_entry_no_delete"{on}')
        if connection.vendor == "sqlite":
            cursor.execute(
                'CREATE TRIGGER "history_entry_no_delete" BEFORE DELETE ON "history_entry" '
                "BEGIN SELECT 1; END"
            )
    assert lacking(connection) == ["history_entry_no_delete"]


def test_postgresql_is_asked_for_its_triggers_and_for_what_they_call() -> None:
    """Without the server: a trigger as laid whose function does something else is missed, too."""
    laid = [
        (f"{table}_no_{verb}", trigger, f"{table}_locked", BODY)
        for table, allowed in TABLES.items()
        for verb, trigger in zip(
            VERBS["postgresql"], locks("postgresql", table, allowed)[1:], strict=True
        )
    ]
    there = MagicMock(vendor="postgresql")
    rows = there.cursor.return_value.__enter__.return_value.fetchall
    rows.return_value = laid
    assert lacking(there) == []
    name, trigger, function, _ = laid[0]
    rows.return_value = [(name, trigger, function, " BEGIN RETURN NULL; END "), *laid[1:]]
    assert lacking(there) == [name]
