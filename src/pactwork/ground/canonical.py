"""One spelling for each value, so that equal words have equal digests."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

from pactwork.ground.unicode import normal


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        lines = normal(value).replace("\r\n", "\n").replace("\r", "\n")
        return "\n".join(line.rstrip() for line in lines.split("\n")).strip()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def canonical(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; trailing blanks and line-end styles do not count."""
    return json.dumps(
        _plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, as 64 hex letters."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no spelling")


def exactly(value: Any) -> str:
    """SHA-256 of a value to the last blank, days and moments (in UTC) among its parts."""
    spelt = json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_moment
    )
    return hashlib.sha256(spelt.encode()).hexdigest()


def fingerprint(full: str) -> str:
    """The first twelve letters of a digest in groups of four, short enough to compare by eye."""
    head = full[:12].upper()
    return " ".join(head[i : i + 4] for i in range(0, 12, 4))
