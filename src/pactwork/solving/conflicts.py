"""Whether the hard rules leave any way at all, and if not, which of them stand against each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pactwork.solving.annealing import Unit
from pactwork.solving.people import Crowd, Pair, crowd, sizes

Kind = Literal["apart_together", "colleagues_together", "too_many_together", "workplace", "rules"]
MOST_STEPS = 50_000  # of the search through all arrangements, each a person put somewhere
MOST_UNITS = 900  # as deep as Python goes
FEW_STEPS = 2_000  # of the same search, once for each rule that may be left out
MOST_NAMED = 60  # hard rules of which we try to leave out each in turn


@dataclass(frozen=True)
class Conflict:
    """``keys``: whom it is about. ``count`` and ``room``: how many, where only so many can be."""

    kind: Kind
    keys: tuple[str, ...]
    count: int = 0
    room: int = 0
    pairs: tuple[Pair, ...] = ()

    @property
    def stored(self) -> dict[str, Any]:
        return {"kind": self.kind, "keys": self.keys, "count": self.count, "room": self.room}


def conflicts(known: Crowd) -> list[Conflict]:
    """What can be seen without searching."""
    wanted = sizes(len(known.members), known.rules.size)
    return [*within_units(known, max(wanted) + 1), *crowded_workplaces(known, len(wanted))]


def within_units(known: Crowd, most: int) -> Iterator[Conflict]:
    for unit in known.units:
        if len(unit) == 1:
            continue
        if len(unit) > most:
            yield Conflict("too_many_together", keys(known, unit), len(unit), most)
        for n, one in enumerate(unit):
            for other in unit[n + 1 :]:
                pair = keys(known, (one, other))
                if other in known.apart[one]:
                    yield Conflict("apart_together", pair)
                if known.workplaces[one] == known.workplaces[other]:
                    yield Conflict("colleagues_together", pair)


def crowded_workplaces(known: Crowd, sets: int) -> Iterator[Conflict]:
    found = defaultdict[int, list[int]](list)
    for n, workplace in enumerate(known.workplaces):
        found[workplace].append(n)
    for members in found.values():
        if len(members) > sets:
            yield Conflict("workplace", keys(known, members), len(members), sets)


def keys(known: Crowd, places: Sequence[int]) -> tuple[str, ...]:
    return tuple(known.members[n].key for n in places)


def arranged(known: Crowd) -> tuple[list[list[Unit]] | None, list[Conflict]]:
    """Any arrangement that breaks no hard rule, sizes one off if need be; or why there is none."""
    for slack in (0, 1):
        found, _ = arrangement(known, slack, MOST_STEPS)
        if found is not None:
            return found, []
    return None, [smallest(known)]


def arrangement(known: Crowd, slack: int, steps: int) -> tuple[list[list[Unit]] | None, bool]:
    """Units one after the other, the most bound first, wherever they may be: back and forth.

    And whether that was all there is: False if the steps did not last.
    """
    wanted = sizes(len(known.members), known.rules.size)
    most, least = max(wanted) + slack, min(wanted) - slack
    together = defaultdict[int, int](int)
    for workplace in known.workplaces:
        together[workplace] += 1
    order = sorted(known.units, key=lambda u: (-len(u), -bound(known, u, together)))
    sets: list[list[Unit]] = [[] for _ in wanted]
    inside: list[set[int]] = [set() for _ in wanted]

    def put(n: int) -> bool:
        nonlocal steps
        steps -= 1
        if n == len(order):
            return all(len(members) >= least for members in inside)
        short = sum(max(0, least - len(members)) for members in inside)
        if steps < 0 or short > sum(map(len, order[n:])):
            return False
        unit, tried_empty = order[n], False
        for place in sorted(range(len(sets)), key=lambda p: len(inside[p])):
            if not inside[place]:
                if tried_empty:  # one empty set is as good as another
                    continue
                tried_empty = True
            if len(inside[place]) + len(unit) > most or clash(known, unit, inside[place]):
                continue
            sets[place].append(unit)
            inside[place].update(unit)
            if put(n + 1):
                return True
            sets[place].pop()
            inside[place].difference_update(unit)
        return False

    found = len(order) < MOST_UNITS and put(0)
    return (sets if found else None), len(order) < MOST_UNITS and steps >= 0


def bound(known: Crowd, unit: Unit, together: dict[int, int]) -> int:
    return sum(len(known.apart[n]) + together[known.workplaces[n]] for n in unit)


def clash(known: Crowd, unit: Unit, inside: set[int]) -> bool:
    there = {known.workplaces[n] for n in inside}
    return any(known.apart[n] & inside or known.workplaces[n] in there for n in unit)


def smallest(known: Crowd) -> Conflict:
    """Rules that cannot be kept at once, each of which is needed for that: leave one out in turn."""
    rules, left = known.rules, list(known.rules.apart + known.rules.together)
    bound_by_rules = Conflict("rules", (), pairs=tuple(left))
    if len(left) > MOST_NAMED:
        return bound_by_rules
    for pair in list(left):
        fewer = [other for other in left if other != pair]
        less = replace(rules, apart=of(rules.apart, fewer), together=of(rules.together, fewer))
        found, all_tried = arrangement(crowd(known.members, less), 1, FEW_STEPS)
        if found is None and all_tried:
            left = fewer
    return Conflict(
        "rules", tuple(sorted({key for pair in left for key in pair})), pairs=tuple(left)
    )


def of(pairs: Sequence[Pair], kept: Sequence[Pair]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if pair in kept)
