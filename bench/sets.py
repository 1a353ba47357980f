"""Forms learning sets and assigns reviews: ``python -m bench.sets``; each beside random sets.

People are invented by a fixed recipe: twenty-one times a week, half of the people free in the evenings
and at weekends, half by day, two in a hundred at one time at most; some large workplaces; one pair in
a hundred people kept together, two in a hundred kept apart.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from random import Random

from pactwork.solving.annealing import breaks
from pactwork.solving.costs import cost_of
from pactwork.solving.grouping import form
from pactwork.solving.joining import insert
from pactwork.solving.people import Member, Pair, Rules, crowd, sizes
from pactwork.solving.reading import assign
from pactwork.solving.scorecards import card

SIZES = (300, 3_000, 30_000)
LONGEST, LEAST_SHARE = 60.0, 0.95  # seconds; sets with two common times
EACH, ROUNDS = 3, 4


def invented(many: int, seed: int = 1) -> list[Member]:
    random = Random(seed)  # noqa: S311 - the same people every time
    return [person(n, many, random) for n in range(many)]


def person(n: int, many: int, random: Random) -> Member:
    by_day, free, slots = random.random() < 0.5, random.uniform(0.35, 0.85), 0
    for day in range(7):
        for part in range(3):
            at_work = (part != 2 and day < 5) != by_day
            if random.random() < free * (0.6 if at_work else 1):
                slots |= 1 << day * 3 + part
    if random.random() < 0.02:
        slots &= 1 << random.randrange(21)
    level = min(4, int(random.expovariate(0.6)))
    held = f"w{int(random.paretovariate(0.9) * 3)}" if random.random() < 0.3 else f"own{n}"
    return Member(f"p{n:06}", slots, level, random.choice("abcdefghijkl"), held)


def rules_over(people: Sequence[Member], seed: int = 2) -> Rules:
    """Kept together: never colleagues, who may not share a set."""
    random = Random(seed)  # noqa: S311
    held = {m.key: m.workplace for m in people}
    keys = list(held)
    random.shuffle(keys)
    pairs = list(zip(keys[::2], keys[1::2], strict=False))
    each = len(people) // 100
    together = tuple(pair for pair in pairs[:each] if held[pair[0]] != held[pair[1]])
    apart: tuple[Pair, ...] = tuple(pairs[each : each * 3])
    return Rules(apart, together)


def at_random(people: Sequence[Member], rules: Rules) -> list[list[str]]:
    keys = [m.key for m in people]
    Random(3).shuffle(keys)  # noqa: S311
    sets, begin = [], 0
    for size in sizes(len(keys), rules.size):
        sets.append(keys[begin : begin + size])
        begin += size
    return sets


def row(people: Sequence[Member], rules: Rules, sets: Sequence[Sequence[str]], took: float) -> str:
    """Counted from the people, not by what formed the sets."""
    known = crowd(people, rules)
    place, cost = known.place, cost_of(known)
    costs = [cost([place[key] for key in keys]) for keys in sets]
    of = {key: n for n, keys in enumerate(sets) for key in keys}
    parted = sum(of[one] != of[other] for one, other in rules.together)
    slots = {m.key: m.slots or 0 for m in people}
    two = 0
    for keys in sets:
        common = -1
        for key in keys:
            common &= slots[key]
        two += common.bit_count() >= 2
    share = two / len(sets)
    return f"{breaks(costs) + parted} | {share:.1%} | {sum(costs) / len(sets):,.0f} | {took:.1f}"


def formed(many: int) -> list[str]:
    people = invented(many)
    rules = rules_over(people)
    print(f"| {many:,} at random | {row(people, rules, at_random(people, rules), 0.0)} |")
    begun = time.perf_counter()
    found = form(people, rules, seed=1)
    took = time.perf_counter() - begun
    said = row(people, rules, found.sets, took)
    print(f"| {many:,} formed | {said} |", flush=True)
    hard, share = int(said.split(" | ")[0]), float(said.split(" | ")[1].rstrip("%")) / 100
    amiss = [f"{hard} hard rules broken"] * (hard > 0)
    amiss += [f"{share:.1%} can meet twice"] * (share < LEAST_SHARE)
    return amiss + [f"took {took:.0f} s"] * (took > LONGEST)


def joined(many: int) -> None:
    """Sixty join sets that stand: nobody else moves, by construction; what it takes is time."""
    people, more = invented(many), [Member(f"q{n}", 0b111111 << n % 12) for n in range(60)]
    rules = rules_over(people)
    sets = [list(keys) for keys in form(people, rules, seed=1).sets]
    known = crowd([*people, *more], rules)
    begun, placed = time.perf_counter(), 0
    for newcomer in more:
        place = insert(known, sets, newcomer.key)
        if place is not None:
            sets[place].append(newcomer.key)
            placed += 1
    took = time.perf_counter() - begun
    meet = sum(card(known, keys).meets for keys in sets) / len(sets)
    print(
        f"\n60 join {many:,}: {placed} placed in {took:.2f} s, 0 others moved, {meet:.1%} can meet"
    )


def read(many: int) -> list[str]:
    sets = at_random(invented(many), Rules())
    random = Random(4)  # noqa: S311
    keys = [key for one in sets for key in one]
    conflicts = [(random.choice(keys), random.choice(keys)) for _ in range(many // 20)]
    conflicts = [pair for pair in conflicts if pair[0] != pair[1]]
    begun = time.perf_counter()
    rounds = assign(sets, each=EACH, rounds=ROUNDS, conflicts=conflicts, seed=1)
    took = time.perf_counter() - begun
    drawn = [{key: random.sample(keys, EACH) for key in keys} for _ in range(ROUNDS)]
    print(f"| {many:,} drawn at random | {wrong(sets, drawn, conflicts)} | |")
    amiss = wrong(sets, rounds, conflicts)
    print(f"| {many:,} on the ring | {amiss} | {took:.1f} |", flush=True)
    return [f"{amiss} readings amiss"] * (amiss > 0)


def wrong(
    sets: Sequence[Sequence[str]], rounds: list[dict[str, list[str]]], conflicts: Sequence[Pair]
) -> int:
    """Own set, oneself, a conflict, each other, a pair again; and everybody read too much or little."""
    of = {key: n for n, keys in enumerate(sets) for key in keys}
    shut, seen, found = {frozenset(pair) for pair in conflicts}, set[Pair](), 0
    for reads in rounds:
        counts = Counter(author for authors in reads.values() for author in authors)
        found += sum(abs(counts[key] - EACH) for key in of)
        for reader, authors in reads.items():
            for author in authors:
                known = {(reader, author), (author, reader)} & seen
                found += of[reader] == of[author] or bool(known)
                found += frozenset((reader, author)) in shut
                seen.add((reader, author))
    return found


def main() -> None:
    print("| people | hard rules broken | sets with two common times | mean cost | seconds |")
    print("| --- | --- | --- | --- | --- |")
    amiss = [line for many in SIZES for line in formed(many)]
    joined(3_000)
    print(f"\n| {EACH} readings each, {ROUNDS} rounds | amiss | seconds |")
    print("| --- | --- | --- |")
    for many in (3_000, 30_000):
        amiss += read(many)
    if amiss:
        sys.exit("\n".join(amiss))


if __name__ == "__main__":
    main()
