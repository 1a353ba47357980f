"""The lock on the history's tables, and on versions of modules: rows are added, never changed or taken away.

Triggers hold it in both databases, against whoever comes past Pactwork too. The one change they let
by is blanking an entry's payload, which is what erasure does. SQLite forgets triggers when a
migration rebuilds their table; such a migration lays them again.
"""

import re

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the history is append-only"
BODY = (
    f" BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END "  # PostgreSQL
)
KEPT = ("id", "chain", "seq", "at", "act", "subject", "by", "commitment", "previous", "hash")
BLANKED = " AND ".join([*(f'NEW."{name}" = OLD."{name}"' for name in KEPT), "NEW.payload = '{}'"])

# table -> the one update that is let by. Versions of modules are a history of their own.
TABLES = {"history_entry": BLANKED, "history_checkpoint": "", "modules_specversion": ""}


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
        f"$${BODY}$$"
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
    """The names of the triggers that are not there as they are laid: missing, off, or others by now."""
    found = (_as_sqlite if connection.vendor == "sqlite" else _as_postgresql)(connection)
    wanted = {
        name: _spelt(statement)
        for table, allowed in TABLES.items()
        for statement in locks(connection.vendor, table, allowed)
        if (name := _named(statement))
    }
    return sorted(name for name, said in wanted.items() if found.get(name) != said)


def _named(statement: str) -> str:
    return statement.split('"')[1] if statement.startswith("CREATE TRIGGER") else ""


# What PostgreSQL spells back in its own way: casts, brackets around one comparison, the schema.
ALIKE = (
    (r"\(((?:new|old)\.\w+)\)::text", r"\1"),
    (r"'{}'::jsonb", "'{}'"),
    (r"\((new\.\w+ = (?:old\.\w+|'{}'))\)", r"\1"),
    (r" when \(\((not \(.*\))\)\) execute ", r" when (\1) execute "),
    (r" on \w+\.(\w+) ", r" on \1 "),
)


def _spelt(statement: str) -> str:
    """A statement as both may be compared; blanks, quotes and capitals do not count."""
    plain = " ".join(statement.replace('"', "").lower().split())
    for theirs, ours in ALIKE:
        plain = re.sub(theirs, ours, plain)
    return plain


def _as_sqlite(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: _spelt(sql) for name, sql in cursor.fetchall()}


def _as_postgresql(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Those that fire in every session and call the function as it is laid."""
    bodies = {f"{table}_locked": BODY for table in TABLES}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(t.oid), proname, prosrc FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = tgfoid WHERE tgenabled IN ('O', 'A') "
            "AND tgrelid IN (SELECT to_regclass(name) FROM unnest(%s::text[]) name)",
            [list(TABLES)],
        )
        rows = cursor.fetchall()
    return {name: _spelt(said) for name, said, by, body in rows if bodies.get(by) == body}


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
