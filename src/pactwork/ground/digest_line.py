"""One line of the digest."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class DigestLine:
    """One thing owed: by the reader, or to them. ``since`` decides whether it is news."""

    kind: str
    words: str
    address: str  # a path
    since: datetime | None
    owed: int = 0  # how many things the reader is to do; of what only happened, none
