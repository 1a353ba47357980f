"""How large a module may be that is dropped on a page, and which paths in an archive are plain. Pure."""

import re

MOST_ARCHIVE = 20_000_000  # bytes, as it comes
MOST_ENTRIES = 200
MOST_LISTED = 20_000  # of whatever sort, files inside its files among them, before any is looked at
MOST_UNPACKED = 60_000_000  # bytes, of all files that the brief names

_ODD = re.compile(r"[\x00-\x1f\x7f:]")


def fault_of_path(path: str) -> bool:
    """Absolute, upward, of a drive, or with what nobody types in a name."""
    steps = path.split("/")
    return not path or path.startswith("/") or ".." in steps or bool(_ODD.search(path))
