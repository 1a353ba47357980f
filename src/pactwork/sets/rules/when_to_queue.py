"""Whether a proposal is worked out while somebody waits, or by the worker. Pure."""

MOST_AT_ONCE = 500  # people put into new sets: about three seconds
MOST_LOOKS = 100_000  # who joins, times all: each looks at every set, about three seconds too


def takes_long(kind: str, placed: int, people: int) -> bool:
    """``placed``: for how many a place is looked for, of how many people on the run."""
    if kind == "join":
        return placed * people > MOST_LOOKS
    return kind != "keep" and placed > MOST_AT_ONCE
