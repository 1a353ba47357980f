"""``pactwork backup FILE``: the database as it is at one moment, the files, and a list of both."""

import json
import os
import sqlite3
import subprocess
import tarfile
import tempfile
from argparse import Namespace
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from pactwork.commands.copies import (
    DUMPS,
    FOLDERS,
    FORMAT,
    MANIFEST,
    Wrong,
    digest_of,
    files_in,
    inside,
    key_marks,
    place_of,
    postgres_surroundings,
    postgres_tool,
)
from pactwork.commands.say import counted, say, step, trouble
from pactwork.ground import clock
from pactwork.people.actions import remember_backup


def run(options: Namespace) -> int:
    out = Path(options.file).resolve()
    if out.exists():
        return trouble(f"{out} is there already. A backup is never written over another.")
    try:
        with step("Backing up"):
            manifest = _write(out, with_keys=options.with_keys)
    except (Wrong, OSError) as error:
        return trouble(f"There is no backup: {error}")
    rows = counted(sum(manifest["counts"].values()), "row", "rows")
    files = counted(len(manifest["files"]) - 1, "file", "files")
    say(f"✓ {out}: {rows}, {files}, {out.stat().st_size / 1e6:.1f} MB.")
    if options.with_keys:
        say("  It contains the keys: anyone who has this file can sign in as anyone.")
    else:
        say(
            f"  It does not contain the keys. Keep a copy of {settings.DATA / 'keys'} somewhere else."
        )
    return _remembered(manifest, out)


def _remembered(manifest: dict[str, Any], out: Path) -> int:
    """For the doctor and the pages. The backup is good, even if this could not be written down."""
    try:
        remember_backup(datetime.fromisoformat(manifest["made_at"]), str(out))
    except DatabaseError as error:
        say(f"  That there is one could not be written down ({error}), so `doctor` will miss it.")
    return 0


def _write(out: Path, *, with_keys: bool) -> dict[str, Any]:
    """The whole file under its name, or none."""
    part = out.with_name(f".{out.name}.part")
    folders = [*FOLDERS, "keys"] if with_keys else FOLDERS
    try:
        with (
            tempfile.TemporaryDirectory(dir=out.parent, prefix=".backup-") as folder,
            os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "wb") as file,
        ):
            dump = Path(folder) / DUMPS[connection.vendor]
            manifest = _database(dump) | _about()
            members = {dump.name: dump}
            for name in folders:
                place = place_of(name)
                members |= {f"{name}/{p.relative_to(place)}": p for p in files_in(place)}
            manifest["files"] = {name: digest_of(path) for name, path in members.items()}
            listed = Path(folder) / MANIFEST
            listed.write_text(json.dumps(manifest, indent=1))
            mode: Literal["w:gz", "w"] = "w:gz" if out.suffix in (".gz", ".tgz") else "w"
            with tarfile.open(fileobj=file, mode=mode) as archive:
                for name, path in {MANIFEST: listed, **members}.items():
                    archive.add(path, name, recursive=False)
            file.flush()
            os.fsync(file.fileno())
        part.rename(out)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _about() -> dict[str, Any]:
    return {
        "format": FORMAT,
        "pactwork": version("pactwork"),
        "made_at": clock.now().isoformat(),
        "database": connection.vendor,
        "keys": key_marks(),
    }


def _database(dump: Path) -> dict[str, Any]:
    """Copy the database while others go on using it; what is counted is what was copied."""
    return _sqlite(dump) if connection.vendor == "sqlite" else _postgresql(dump)


def _sqlite(dump: Path) -> dict[str, Any]:
    name = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(name, timeout=20)) as live, closing(sqlite3.connect(dump)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, complete by itself
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Wrong("the database is damaged. Keep its file, and restore an earlier backup.")
        found = copy.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        return inside(copy.cursor(), sorted(name for (name,) in found))


def _postgresql(dump: Path) -> dict[str, Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # pg_dump reads what this transaction sees, for as long as it takes.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        found = inside(cursor, sorted(connection.introspection.table_names(cursor)))
        asked = [postgres_tool("pg_dump"), "-Fc", f"--snapshot={snapshot}", "-f", str(dump)]
        done = subprocess.run(asked, env=postgres_surroundings(), capture_output=True, text=True)
        if done.returncode:
            raise Wrong(done.stderr.strip())
        return found
