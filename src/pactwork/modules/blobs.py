"""Where the bytes of files lie: in the data folder, each under its digest."""

import os
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from django.conf import settings


def path_of(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def keep(content: bytes) -> str:
    """Store bytes under their digest, once; they are on the disk before anybody is told so."""
    digest = sha256(content).hexdigest()
    kept = path_of(digest)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{token_hex(4)}")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(kept)
    return digest
