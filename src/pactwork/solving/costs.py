"""What a set costs, in whole numbers: a hard rule outweighs every wish, an earlier wish a later one."""

from collections.abc import Callable, Sequence

from pactwork.solving.people import Crowd

HARD = 1_000_000  # two who may not be together
NO_MEETING = 20_000  # each common time short of two
FEW_MEETINGS = 1_000  # each short of four
ALIKE = 300  # each level of experience by which the spread is short of two
UNEVEN = 10  # each tenth of a level by which a set's mean is off
REPEATED = 50  # a discipline that is there already
LEAST, WANTED, SPREAD = 2, 4, 2

Cost = Callable[[Sequence[int]], int]


def slots_cost(common: int) -> int:
    return NO_MEETING * max(0, LEAST - common) + FEW_MEETINGS * max(0, WANTED - common)


def cost_of(crowd: Crowd) -> Cost:
    """The cost of one set, as fast as plain Python can: everything it reads is at hand."""
    slots, levels = crowd.slots.__getitem__, crowd.experience
    discipline, workplace = crowd.disciplines.__getitem__, crowd.workplaces.__getitem__
    apart, any_apart = crowd.apart, crowd.any_apart
    prices = [slots_cost(n) for n in range(61)]
    spreads = [ALIKE * max(0, SPREAD - n) for n in range(5)]
    mean = crowd.mean

    def cost(members: Sequence[int]) -> int:
        if not members:
            return 0
        common = -1
        for each in map(slots, members):
            common &= each
        size = len(members)
        total = prices[common.bit_count()]
        total += HARD * (size - len(set(map(workplace, members))))
        total += REPEATED * (size - len(set(map(discipline, members))))
        if any_apart:
            total += HARD * broken(apart, members)
        known = [levels[n] for n in members]
        total += spreads[max(known) - min(known)]
        return total + UNEVEN * abs(sum(known) * 10 // size - mean)

    return cost


def broken(apart: Sequence[frozenset[int]], members: Sequence[int]) -> int:
    """Pairs kept apart that are together here."""
    return sum(len(apart[n].intersection(members)) for n in members if apart[n]) // 2
