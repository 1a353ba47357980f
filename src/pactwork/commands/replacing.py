"""A database in the place of another: whole, compared with what the backup says, or not at all."""

import re
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any

from django.db import connection, connections

from pactwork.commands.copies import Wrong, inside, postgres_surroundings, postgres_tool
from pactwork.commands.say import counted

PATIENCE = 30  # seconds for somebody else's transaction


def replace_database(dump: Path, manifest: dict[str, Any]) -> None:
    connections.close_all()
    if connection.vendor == "sqlite":
        _sqlite(dump, manifest)
    else:
        _postgresql(dump, manifest)


def differences(
    counts: dict[str, int], heads: dict[str, Any], manifest: dict[str, Any]
) -> Iterator[str]:
    for table, count in manifest["counts"].items():
        if counts.get(table) != count:
            rows = counted(counts.get(table, 0), "row", "rows")
            yield f"{table} has {rows}; the backup had {count}."
    if heads != manifest["heads"]:
        yield "The history does not end where it did."


def _sqlite(dump: Path, manifest: dict[str, Any]) -> None:
    """Looked at where it lies, then copied in one transaction of SQLite's own."""
    name = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(dump)) as copy, closing(sqlite3.connect(name)) as live:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Wrong("the database in the backup is damaged.")
        tables = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = inside(copy.cursor(), sorted(table for (table,) in tables))
        if wrong := list(differences(found["counts"], found["heads"], manifest)):
            raise Wrong(" ".join(wrong))
        end = monotonic() + PATIENCE

        def patient(status: int, *_: int) -> None:
            if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and monotonic() > end:
                raise Wrong("someone is using it. Stop `serve` and `work` first.")

        copy.backup(live, progress=patient)


def _postgresql(dump: Path, manifest: dict[str, Any]) -> None:
    """One transaction drops, puts back and compares. Until it ends, others and a crash see the old."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    connections.close_all()
    with tempfile.TemporaryDirectory(dir=dump.parent) as folder:
        script, before, after = (Path(folder) / name for name in ("script", "before", "after"))
        drops = [f"DROP TABLE IF EXISTS {_name(table)} CASCADE;\n" for table in tables]
        before.write_text("".join([f"SET lock_timeout = '{PATIENCE}s';\n", *drops]))
        flags = ["--clean", "--if-exists", "--no-owner", "--no-privileges"]
        _asked([postgres_tool("pg_restore"), *flags, "-f", str(script), str(dump)])
        after.write_text(_comparison(manifest))
        files = [word for path in (before, script, after) for word in ("-f", str(path))]
        quiet = ["--no-psqlrc", "--quiet", "--single-transaction", "-v", "ON_ERROR_STOP=1"]
        _asked([postgres_tool("psql"), *quiet, *files])


def _asked(words: list[str]) -> None:
    done = subprocess.run(words, env=postgres_surroundings(), capture_output=True, text=True)
    if done.returncode:
        why = re.findall(r"ERROR: +(.*)", done.stderr)
        raise Wrong(" ".join(why) or done.stderr.strip())


def _comparison(manifest: dict[str, Any]) -> str:
    """SQL that ends the transaction with an error where something differs."""
    counts = "".join(
        f"SELECT count(*) INTO n FROM {_name(table)};\n"  # noqa: S608 - the manifest's own names, quoted
        f"IF n <> {int(count)} THEN wrong := wrong || format(' %s has %s %s; the backup had "
        f"{int(count)}.', {_text(table)}, n, CASE n WHEN 1 THEN 'row' ELSE 'rows' END); END IF;\n"
        for table, count in manifest["counts"].items()
    )
    ends = ", ".join(
        f"({_text(chain)}, {int(length)}, {_text(end)})"
        for chain, (length, end) in manifest["heads"].items()
    )
    told = "(SELECT chain::text, length::bigint, hash::text FROM history_head)"
    heads = "SELECT count(*) INTO n FROM history_head;\nIF n > 0 THEN "
    if ends:
        given = f"(SELECT * FROM (VALUES {ends}) AS it(chain, length, hash))"  # noqa: S608 - quoted above
        heads = f"IF EXISTS ({told} EXCEPT {given}) OR EXISTS ({given} EXCEPT {told}) THEN "
    if "history_head" not in manifest["counts"]:
        heads = "IF false THEN "
    return (
        "RESET search_path;\nDO $pactwork$ DECLARE n bigint; wrong text := ''; BEGIN\n"
        f"{counts}{heads}wrong := wrong || ' The history does not end where it did.'; END IF;\n"
        "IF wrong <> '' THEN RAISE EXCEPTION '%', wrong; END IF;\nEND $pactwork$;\n"
    )


def _name(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + str(text).replace("'", "''") + "'"
