"""Forming learning sets: no hard rule broken if there is any way, and as good as the tries allow."""

from collections.abc import Sequence
from dataclasses import dataclass

from pactwork.solving.annealing import Search, breaks, people
from pactwork.solving.conflicts import Conflict, arranged, conflicts
from pactwork.solving.costs import cost_of
from pactwork.solving.opening import opening
from pactwork.solving.people import Crowd, Member, Rules, crowd, sizes

TRIES_EACH, MOST_TRIES, LEAST_TRIES = 400, 400_000, 40  # a head; in all; a head in a large crowd
MENDING = 200_000


@dataclass(frozen=True)
class Formed:
    """Sets of keys, the fullest first, and what they cost; or why there can be none."""

    sets: tuple[tuple[str, ...], ...] = ()
    cost: int = 0
    conflicts: tuple[Conflict, ...] = ()


def form(members: Sequence[Member], rules: Rules, *, seed: int, tries: int = 0) -> Formed:
    """The same for the same people, rules and seed, in whatever order the people come."""
    if not members:
        return Formed()
    known = crowd(members, rules)
    found = conflicts(known)
    if found:
        return Formed(conflicts=tuple(found))
    search = searched(known, seed, tries or tries_for(len(members)))
    if search is None or breaks(search.costs):
        search, found = last_resort(known, search, seed, tries)
        if search is None:
            return Formed(conflicts=tuple(found))
    keys = [sorted(known.members[n].key for n in people(units)) for units in search.sets]
    return Formed(tuple(sorted(map(tuple, keys), key=lambda k: (-len(k), k))), search.total)


def tries_for(many: int) -> int:
    return max(min(TRIES_EACH * many, MOST_TRIES), LEAST_TRIES * many)


def searched(known: Crowd, seed: int, tries: int) -> Search | None:
    cost = cost_of(known)
    begun = opening(known, sizes(len(known.members), known.rules.size), cost, seed)
    if begun is None:
        return None
    search = Search(begun, cost, seed)
    search.mend(MENDING)
    if not breaks(search.costs):
        search.run(tries)
    return search


def last_resort(
    known: Crowd, search: Search | None, seed: int, tries: int
) -> tuple[Search | None, list[Conflict]]:
    """Every arrangement that the hard rules leave, one after the other; then what stands in the way."""
    found, why = arranged(known)
    if found is None:
        return None, why
    again = Search(found, cost_of(known), seed)
    again.run(tries or tries_for(len(known.members)))
    return again, []
