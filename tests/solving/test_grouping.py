"""Forming sets: nobody lost, no hard rule broken where there is a way, the conflict named where not."""

from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.solving.costs import cost_of
from pactwork.solving.grouping import form
from pactwork.solving.joining import insert, price
from pactwork.solving.people import Member, Rules, crowd, sizes
from pactwork.solving.scorecards import broken_in, card
from tests.solving.crowds import broken, crowds, plain_cost

EVENING, MORNING = 0b001111, 0b111100


def ways(many: int, wanted: list[int]) -> list[list[list[int]]]:
    """Every arrangement of so many people in sets of these sizes, the slow way."""
    found = set()
    for order in permutations(range(many)):
        sets, begin = [], 0
        for size in wanted:
            sets.append(tuple(sorted(order[begin : begin + size])))
            begin += size
        found.add(tuple(sorted(sets)))
    return [[list(keys) for keys in sets] for sets in sorted(found)]


@given(crowds(), st.integers(0, 3))
@settings(deadline=None, max_examples=60)
def test_everybody_is_in_one_set_and_no_hard_rule_is_broken(known, seed) -> None:
    members, rules = known
    formed = form(members, rules, seed=seed, tries=400)
    if formed.conflicts:
        assert not formed.sets
        return
    assert sorted(key for keys in formed.sets for key in keys) == [m.key for m in members]
    assert broken(members, rules, formed.sets) == 0
    assert formed.cost == sum(plain_cost(members, rules, keys) for keys in formed.sets)


@given(crowds(most=7))
@settings(deadline=None, max_examples=40)
def test_a_conflict_is_named_only_where_there_is_no_way(known) -> None:
    members, rules = known
    formed = form(members, rules, seed=1, tries=200)
    wanted = sizes(len(members), rules.size)
    keys = [m.key for m in members]
    tried = [[[keys[n] for n in group] for group in sets] for sets in ways(len(keys), wanted)]
    possible = any(broken(members, rules, sets) == 0 for sets in tried)
    if possible:
        assert formed.sets
        best = min(
            sum(plain_cost(members, rules, s) for s in sets)
            for sets in tried
            if broken(members, rules, sets) == 0
        )
        even = sorted(map(len, formed.sets)) == sorted(wanted)
        assert not even or formed.cost >= best


@given(crowds())
@settings(deadline=None, max_examples=30)
def test_the_order_they_come_in_changes_nothing(known) -> None:
    members, rules = known
    shuffled = list(members)
    Random(5).shuffle(shuffled)
    assert form(members, rules, seed=3, tries=200) == form(shuffled, rules, seed=3, tries=200)


@given(crowds())
@settings(deadline=None)
def test_the_fast_cost_is_the_plain_cost(known) -> None:
    members, rules = known
    columns = crowd(members, rules)
    assert cost_of(columns)(range(len(members))) == plain_cost(
        members, rules, [m.key for m in members]
    )


@pytest.mark.parametrize(
    ("people", "expected"),
    [(1, [1]), (3, [3]), (6, [6]), (8, [4, 4]), (11, [6, 5]), (57, [6] + [5] * 9 + [6])],
)
def test_sets_have_about_five(people: int, expected: list[int]) -> None:
    assert sorted(sizes(people, 5)) == sorted(expected)


def test_those_who_can_meet_are_found() -> None:
    members = [Member(f"p{n}", EVENING if n % 2 else MORNING, n % 5) for n in range(20)]
    formed = form(members, Rules(), seed=1)
    known = crowd(members, Rules())
    assert all(card(known, keys).meets_well for keys in formed.sets)


def conflict(members: list[Member], rules: Rules) -> tuple[str, tuple[str, ...]]:
    found = form(members, rules, seed=1).conflicts[0]
    return found.kind, found.keys


