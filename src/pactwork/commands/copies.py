"""What backup and restore share: what a backup holds, and how a database says what is in it."""

import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

FORMAT = 1
MANIFEST = "manifest.json"
DUMPS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
FOLDERS = ("uploads", "checkpoints")  # besides the database; keys only when asked for


class Wrong(Exception):
    """Why a backup or a restore stops; nothing was changed, unless it says so."""


def unpack(file: Path, folder: Path) -> None:
    """Write what a backup holds into a folder: plain files within it, and nothing else.

    By hand, for the filters of ``tarfile`` came with 3.11.4, and Debian 12 has 3.11.2.
    """
    with tarfile.open(file) as archive:
        for member in archive:
            to = (folder / member.name).resolve()
            if not to.is_relative_to(folder.resolve()) or not (member.isfile() or member.isdir()):
                raise Wrong(f"{member.name} in {file} does not belong in a backup.")
            if member.isdir():
                to.mkdir(parents=True, exist_ok=True)
            elif source := archive.extractfile(member):
                to.parent.mkdir(parents=True, exist_ok=True)
                with source, to.open("wb") as target:
                    shutil.copyfileobj(source, target)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def place_of(folder: str) -> Path:
    """Where a folder of a backup lies in the data folder, wherever uploads are kept."""
    return Path(settings.MEDIA_ROOT) if folder == "uploads" else Path(settings.DATA) / folder


def files_in(folder: Path) -> Iterator[Path]:
    """Every whole file; what is being written at the moment has a longer name."""
    if folder.is_dir():
        yield from (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink())


def inside(cursor: Any, tables: list[str]) -> dict[str, Any]:
    """How many rows each table has, and where each chain of the history stands."""
    counts = {}
    for name in tables:
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - the database's own names
        counts[name] = cursor.fetchone()[0]
    heads = {}
    if "history_head" in tables:
        cursor.execute("SELECT chain, length, hash FROM history_head ORDER BY chain")
        heads = {chain: [length, end] for chain, length, end in cursor.fetchall()}
    return {"counts": counts, "heads": heads}


def inside_now() -> dict[str, Any]:
    """The same, of the database that is in use."""
    with connection.cursor() as cursor:
        return inside(cursor, sorted(connection.introspection.table_names(cursor)))


def key_marks() -> dict[str, str]:
    """What tells later whether a key is the same one, and tells nothing else."""
    kept = Path(settings.DATA) / "keys" / "checkpoint"
    checkpoint = settings.CHECKPOINT_KEY or (kept.read_text().strip() if kept.exists() else "")
    keys = {"secret": str(settings.SECRET_KEY), "checkpoint": checkpoint}
    return {name: mark_of(key) for name, key in keys.items() if key}


def mark_of(key: str) -> str:
    return hashlib.sha256(f"pactwork backup {key}".encode()).hexdigest()[:16]


def postgres_tool(name: str) -> str:
    """The newest of PostgreSQL's own programs on this machine: older ones refuse newer servers."""
    packaged = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[4])
    )
    found = str(packaged[-1]) if packaged else shutil.which(name)
    if not found:
        raise Wrong(f"{name} is not on this machine. Install PostgreSQL's client programs.")
    return found


def postgres_surroundings() -> dict[str, str]:
    """Which database PostgreSQL's programs are to use; the password is in no command line."""
    known = connection.settings_dict
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    given = {pg: str(known[name]) for name, pg in names.items() if known[name]}
    for name, value in known["OPTIONS"].items():
        if isinstance(value, str):  # sslmode and the like
            given[f"PG{name.upper()}"] = value
    return {**os.environ, **given, "PGDATABASE": str(known["NAME"])}
