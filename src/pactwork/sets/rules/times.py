"""Times in a week at which a set could meet: days by parts of the day, a bit for each."""

from collections.abc import Iterable

DAYS = 7
PARTS = ("morning", "afternoon", "evening")
TIMES = DAYS * len(PARTS)
LEVELS = (0, 1, 2, 3, 4)  # of experience at work


def bit(day: int, part: int) -> int:
    return day * len(PARTS) + part


def day_and_part(at: int) -> tuple[int, int]:
    return divmod(at, len(PARTS))


def mask(bits: Iterable[int]) -> int:
    """Whatever is no time of the week is left out."""
    found = 0
    for at in bits:
        if 0 <= at < TIMES:
            found |= 1 << at
    return found


def bits(slots: int) -> tuple[int, ...]:
    return tuple(at for at in range(TIMES) if slots >> at & 1)