def test_conflicts_have_names() -> None:
    ten = [Member(f"p{n}") for n in range(10)]
    pair = ("p0", "p1")
    assert conflict(ten, Rules((pair,), (pair,))) == ("apart_together", pair)
    chain = tuple((f"p{n}", f"p{n + 1}") for n in range(6))
    assert conflict(ten, Rules((), chain))[0] == "too_many_together"
    three = [Member(f"p{n}", workplace="Larkmoor" if n < 3 else "") for n in range(10)]
    assert conflict(three, Rules()) == ("workplace", ("p0", "p1", "p2"))
    assert conflict(three[1:], Rules((), (("p1", "p2"),))) == ("colleagues_together", ("p1", "p2"))
    each_other = (("p0", "p1"), ("p1", "p2"), ("p0", "p2"))
    spare = ("p5", "p6")
    kind, keys = conflict(ten, Rules((*each_other, spare)))
    assert (kind, keys) == ("rules", ("p0", "p1", "p2"))


def test_sizes_give_way_before_a_pair_is_parted() -> None:
    members = [Member(f"p{n}") for n in range(10)]
    chains = [(f"p{n}", f"p{n + 1}") for n in (0, 1, 3, 4, 6, 7, 8)]
    formed = form(members, Rules((), tuple(chains)), seed=1)
    assert sorted(map(len, formed.sets)) == [4, 6]
    assert broken(members, Rules((), tuple(chains)), formed.sets) == 0


def test_a_newcomer_goes_where_they_can_meet_and_nobody_moves() -> None:
    members = [Member(f"e{n}", EVENING, n % 5) for n in range(5)]
    members += [Member(f"m{n}", MORNING, n % 5, workplace="Tarn" * (n == 0)) for n in range(5)]
    sets = [[f"e{n}" for n in range(5)], [f"m{n}" for n in range(5)]]
    joins = Member("new", MORNING)
    assert insert(crowd([*members, joins], Rules()), sets, "new") == 1
    colleague = Member("new", MORNING, workplace="Tarn")
    assert insert(crowd([*members, colleague], Rules()), sets, "new") == 0
    apart = Rules(apart=(("new", "e1"), ("new", "m1")))
    assert insert(crowd([*members, joins], apart), sets, "new") is None
    beside = Rules(together=(("new", "e1"),))
    assert insert(crowd([*members, joins], beside), sets, "new") == 0
    assert insert(crowd([joins], Rules()), [], "new") is None


def test_a_move_has_a_price() -> None:
    members = [
        Member("a", EVENING),
        Member("b", EVENING),
        Member("c", MORNING),
        Member("d", MORNING),
    ]
    rules = Rules(apart=(("a", "c"),), together=(("a", "b"),))
    known = crowd(members, rules)
    before, after = [["a", "b"], ["c", "d"]], [["b"], ["a", "c", "d"]]
    moved = price(known, before, after)
    assert moved.breaks == 2
    assert price(known, after, before).difference == -moved.difference
    assert price(known, before, before).difference == 0


def test_a_card_says_what_is_so() -> None:
    members = [
        Member("a", EVENING, 0, "Law", "Tarn"),
        Member("b", MORNING, 3, "law ", "Tarn"),
        Member("c"),
        Member("d", 0b1000),
    ]
    found = card(crowd(members, Rules(apart=(("a", "c"),), together=(("b", "x"),))), list("abcd"))
    assert found.common == (3,)
    assert (found.silent, found.hardly_free) == (("c",), ("d",))
    assert (found.mixed, found.repeated, found.colleagues) == (True, ("law",), (("a", "b"),))
    assert (found.apart, found.meets, found.breaks) == ((("a", "c"),), False, 3)


def test_broken_rules_are_those_of_the_card() -> None:
    members = [
        Member(key, EVENING, 0, "Law", work) for key, work in zip("abcde", "TTUTV", strict=True)
    ]
    rules = Rules(apart=(("c", "a"), ("d", "e"), ("a", "e")), together=(("b", "e"), ("a", "b")))
    known = crowd(members, rules)
    for keys in ("abc", "abcde", "ace", "bd", "e", ""):
        one, found = card(known, list(keys)), broken_in(known, list(keys))
        wanted = [("colleagues", k) for k in one.colleagues] + [("parted", k) for k in one.parted]
        wanted += [("apart", k) for k in one.apart]
        assert {(kind, frozenset(k)) for kind, k in found} == {
            (kind, frozenset(k)) for kind, k in wanted
        }
        assert len(found) == len(wanted)
