"""``pactwork restore FILE``: puts a backup back, and then looks whether all of it is there."""

import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from itertools import count
from lzma import LZMAError
from pathlib import Path
from typing import Annotated, Any, Literal

from django.conf import settings
from django.db import connection
from pydantic import BaseModel, Field, ValidationError

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
    unpack,
)
from pactwork.commands.replacing import differences, replace_database
from pactwork.commands.say import counted, say, step, trouble, waiting_migrations
from pactwork.contracts.soundness import faults

BESIDE = ".restore-"
Count = Annotated[int, Field(ge=0)]


class Manifest(BaseModel):
    """What a backup says of itself, as it has to be written."""

    format: Literal[1]
    made_at: str
    database: str
    keys: dict[str, str]
    counts: dict[str, Count]
    heads: dict[str, tuple[Count, str]]
    files: dict[str, str]


SAYS = set(Manifest.model_fields)
UNREADABLE = (tarfile.TarError, ValueError, EOFError, zlib.error, LZMAError, sqlite3.Error)


def run(options: Namespace) -> int:
    try:
        if not options.replace and not _empty():
            raise Wrong(
                "There is data here already, and nothing was changed. Stop `serve` and `work`, "
                "make a backup, then add --replace; or restore to another place."
            )
        with _alone(), tempfile.TemporaryDirectory(dir=settings.DATA, prefix=BESIDE) as folder:
            with step("Reading the backup"):
                manifest = unpacked(Path(options.file), Path(folder))
            with step("Restoring it"):
                _put_back(Path(folder), manifest)
    except (Wrong, OSError, *UNREADABLE) as error:
        return trouble(f"Not restored: {error}")
    problems = list(_differences(manifest))
    for problem in problems:
        trouble(f"✗ {problem}")
    if problems:
        return 1
    rows = counted(sum(manifest["counts"].values()), "row", "rows")
    files = counted(len(manifest["files"]) - 1, "file", "files")
    say(
        f"✓ Everything in the backup of {manifest['made_at']} is here: {rows}, {files}, "
        "every chain to its end."
    )
    _advise(manifest)
    return 0


@contextmanager
def _alone() -> Iterator[None]:
    """What a restore that was killed left unpacked goes: it holds everybody's words."""
    with (settings.DATA / ".restore.lock").open("w") as turn:
        try:
            flock(turn, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise Wrong("another restore is running.") from None
        for left in settings.DATA.glob(f"{BESIDE}*"):
            shutil.rmtree(left)
        yield


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
    unpack(file, folder)
    listed = folder / MANIFEST
    manifest: dict[str, Any] = json.loads(listed.read_text()) if listed.is_file() else {}
    if not isinstance(manifest, dict) or not manifest.keys() >= SAYS:
        raise Wrong(f"{file} is not a Pactwork backup.")
    form = manifest["format"]
    if isinstance(form, int) and form > FORMAT:
        raise Wrong(
            "the backup was made by a later version of Pactwork. Install that version first."
        )
    try:
        Manifest.model_validate_json(listed.read_text(), strict=True)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise Wrong(f"{file} is damaged: its list is not in order ({where}).") from None
    if manifest["database"] != connection.vendor:
        raise Wrong(
            f"the backup is from {manifest['database']}, and DATABASE_URL points to {connection.vendor}."
        )
    found = {str(p.relative_to(folder)): digest_of(p) for p in files_in(folder)}
    del found[MANIFEST]
    said = manifest["files"]
    if wrong := sorted(n for n in found.keys() | said.keys() if found.get(n) != said.get(n)):
        raise Wrong(f"the backup is damaged: {', '.join(wrong[:5])}")
    return manifest


def _put_back(folder: Path, manifest: dict[str, Any]) -> None:
    """Nothing goes before what takes its place is there.

    Files are added first: the database of now has no use for them, and that of the backup has all.
    Then the database, whole or not at all. What only the old one had goes last.
    """
    uploads = place_of("uploads")
    wanted = {path.relative_to(folder / "uploads") for path in files_in(folder / "uploads")}
    changed = [path for path in sorted(wanted) if not _added(folder / "uploads", uploads, path)]
    replace_database(folder / DUMPS[connection.vendor], manifest)
    for path in changed:
        _placed(folder / "uploads" / path, uploads / path)
    for path in files_in(uploads):
        if path.relative_to(uploads) not in wanted:
            path.unlink()
    signed_and_keys(folder)


def _added(source: Path, place: Path, path: Path) -> bool:
    """Whether a file of this content is there now; another of its name is left alone for the moment."""
    to = place / path
    if not to.exists():
        _placed(source / path, to)
    return digest_of(to) == digest_of(source / path)


def _placed(path: Path, to: Path) -> None:
    """The whole file under its name, or what was there before."""
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = to.with_name(f".{to.name}.part")
    part.unlink(missing_ok=True)
    opened = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with path.open("rb") as source, os.fdopen(opened, "wb") as file:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(to)


def signed_and_keys(folder: Path) -> None:
    """What was signed since stays signed, and no key is thrown away."""
    for path in files_in(folder / "checkpoints"):
        to = place_of("checkpoints") / path.relative_to(folder / "checkpoints")
        if not to.exists():
            _placed(path, to)
    for path in files_in(folder / "keys"):
        to = place_of("keys") / path.relative_to(folder / "keys")
        if to.exists() and to.read_bytes() != path.read_bytes():
            _placed(to, _unused(to))
        _placed(path, to)


def _unused(key: Path) -> Path:
    """A name beside a key, under which no earlier one lies."""
    names = (f"{key.name}.before{n or ''}" for n in count())
    return next(path for name in names if not (path := key.with_name(name)).exists())


def _differences(manifest: dict[str, Any]) -> Iterator[str]:
    """What is not as the backup's list says, looked up where it has been put."""
    now = inside_now()
    yield from differences(now["counts"], now["heads"], manifest)
    for name, digest in manifest["files"].items():
        folder, _, rest = name.partition("/")
        if folder == "uploads" and digest_of(place_of(folder) / rest) != digest:
            yield f"The file {name} is not the one in the backup."
    if not waiting_migrations():
        yield from faults()


def _advise(manifest: dict[str, Any]) -> None:
    """What is left for people to do."""
    if waiting_migrations():
        say(
            "  It was made by an earlier version of Pactwork: run `pactwork migrate`, then `pactwork verify`."
        )
    settings_of_then, now = manifest["keys"], key_marks()
    if (
        settings_of_then.get("secret") != now.get("secret")
        and "keys/secret" not in manifest["files"]
    ):
        say(
            "  The secret key is a different one: links emailed before the backup only work with the old key."
        )
    say("  Anything erased since that backup has returned: erase it again.")
