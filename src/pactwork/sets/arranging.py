"""A proposal worked out from people and rules alone: new sets, places for joiners, or all sets anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pactwork.solving.conflicts import Conflict
from pactwork.solving.grouping import form
from pactwork.solving.joining import insert
from pactwork.solving.people import Member, Rules, crowd

KINDS = ("new", "join", "keep", "anew")


@dataclass(frozen=True)
class Group:
    """A set in a proposal. ``ref``: of the set that is there already, or nothing."""

    ref: str
    name: str
    members: tuple[str, ...]  # refs of places

    @property
    def stored(self) -> dict[str, Any]:
        return {"ref": self.ref, "name": self.name, "members": list(self.members)}


@dataclass(frozen=True)
class Person:
    """Somebody to be placed: ``member.key`` is the ref of their place on the run."""

    member: Member
    cohort: int  # 0: none
    set: str  # the ref of their set, or nothing


@dataclass(frozen=True)
class Arranged:
    groups: tuple[Group, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def groups_of(stored: Sequence[Mapping[str, Any]]) -> tuple[Group, ...]:
    return tuple(Group(g["ref"], g["name"], tuple(g["members"])) for g in stored)


def as_they_are(people: Sequence[Person], sets: Mapping[str, str]) -> list[Group]:
    """``sets``: ref -> name, of every set of the run."""
    found: dict[str, list[str]] = {ref: [] for ref in sets}
    for person in people:
        if person.set:
            found[person.set].append(person.member.key)
    return [Group(ref, sets[ref], tuple(sorted(keys))) for ref, keys in found.items() if keys]


def arranged(
    kind: str, people: Sequence[Person], sets: Mapping[str, str], rules: Rules, seed: int
) -> Arranged:
    """People of different cohorts are never in one set."""
    now = as_they_are(people, sets)
    if kind == "keep":
        return Arranged(tuple(now))
    if kind == "join":
        return Arranged(tuple(joined(people, now, rules)))
    chosen = [p for p in people if kind == "anew" or not p.set]
    formed: list[tuple[str, ...]] = []
    conflicts: list[Conflict] = []
    for cohort in sorted({p.cohort for p in chosen}):
        members = [p.member for p in chosen if p.cohort == cohort]
        found = form(members, rules, seed=seed)
        conflicts += found.conflicts
        formed += found.sets
    if conflicts:
        return Arranged(conflicts=tuple(conflicts))
    if kind == "anew":
        return Arranged(tuple(matched(formed, now)))
    return Arranged((*now, *(Group("", "", keys) for keys in formed)))


def joined(people: Sequence[Person], now: list[Group], rules: Rules) -> list[Group]:
    """The least free find their place first; whoever fits nowhere stays without a set."""
    cohort = {p.member.key: p.cohort for p in people}
    waiting = [p for p in people if not p.set]
    waiting.sort(key=lambda p: (free(p.member), p.member.key))
    crowds = {
        one: crowd([p.member for p in people if p.cohort == one], rules)
        for one in {p.cohort for p in waiting}
    }
    for person in waiting:
        groups = [n for n, g in enumerate(now) if cohort[g.members[0]] == person.cohort]
        members = [now[n].members for n in groups]
        place = insert(crowds[person.cohort], members, person.member.key)
        if place is not None:
            old = now[groups[place]]
            now[groups[place]] = Group(old.ref, old.name, (*old.members, person.member.key))
    return now


def free(member: Member) -> int:
    return 99 if member.slots is None else member.slots.bit_count()


def matched(formed: Sequence[tuple[str, ...]], now: Sequence[Group]) -> list[Group]:
    """Each new set goes on as the old one with most of the same people, so that fewest change."""
    left = list(now)
    common = sorted(
        ((len(set(keys).intersection(g.members)), n, m) for n, keys in enumerate(formed)
         for m, g in enumerate(left)),
        key=lambda found: (-found[0], found[1], found[2]),
    )  # fmt: skip
    of: dict[int, Group] = {}
    taken: set[int] = set()
    for many, n, m in common:
        if many and n not in of and m not in taken:
            of[n] = left[m]
            taken.add(m)
    spare = [g for m, g in enumerate(left) if m not in taken]
    for n in range(len(formed)):
        if n not in of and spare:
            of[n] = spare.pop(0)
    groups = [
        Group(of[n].ref, of[n].name, keys) if n in of else Group("", "", keys)
        for n, keys in enumerate(formed)
    ]
    order = {group.ref: n for n, group in enumerate(now)}
    return sorted(groups, key=lambda g: order.get(g.ref, len(order)))


def moved(groups: Sequence[Group], key: str, to: int | None) -> list[Group]:
    """Somebody is put in the set at this place of the list; None: in none."""
    found = [Group(g.ref, g.name, tuple(k for k in g.members if k != key)) for g in groups]
    if to is not None:
        old = found[to]
        found[to] = Group(old.ref, old.name, (*old.members, key))
    return found
