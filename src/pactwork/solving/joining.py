"""One person at a time: the best set for somebody who joins, and what a move by hand would cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from pactwork.solving.costs import HARD, cost_of
from pactwork.solving.people import Crowd

FULL = 5_000  # one more than a set should have: less than two common times, more than four
SMALLER = 100  # each who is there already: small sets fill first


@dataclass(frozen=True)
class Price:
    """What all sets concerned cost before and after; ``breaks``: hard rules more than before."""

    before: int
    after: int
    breaks: int

    @property
    def difference(self) -> int:
        return self.after - self.before


Sets = Sequence[Sequence[str]]


def insert(known: Crowd, sets: Sets, key: str) -> int | None:
    """Which set somebody joins, nobody else moved; None if each would break a hard rule or be full.

    Who is to be with somebody goes to them, or nowhere.
    """
    place, cost = known.place, cost_of(known)
    most = max(known.rules.size + 1, *(len(keys) for keys in sets), 0) if sets else 0
    partners = {n for unit in known.units if place[key] in unit for n in unit} - {place[key]}
    best: tuple[int, int] | None = None
    for n, keys in enumerate(sets):
        here = [place[k] for k in keys]
        if len(here) >= most and len(here) > known.rules.size:
            continue
        if partners and not partners.intersection(here) and settled(partners, sets, place):
            continue
        more = cost([*here, place[key]]) - cost(here)
        if more < HARD:
            crowding = FULL * (len(here) >= known.rules.size) + SMALLER * len(here)
            best = min(best or (more + crowding, n), (more + crowding, n))
    return best[1] if best else None


def settled(partners: set[int], sets: Sets, place: dict[str, int]) -> bool:
    """Whether any of those to stay with are in a set already."""
    return any(place[key] in partners for keys in sets for key in keys)


def price(known: Crowd, before: Sets, after: Sets) -> Price:
    """Of the sets that differ; people kept together and parted count as a broken rule."""
    place, cost = known.place, cost_of(known)
    old = sum(cost([place[k] for k in keys]) for keys in before)
    new = sum(cost([place[k] for k in keys]) for keys in after)
    old, new = old + HARD * parted(known, before), new + HARD * parted(known, after)
    return Price(old, new, new // HARD - old // HARD)


def parted(known: Crowd, sets: Sets) -> int:
    of = {key: n for n, keys in enumerate(sets) for key in keys}
    return sum(
        of[one] != of[other] for one, other in known.rules.together if one in of and other in of
    )
