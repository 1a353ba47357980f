"""Where the bytes of files lie: in the data folder, each under its digest."""

import logging
import os
from hashlib import file_digest, sha256
from pathlib import Path
from secrets import token_hex

from django.conf import settings

# What a browser may do with a file that somebody handed in: keep it.
NEVER_RUN = (
    "sandbox; default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
log = logging.getLogger(__name__)


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


def fault_of(digest: str) -> str:
    """A clause that says what is wrong with the file of this digest; nothing: it is there, and as it was."""
    try:
        with path_of(digest).open("rb") as file:
            same = file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return "it is missing"
    return "" if same else "it is not the file that was handed in"


def read(digest: str) -> bytes | None:
    """The bytes that were handed in; where they are missing or others by now, nothing, and a log line.

    Whoever shows or sends a file reads it here: on the disk anybody could have put another in its place.
    """
    try:
        content = path_of(digest).read_bytes()
    except OSError:
        content = None
    if content is not None and sha256(content).hexdigest() == digest:
        return content
    why = "is missing" if content is None else "is not the one that was handed in"
    log.error("The file %s %s", digest, why)
    return None


def keep(content: bytes) -> str:
    """Store bytes under their digest, once; they are on the disk before anybody is told so."""
    digest = sha256(content).hexdigest()
    kept = path_of(digest)
    if fault_of(digest):
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
