"""The lock on the history's tables: rows are added, never changed or taken away.

Triggers hold it in both databases, against whoever comes past Pactwork too. The one change they let
by is blanking an entry's payload, which is what erasure does. SQLite forgets triggers when a
migration rebuilds their table; such a migration lays them again.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the history is append-only"
KEPT = ("id", "chain", "seq", "at", "act", "subject", "by", "commitment", "previous", "hash")
BLANKED = " AND ".join([*(f'NEW."{name}" = OLD."{name}"' for name in KEPT), "NEW.payload = '{}'"])

# table -> the one update that is let by
TABLES = {"history_entry": BLANKED, "history_checkpoint": ""}


def _sqlite(table: str, allowed: str) -> list[str]:
    unless = {"update": f"WHEN NOT ({allowed})" if allowed else "", "delete": ""}
    return [
        f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" {when} '
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for verb, when in unless.items()
    ]


def _postgresql(table: str, allowed: str) -> list[str]:
    unless = f"WHEN (NOT ({allowed}))" if allowed else ""
    each = {"update": f"ROW {unless}", "delete": "ROW", "truncate": "STATEMENT"}
    refuse = (
        f"CREATE OR REPLACE FUNCTION {table}_locked() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    return [refuse] + [
        f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" '
        f"FOR EACH {when} EXECUTE FUNCTION {table}_locked()"
        for verb, when in each.items()
    ]


def locks(vendor: str, table: str, allowed: str) -> list[str]:
    """The statements that lay the lock on one table."""
    return (_sqlite if vendor == "sqlite" else _postgresql)(table, allowed)


def unlocks(vendor: str, table: str) -> list[str]:
    """The statements that take it off: for a migration that rebuilds the table, and for tests."""
    verbs = ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")
    place = "" if vendor == "sqlite" else f' ON "{table}"'
    return [f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"{place}' for verb in verbs]


def lacking(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that should be there and are not, or are switched off."""
    wanted = {
        f"{table}_no_{verb}"
        for table in TABLES
        for verb in ("update", "delete", "truncate")[: 2 if connection.vendor == "sqlite" else 3]
    }
    ask = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(ask)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def lock(connection: BaseDatabaseWrapper) -> None:
    _run(
        connection,
        [s for t, allowed in TABLES.items() for s in locks(connection.vendor, t, allowed)],
    )


def unlock(connection: BaseDatabaseWrapper) -> None:
    _run(connection, [s for table in TABLES for s in unlocks(connection.vendor, table)])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
