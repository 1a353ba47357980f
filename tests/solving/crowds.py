"""Invented people for the tests of solving, and what is plainly true of a set."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import strategies as st

from pactwork.solving.people import Member, Rules

WORD = st.sampled_from(["", "history", "nursing", "law"])
HELD = st.sampled_from(["", "", "Larkmoor", "Tarn", "Quay"])
SLOTS = st.none() | st.integers(0, 255)


@st.composite
def crowds(draw: st.DrawFn, most: int = 17) -> tuple[list[Member], Rules]:
    many = draw(st.integers(1, most))
    members = [
        Member(f"p{n:02}", draw(SLOTS), draw(st.none() | st.integers(0, 4)), draw(WORD), draw(HELD))
        for n in range(many)
    ]
    keys = st.sampled_from([m.key for m in members])
    pairs = st.lists(st.tuples(keys, keys).filter(lambda p: p[0] != p[1]), max_size=3)
    size = draw(st.integers(3, 6))
    if many < 2:
        return members, Rules(size=size)
    return members, Rules(tuple(draw(pairs)), tuple(draw(pairs)), size, draw(st.booleans()))


def broken(members: Sequence[Member], rules: Rules, sets: Sequence[Sequence[str]]) -> int:
    """Hard rules broken, counted pair by pair."""
    of = {m.key: m for m in members}
    found = sum(
        frozenset(pair) in {frozenset(p) for p in rules.apart}
        for keys in sets
        for pair in combinations(keys, 2)
    )
    where = {key: n for n, keys in enumerate(sets) for key in keys}
    found += sum(
        where[a] != where[b] for a, b in {frozenset(p): p for p in rules.together}.values()
    )
    for keys in sets if rules.colleagues_apart else ():
        held = [of[key].workplace for key in keys if of[key].workplace]
        found += len(held) - len(set(held))
    return found


def plain_cost(members: Sequence[Member], rules: Rules, keys: Sequence[str]) -> int:
    """What one set costs, as one would work it out by hand."""
    of = {m.key: m for m in members}
    here = [of[key] for key in keys]
    common = set(range(60))
    for m in here:
        if m.slots is not None:
            common &= {bit for bit in range(60) if m.slots & 1 << bit}
    times = len(common)
    cost = 20_000 * max(0, 2 - times) + 1_000 * max(0, 4 - times)
    pairs = {frozenset(pair) for pair in rules.apart}
    cost += 1_000_000 * sum(frozenset(pair) in pairs for pair in combinations(keys, 2))
    held = [m.workplace for m in here if m.workplace]
    cost += 1_000_000 * (len(held) - len(set(held))) if rules.colleagues_apart else 0
    jobs = [m.discipline for m in here if m.discipline]
    cost += 50 * (len(jobs) - len(set(jobs)))
    levels = [2 if m.experience is None else m.experience for m in here]
    everyone = [2 if m.experience is None else m.experience for m in members]
    cost += 300 * max(0, 2 - (max(levels) - min(levels)))
    mean = sum(everyone) * 10 // len(everyone)
    return cost + 10 * abs(sum(levels) * 10 // len(levels) - mean)
