"""What belongs to the owner alone: words, keys, emails, uploads, backups. Says what others can read."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from pactwork.people.models import Installation

OTHERS = 0o077
ENVIRONMENT = Path("/etc/pactwork/environment")  # passwords and keys, where deploy/systemd is used
FILES = ("pactwork.sqlite3", "pactwork.sqlite3-wal", "pactwork.sqlite3-shm")
FOLDERS = ("mail", "uploads", "checkpoints", "certificates", "keys", "static")


def open_to_others() -> Iterator[Path]:
    """The highest places that others on this machine can look into, as far as they exist.

    What lies in a folder that is shut is shut too, but would be open once it is copied elsewhere.
    """
    data = Path(settings.DATA)
    for place in (*(data / name for name in FILES), *(data / name for name in FOLDERS)):
        if _is_open(place) or any(_is_open(inner) for inner in _within(place)):
            yield place
    if _is_open(data):
        yield data
    with suppress(PermissionError):  # in a folder that is shut to us, and so to others
        if _is_open(ENVIRONMENT):
            yield ENVIRONMENT
    if (last := _last_backup()) and _is_open(last):
        yield last


def _within(place: Path) -> Iterator[Path]:
    return place.rglob("*") if place.is_dir() else iter(())


def _is_open(place: Path) -> bool:
    """A link says nothing of what it leads to; what has just gone is open to nobody."""
    try:
        return not place.is_symlink() and bool(place.stat().st_mode & OTHERS)
    except FileNotFoundError:
        return False


def _last_backup() -> Path | None:
    """Where the last one was written; a database that is away is somebody else's finding."""
    known = Installation.objects.exclude(backed_up_to="").values_list("backed_up_to", flat=True)
    with suppress(DatabaseError):
        return Path(found) if (found := known.first()) else None
    return None
