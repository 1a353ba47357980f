"""Where the search begins: the least free first, each set filled with whoever keeps it able to meet."""

from collections.abc import Sequence
from random import Random

from pactwork.solving.annealing import Unit, people
from pactwork.solving.costs import FEW_MEETINGS, Cost
from pactwork.solving.people import Crowd

LOOKED_AT = 40  # people compared for each place in a set, and the least free of all:
NEAREST = 8


def opening(crowd: Crowd, wanted: Sequence[int], cost: Cost, seed: int) -> list[list[Unit]] | None:
    """Sets of the wanted sizes, units whole; None if the units do not fill them in this way."""
    random = Random(seed)  # noqa: S311 - no secret
    packed = pack(crowd, wanted)
    if packed is None:
        return None
    alone: list[Unit] = [unit for unit in crowd.units if len(unit) == 1]
    random.shuffle(alone)
    alone.sort(key=lambda unit: crowd.slots[unit[0]].bit_count(), reverse=True)
    for units, size in sorted(zip(packed, wanted, strict=True), key=lambda pair: not pair[0]):
        room = size - sum(map(len, units))
        if room and not units:
            units.append(alone.pop())
            room -= 1
        for _ in range(room):
            units.append(alone.pop(best(units, alone, cost, random)))
    return packed


def best(units: list[Unit], alone: list[Unit], cost: Cost, random: Random) -> int:
    """The place, among some of those left, of the least free who still costs this set little."""
    left = len(alone)
    places = {int(random.random() * left) for _ in range(LOOKED_AT)}
    places.update(range(max(0, left - NEAREST), left))
    here = people(units)
    return min(places, key=lambda n: (cost([*here, *alone[n]]) // FEW_MEETINGS, -n))


def pack(crowd: Crowd, wanted: Sequence[int]) -> list[list[Unit]] | None:
    """Units of two or more, the largest first, each where most room is left."""
    sets: list[list[Unit]] = [[] for _ in wanted]
    room = list(wanted)
    for unit in sorted(crowd.units, key=len, reverse=True):
        if len(unit) == 1:
            break
        place = max(range(len(room)), key=lambda n: room[n])
        if room[place] < len(unit):
            return None
        sets[place].append(unit)
        room[place] -= len(unit)
    return sets
