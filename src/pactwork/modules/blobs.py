"""Where the bytes of files lie: in the data folder, each under its digest."""

import os
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from django.conf import settings

# What a browser may do with a file that somebody handed in: keep it.
NEVER_RUN = (
    "sandbox; default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def told(kind: str, content: bytes) -> str:
    """What an answer says of a file: of text, in which letters; or that nobody can say what it is."""
    if not kind.startswith("text/"):
        return kind
    try:
        content.decode()
    except UnicodeDecodeError:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8"


def path_of(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def keep(content: bytes) -> str:
    """Store bytes under their digest, once; they are on the disk before anybody is told so."""
    digest = sha256(content).hexdigest()
    kept = path_of(digest)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{token_hex(4)}")
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(kept)
        finally:
            part.unlink(missing_ok=True)  # on a full disk, half a file would only take more room
        _sync_folder(kept.parent)
    return digest


def _sync_folder(folder: Path) -> None:
    """A new name is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
