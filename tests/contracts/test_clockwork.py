"""The rules with a clock, one move after the other, and everybody else between them."""

from itertools import pairwise
from time import monotonic, sleep

from pactwork.contracts.actions.clockwork import OTHERS_TURN, each


def test_a_long_round_lets_others_write_now_and_then() -> None:
    moments: list[float] = []

    def move() -> None:
        sleep(0.06)
        moments.append(monotonic())

    assert each("moves", [move] * 10) == 10
    assert max(later - before for before, later in pairwise(moments)) >= OTHERS_TURN


def test_one_that_fails_stops_none_of_the_others() -> None:
    done: list[str] = []

    def fails() -> None:
        raise RuntimeError("not now")

    assert each("moves", [fails, lambda: done.append("second")]) == 1
    assert done == ["second"]
