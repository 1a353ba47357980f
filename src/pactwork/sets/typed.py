"""What somebody typed, as the acts take it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """What kind of forming, how many in a set, and whether colleagues are kept apart."""

    kind: str
    size: int = 5
    colleagues_apart: bool = True
    seed: int = 1
