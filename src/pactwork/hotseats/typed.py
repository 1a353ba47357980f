"""What somebody typed, as the acts take it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Plan:
    """A hotseat as it was typed."""

    title: str = ""
    about: str = ""
    guest_name: str = ""
    guest_email: str = ""
    guest_line: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    held: bool = True
