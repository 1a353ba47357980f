"""Where the bytes of files lie: in the data folder, each under its digest."""

from pathlib import Path

from django.conf import settings


def path_of(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest
