"""Whom sets are made of: what somebody said of themselves, and the rules over them all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

EVERY_SLOT = (1 << 60) - 1
KNOWN_LEVELS = range(5)
MIDDLE = 2  # the level of somebody who has not said

Pair = tuple[str, str]


@dataclass(frozen=True)
class Member:
    """``slots``: a bit for each time in the week; None, or no level: they have not said."""

    key: str
    slots: int | None = None
    experience: int | None = None
    discipline: str = ""
    workplace: str = ""


@dataclass(frozen=True)
class Rules:
    """What may never be, and about how many a set has."""

    apart: tuple[Pair, ...] = ()
    together: tuple[Pair, ...] = ()
    size: int = 5
    colleagues_apart: bool = True


@dataclass(frozen=True)
class Crowd:
    """The same in columns, by place, which is what the search reads thousands of times a second."""

    members: tuple[Member, ...]
    rules: Rules
    slots: list[int] = field(repr=False)
    experience: list[int] = field(repr=False)
    disciplines: list[int] = field(repr=False)
    workplaces: list[int] = field(repr=False)
    apart: list[frozenset[int]] = field(repr=False)
    units: list[tuple[int, ...]] = field(repr=False)  # who stays together, mostly alone
    mean: int  # of experience, in tenths

    @cached_property
    def place(self) -> dict[str, int]:
        return {member.key: n for n, member in enumerate(self.members)}

    @cached_property
    def any_apart(self) -> bool:
        return any(self.apart)


def crowd(people: Sequence[Member], rules: Rules) -> Crowd:
    """In the order of their keys, so that the order they came in changes nothing."""
    members = tuple(sorted(people, key=lambda member: member.key))
    levels = [MIDDLE if m.experience is None else m.experience for m in members]
    colleagues = rules.colleagues_apart
    return Crowd(
        members,
        rules,
        [EVERY_SLOT if m.slots is None else m.slots for m in members],
        levels,
        numbered([m.discipline for m in members]),
        numbered([m.workplace if colleagues else "" for m in members]),
        apart(members, rules),
        units(members, rules),
        sum(levels) * 10 // len(levels) if levels else 0,
    )


def numbered(words: Sequence[str]) -> list[int]:
    """The same number for the same words; nobody shares what was left blank."""
    alone, known = count(-1, -1), dict[str, int]()
    found = []
    for said in words:
        word = " ".join(said.casefold().split())
        found.append(known.setdefault(word, len(known)) if word else next(alone))
    return found


def apart(members: Sequence[Member], rules: Rules) -> list[frozenset[int]]:
    place = {member.key: n for n, member in enumerate(members)}
    found: list[set[int]] = [set() for _ in members]
    for one, other in rules.apart:
        if one in place and other in place and one != other:
            found[place[one]].add(place[other])
            found[place[other]].add(place[one])
    return [frozenset(others) for others in found]


def units(members: Sequence[Member], rules: Rules) -> list[tuple[int, ...]]:
    """Everybody, those who stay together as one: pairs that share somebody are one unit."""
    place = {member.key: n for n, member in enumerate(members)}
    head = list(range(len(members)))

    def root(n: int) -> int:
        while head[n] != n:
            head[n] = n = head[head[n]]
        return n

    for one, other in rules.together:
        if one in place and other in place:
            low, high = sorted((root(place[one]), root(place[other])))
            head[high] = low
    found: dict[int, list[int]] = {}
    for n in range(len(members)):
        found.setdefault(root(n), []).append(n)
    return [tuple(unit) for unit in found.values()]


def sizes(people: int, size: int) -> list[int]:
    """How many each set has: as near to the size as can be, and no two further apart than one."""
    if not people:
        return []
    low = max(1, people // size)
    far = [(max(abs(people // k - size), abs(-(-people // k) - size)), k) for k in (low, low + 1)]
    sets = min(far)[1]
    each, rest = divmod(people, sets)
    return [each + 1] * rest + [each] * (sets - rest)
