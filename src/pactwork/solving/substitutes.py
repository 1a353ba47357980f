"""Who may read a draft in somebody's place: the least burdened first, never for each other."""

from collections.abc import Collection, Mapping, Sequence
from random import Random


def substitutes(
    author: str,
    sets: Sequence[Sequence[str]],
    *,
    reads: Mapping[str, Collection[str]],
    conflicts: Collection[tuple[str, str]] = (),
    seed: int = 0,
) -> list[str]:
    """Everybody of another set who may, best first. ``reads``: reader -> authors they read already."""
    own = next((set(keys) for keys in sets if author in keys), {author})
    shut = {other for pair in conflicts if author in pair for other in pair} | own
    mine = set(reads.get(author, ()))
    free = [
        key
        for key in sorted(key for keys in sets for key in keys)
        if key not in shut and key not in mine and author not in reads.get(key, ())
    ]
    Random(f"{seed} {author}").shuffle(free)  # noqa: S311 - no secret: whose turn it is among equals
    return sorted(free, key=lambda key: len(reads.get(key, ())))
