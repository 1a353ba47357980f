"""``pactwork restore FILE``: puts a backup back, and then looks whether all of it is there."""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from pactwork.commands.copies import (
    DUMPS,
    FORMAT,
    MANIFEST,
    Wrong,
    digest_of,
    files_in,
    inside_now,
    key_marks,
    place_of,
    postgres_surroundings,
    postgres_tool,
)
from pactwork.commands.say import counted, say, step, trouble, waiting_migrations
from pactwork.soundness import faults


def run(options: Namespace) -> int:
    try:
        if not options.replace and not _empty():
            raise Wrong(
                "There is something here already, and nothing was changed. Stop `serve` and `work`, "
                "make a backup of it, then add --replace; or choose another place."
            )
        with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as folder:
            with step("Reading the backup"):
                manifest = unpacked(Path(options.file), Path(folder))
            with step("Putting it back"):
                _database(Path(folder) / DUMPS[connection.vendor])
                _folders(Path(folder))
    except (Wrong, OSError, tarfile.TarError, ValueError, sqlite3.Error) as error:
        return trouble(f"Not restored: {error}")
    problems = list(_differences(manifest))
    for problem in problems:
        trouble(f"✗ {problem}")
    if problems:
        return 1
    rows = counted(sum(manifest["counts"].values()), "row", "rows")
    files = counted(len(manifest["files"]) - 1, "file", "files")
    say(f"✓ Everything of {manifest['made_at']} is here: {rows}, {files}, every chain to its end.")
    _advise(manifest)
    return 0


def _empty() -> bool:
    """Whether nobody's data would be lost."""
    if any(files_in(place_of("uploads"))):
        return False
    with connection.cursor() as cursor:
        if "people_institution" not in connection.introspection.table_names(cursor):
            return True
        cursor.execute("SELECT count(*) FROM people_institution")
        return bool(cursor.fetchone()[0] == 0)


def unpacked(file: Path, folder: Path) -> dict[str, Any]:
    """Everything unpacked beside the data and compared with its list, before anything is touched."""
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        form = manifest["format"]
    except (FileNotFoundError, KeyError):
        raise Wrong(f"{file} is no backup of Pactwork.") from None
    if form != FORMAT:
        raise Wrong("the backup is of a later Pactwork. Install that one first.")
    if manifest["database"] != connection.vendor:
        raise Wrong(
            f"the backup is of {manifest['database']}, and DATABASE_URL leads to {connection.vendor}."
        )
    found = {str(p.relative_to(folder)): digest_of(p) for p in files_in(folder)}
    del found[MANIFEST]
    listed = manifest["files"]
    if wrong := sorted(n for n in found.keys() | listed.keys() if found.get(n) != listed.get(n)):
        raise Wrong(f"the backup is damaged: {', '.join(wrong[:5])}")
    return manifest


def _database(dump: Path) -> None:
    connections.close_all()
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        with closing(sqlite3.connect(dump)) as copy, closing(sqlite3.connect(name)) as live:
            copy.backup(live)
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'DROP TABLE "{table}" CASCADE')
    connections.close_all()
    asked = [postgres_tool("pg_restore"), "--clean", "--if-exists", "--no-owner", "--no-privileges"]
    asked += ["--single-transaction", "-d", str(connection.settings_dict["NAME"]), str(dump)]
    done = subprocess.run(asked, env=postgres_surroundings(), capture_output=True, text=True)
    if done.returncode:
        raise Wrong(done.stderr.strip())


def _folders(folder: Path) -> None:
    """Uploads as they were then. What was signed since stays signed, and no key is thrown away."""
    uploads = place_of("uploads")
    shutil.rmtree(uploads, ignore_errors=True)
    for name in ("uploads", "checkpoints", "keys"):
        for path in files_in(folder / name):
            to = place_of(name) / path.relative_to(folder / name)
            to.parent.mkdir(mode=0o700 if name == "keys" else 0o777, parents=True, exist_ok=True)
            if to.exists() and name == "checkpoints":
                continue
            if to.exists() and name == "keys" and to.read_bytes() != path.read_bytes():
                to.rename(to.with_name(f"{to.name}.before"))
            shutil.move(path, to)
            if name == "keys":
                os.chmod(to, 0o600)


def _differences(manifest: dict[str, Any]) -> Iterator[str]:
    """What is not as the backup's list says, looked up where it has been put."""
    now = inside_now()
    for table, count in manifest["counts"].items():
        if now["counts"].get(table) != count:
            yield f"{table} has {now['counts'].get(table, 0)} rows; the backup had {count}."
    if now["heads"] != manifest["heads"]:
        yield "The history does not end where it did."
    for name, digest in manifest["files"].items():
        folder, _, rest = name.partition("/")
        if folder == "uploads" and digest_of(place_of(folder) / rest) != digest:
            yield f"The file {name} is not the one of the backup."
    if not waiting_migrations():
        yield from faults()


def _advise(manifest: dict[str, Any]) -> None:
    """What is left for people to do."""
    if waiting_migrations():
        say("  It is of an earlier Pactwork: run `pactwork migrate`, then `pactwork verify`.")
    settings_of_then, now = manifest["keys"], key_marks()
    if (
        settings_of_then.get("secret") != now.get("secret")
        and "keys/secret" not in manifest["files"]
    ):
        say("  The secret key is another one: links mailed before open only with the key of then.")
    say("  What was erased since that backup is back: erase it again.")
