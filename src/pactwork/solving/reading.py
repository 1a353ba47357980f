"""Who reads whom outside the own set: everybody the same number, nobody twice, nobody each other.

Sets stand side by side on a ring; each person reads those who stand so many places further on. Farther
than the largest set is wide, nobody reads their own; below half the ring, no two read each other; a
fresh distance for each reading, and no pair comes again in any round.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

Layer = dict[str, str]  # reader -> author
Pairs = set[tuple[str, str]]
TRIES = 200
STAY = 0.5  # how often a trade that mends nothing is taken back
Amiss = Callable[[str, str], bool]


class TooFew(Exception):
    """There are not enough people, or too many sets' mates and conflicts, for so many readings."""


def assign(
    sets: Sequence[Sequence[str]],
    *,
    each: int,
    rounds: int = 1,
    conflicts: Iterable[tuple[str, str]] = (),
    outside: bool = True,
    seed: int = 0,
) -> list[dict[str, list[str]]]:
    """For each round: reader -> the authors they read. Raises TooFew."""
    random = Random(seed)  # noqa: S311 - no secret
    blocks = [sorted(keys) for keys in sets if keys]
    blocks.sort()
    random.shuffle(blocks)
    for block in blocks:
        random.shuffle(block)
    ring = [key for block in blocks for key in block]
    own = {key: n if outside else key for n, block in enumerate(blocks) for key in block}
    shut = {pair for one, other in conflicts for pair in ((one, other), (other, one))}
    used: Pairs = set()
    layers = []
    wide = max((len(block) for block in blocks), default=0) if outside else 1
    steps = distances(len(ring), wide, each * rounds, random)
    for n in range(each * rounds):
        begun = turned(ring, steps[n]) if n < len(steps) else None
        layer = mended(begun or {}, ring, own, shut, used, random)
        used.update(layer.items())
        layers.append(layer)
    return [together(ring, layers[n : n + each]) for n in range(0, each * rounds, each)]


def distances(many: int, wide: int, wanted: int, random: Random) -> list[int]:
    """Fresh ones, far apart, so that one reader's authors are not all of one set."""
    free = list(range(wide, (many + 1) // 2))
    random.shuffle(free)
    return free[:wanted]


def turned(ring: Sequence[str], step: int) -> Layer:
    many = len(ring)
    return {key: ring[(n + step) % many] for n, key in enumerate(ring)}


def together(ring: Sequence[str], layers: Sequence[Layer]) -> dict[str, list[str]]:
    return {key: [layer[key] for layer in layers] for key in ring}


def mended(
    layer: Layer,
    ring: Sequence[str],
    own: Mapping[str, int | str],
    shut: Pairs,
    used: Pairs,
    random: Random,
) -> Layer:
    """The same with as few authors changed as conflicts make necessary; all anew if there is no layer."""

    def amiss(reader: str, author: str) -> bool:
        return (
            own[reader] == own[author]
            or (reader, author) in shut
            or (reader, author) in used
            or (author, reader) in used
        )

    for _ in range(TRIES if not layer else 3):
        made = dict(layer) or dict(zip(ring, random.sample(ring, len(ring)), strict=True))
        if swapped(made, amiss, random):
            return made
    if layer:
        return mended({}, ring, own, shut, used, random)
    raise TooFew


def swapped(layer: Layer, amiss: Amiss, random: Random) -> bool:
    """Readers trade authors until nothing is amiss; False if that did not come to an end."""

    def wrong(reader: str) -> bool:
        author = layer[reader]
        return amiss(reader, author) or layer[author] == reader

    readers = list(layer)
    todo = [reader for reader in readers if wrong(reader)]
    left = 60 * len(todo) + 20 * len(readers) if len(todo) else 0
    while todo:
        reader = todo[-1]
        if not wrong(reader):
            todo.pop()
            continue
        left -= 1
        if left < 0:
            return False
        other = readers[int(random.random() * len(readers))]
        if other == reader:
            continue
        was = wrong(reader) + wrong(other)
        layer[reader], layer[other] = layer[other], layer[reader]
        now = wrong(reader) + wrong(other)
        if now > was or (now == was and random.random() < STAY):
            layer[reader], layer[other] = layer[other], layer[reader]
        elif wrong(other):
            todo.append(other)
    return not any(wrong(reader) for reader in readers)
