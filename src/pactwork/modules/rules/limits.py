"""How long a list in a module file may be: longer than any module needs, and no page too long. Pure."""

from collections.abc import Iterator
from typing import Any

from pactwork.modules.rules.faults import Fault, Path

MOST_ENTRIES = 100  # sections, parties, pieces, codes: whatever has entries of its own
MOST_LINES = 500  # words one below the other, such as the options of a question


def too_long(value: Any, path: Path = ()) -> Iterator[Fault]:
    """Every list or group of plain values, however deep, that has more entries than there may be."""
    if not isinstance(value, dict | list):
        return
    inner = [*(value.items() if isinstance(value, dict) else enumerate(value))]
    plain = isinstance(value, list) and all(isinstance(one, str) for one in value)
    most = MOST_LINES if plain else MOST_ENTRIES
    if len(inner) > most:
        yield Fault(path, "too_long", {"count": len(inner), "most": most})
        return
    for name, one in inner:
        yield from too_long(one, (*path, name))
