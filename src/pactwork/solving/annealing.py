"""The search: units change places between sets, always for the better and now and then for the worse.

Units stay whole and sets keep their sizes, so people kept together are never parted on the way.
"""

import math
from collections.abc import Sequence
from random import Random

from pactwork.solving.costs import FEW_MEETINGS, HARD, NO_MEETING, Cost

Unit = tuple[int, ...]
HOT, COLD = 500.0, 10.0
MENDING = 500
ROUNDS = 40  # how often the temperature falls, and the worst sets are looked up anew
ON_THE_WORST = 0.6  # of the tries begin in a set that lacks times to meet, or breaks a rule


class Search:
    """Sets as lists of units, what each costs, and tries at making them cost less."""

    def __init__(self, sets: list[list[Unit]], cost: Cost, seed: int) -> None:
        self.sets, self.cost, self.random = sets, cost, Random(seed)  # noqa: S311 - no secret
        self.costs = [cost(people(units)) for units in sets]

    @property
    def total(self) -> int:
        return sum(self.costs)

    def run(self, tries: int) -> None:
        if len(self.sets) < 2:
            return
        for n in range(ROUNDS):
            self.round(tries // ROUNDS, HOT * (COLD / HOT) ** (n / (ROUNDS - 1)))

    def round(self, tries: int, heat: float) -> None:
        chance, sets, costs = self.random.random, self.sets, self.costs
        many, cost, log = len(sets), self.cost, math.log
        worst = self.worst()
        for _ in range(tries):
            in_need = chance() < ON_THE_WORST
            one = worst[int(chance() * len(worst))] if in_need else int(chance() * many)
            other = int(chance() * many)
            if one == other:
                continue
            here, there = sets[one], sets[other]
            unit = here[int(chance() * len(here))]
            back = self.fitting(there, len(unit))
            if back is None:
                continue
            ours = [u for u in here if u is not unit] + back
            theirs = [u for u in there if u not in back] + [unit]
            allowed = costs[one] + costs[other] - heat * log(chance() or 1e-300)
            first = cost(people(ours))
            if first > allowed:
                continue
            second = cost(people(theirs))
            if first + second <= allowed:
                sets[one], sets[other], costs[one], costs[other] = ours, theirs, first, second

    def worst(self) -> Sequence[int]:
        """Sets that break a rule; if there are none, those that can hardly meet; else all."""
        everyone = range(len(self.sets))
        for limit in (HARD, NO_MEETING, FEW_MEETINGS):
            found = [n for n in everyone if self.costs[n] >= limit]
            if found:
                return found
        return everyone

    def mend(self, tries: int) -> None:
        """Tries that begin where a rule is broken, until none is, or so many were in vain."""
        while tries > 0 and breaks(self.costs):
            self.round(MENDING, COLD)
            tries -= MENDING

    def fitting(self, units: list[Unit], size: int) -> list[Unit] | None:
        """Whole units of a set that together are as many as those who would come."""
        begin = int(self.random.random() * len(units))
        unit = units[begin]
        if len(unit) == size:
            return [unit]
        found, room = [], size
        for unit in units[begin:] + units[:begin]:
            if len(unit) <= room:
                found.append(unit)
                room -= len(unit)
                if not room:
                    return found
        return None


def people(units: Sequence[Unit]) -> list[int]:
    return [n for unit in units for n in unit]


def breaks(costs: Sequence[int]) -> int:
    """How many hard rules are broken: nothing else adds up to one of them."""
    return sum(cost // HARD for cost in costs)
