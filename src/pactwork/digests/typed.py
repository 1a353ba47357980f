"""What somebody typed, as the acts take it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """Hours as they were typed. ``off`` are the kinds that were not ticked."""

    rhythm: str
    first: str
    last: str
    off: tuple[str, ...]
