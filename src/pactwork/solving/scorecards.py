"""How a set does, in facts that can be said in a sentence each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pactwork.solving.costs import HARD, LEAST, SPREAD, WANTED, cost_of
from pactwork.solving.people import Crowd


@dataclass(frozen=True)
class Card:
    """``common``: the times at which all who have said can meet. ``silent``: who has not said."""

    keys: tuple[str, ...]
    common: tuple[int, ...]
    silent: tuple[str, ...]
    hardly_free: tuple[str, ...]
    levels: tuple[int, ...]
    repeated: tuple[str, ...]
    colleagues: tuple[tuple[str, ...], ...]
    parted: tuple[tuple[str, str], ...]  # to be together, and are not all here
    apart: tuple[tuple[str, str], ...]  # to be apart, and are both here
    cost: int

    @property
    def meets(self) -> bool:
        return len(self.common) >= LEAST

    @property
    def meets_well(self) -> bool:
        return len(self.common) >= WANTED

    @property
    def mixed(self) -> bool:
        return bool(self.levels) and max(self.levels) - min(self.levels) >= SPREAD

    @property
    def breaks(self) -> int:
        return self.cost // HARD + len(self.parted)


def card(known: Crowd, keys: Sequence[str]) -> Card:
    place = known.place
    here = sorted(place[key] for key in keys)
    members = [known.members[n] for n in here]
    said = [m.slots for m in members if m.slots is not None]
    common = -1 if said else 0
    for slots in said:
        common &= slots
    jobs = Counter(" ".join(m.discipline.casefold().split()) for m in members if m.discipline)
    inside = {m.key for m in members}
    return Card(
        keys=tuple(m.key for m in members),
        common=tuple(bit for bit in range(common.bit_length()) if common >> bit & 1),
        silent=tuple(m.key for m in members if m.slots is None),
        hardly_free=tuple(
            m.key for m in members if m.slots is not None and m.slots.bit_count() < LEAST
        ),
        levels=tuple(sorted(m.experience for m in members if m.experience is not None)),
        repeated=tuple(sorted(job for job, many in jobs.items() if many > 1)),
        colleagues=colleagues(known, here),
        parted=tuple(p for p in known.rules.together if len(inside.intersection(p)) == 1),
        apart=tuple(p for p in known.rules.apart if inside.issuperset(p)),
        cost=cost_of(known)(here),
    )


def broken_in(known: Crowd, keys: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The hard rules that these people together break: which kind, and about whom."""
    place, members = known.place, known.members
    here = sorted(place[key] for key in keys)
    found: list[tuple[str, tuple[str, ...]]] = []
    if len({known.workplaces[n] for n in here}) < len(here):
        found += [("colleagues", who) for who in colleagues(known, here)]
    for n in here:
        both = known.apart[n].intersection(here)
        found += [("apart", (members[n].key, members[o].key)) for o in sorted(both) if o > n]
    inside = set(keys)
    parted = [p for p in known.rules.together if (p[0] in inside) != (p[1] in inside)]
    return found + [("parted", who) for who in parted]


def colleagues(known: Crowd, here: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    found: dict[int, list[str]] = {}
    for n in here:
        found.setdefault(known.workplaces[n], []).append(known.members[n].key)
    return tuple(tuple(keys) for keys in found.values() if len(keys) > 1)
