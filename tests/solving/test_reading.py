"""Who reads whom: exact balance, nobody themselves, nobody each other, nobody twice."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.solving.reading import TooFew, assign
from pactwork.solving.substitutes import substitutes


def sets_of(sizes: list[int]) -> list[list[str]]:
    return [[f"s{n}p{m}" for m in range(size)] for n, size in enumerate(sizes)]


def amiss(sets, rounds, each: int, conflicts=(), outside: bool = True) -> list[str]:
    """Everything that is wrong with an assignment, counted plainly."""
    of = {key: n for n, keys in enumerate(sets) for key in keys}
    shut, seen, found = {frozenset(pair) for pair in conflicts}, set(), []
    for reads in rounds:
        read = Counter(author for authors in reads.values() for author in authors)
        found += [f"{key} is read {read[key]}" for key in of if read[key] != each]
        for reader, authors in reads.items():
            found += [f"{reader} reads {len(authors)}"] * (len(authors) != each)
            for author in authors:
                if outside and of[reader] == of[author]:
                    found.append(f"{reader} reads their own set")
                if reader == author or frozenset((reader, author)) in shut:
                    found.append(f"{reader} may not read {author}")
                if (reader, author) in seen or (author, reader) in seen:
                    found.append(f"{reader} and {author} again")
                seen.add((reader, author))
    return found


@given(st.lists(st.integers(1, 7), min_size=6, max_size=14), st.integers(1, 3), st.data())
@settings(deadline=None, max_examples=80)
def test_uneven_sets_are_read_evenly(sizes: list[int], each: int, data: st.DataObject) -> None:
    sets = sets_of(sizes)
    keys = st.sampled_from([key for one in sets for key in one])
    pairs = st.tuples(keys, keys).filter(lambda pair: pair[0] != pair[1])
    conflicts = data.draw(st.lists(pairs, max_size=3))
    try:
        rounds = assign(sets, each=each, conflicts=conflicts, seed=data.draw(st.integers(0, 5)))
    except TooFew:
        others = sum(sizes) - max(sizes)
        assert others < 4 * each + 6 * len(conflicts) + max(sizes)
        return
    assert not amiss(sets, rounds, each, conflicts)


@pytest.mark.parametrize("sizes", [[5] * 12, [4, 6] * 6, [3, 7] * 6, [1, 8, *[5] * 10]])
def test_four_rounds_repeat_no_pair(sizes: list[int]) -> None:
    sets = sets_of(sizes)
    conflicts = [("s0p0", "s5p0"), ("s1p0", "s2p0"), ("s1p1", "s2p0")]
    rounds = assign(sets, each=3, rounds=4, conflicts=conflicts, seed=4)
    assert not amiss(sets, rounds, 3, conflicts)
    assert rounds == assign(sets[::-1], each=3, rounds=4, conflicts=conflicts, seed=4)


def test_within_one_set_two_each_are_the_most() -> None:
    assert not amiss(sets_of([5]), assign(sets_of([5]), each=2, outside=False), 2, outside=False)
    with pytest.raises(TooFew):
        assign(sets_of([5]), each=3, outside=False)


def test_two_sets_read_each_other_crosswise() -> None:
    assert not amiss(sets_of([5, 5]), assign(sets_of([5, 5]), each=2), 2)
    with pytest.raises(TooFew):
        assign(sets_of([5]), each=1)


def test_a_substitute_is_of_another_set_and_has_read_least() -> None:
    sets = sets_of([3, 3, 2])
    reads = {"s1p0": ["s0p0"], "s1p1": ["s2p0"], "s0p0": ["s2p1"], "s2p0": ["s1p0"]}
    found = substitutes("s0p0", sets, reads=reads, conflicts=[("s1p2", "s0p0")])
    assert set(found[-2:]) == {"s2p0", "s1p1"}
    assert set(found) == {"s1p1", "s2p0"}
