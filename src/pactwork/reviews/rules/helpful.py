"""How helpful a review was: when its author may say so, and what reviewers are told of it. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pactwork.ground.refusal import Refusal

STEPS = (1, 2, 3, 4)  # not this time, a little, helpful, very helpful
ENOUGH = 3  # different authors, before what they said is shown, and only together


def why_not_rate(
    *, switched_on: bool, given: bool, newest: bool, rated: bool, step: int
) -> Refusal | None:
    """``newest``: no newer draft is shared. From then on what was said of a review stays."""
    if not switched_on:
        return Refusal("helpful_off")
    if not given:
        return Refusal("helpful_not_given")
    if rated and not newest:
        return Refusal("helpful_kept")
    return None if step in STEPS else Refusal("helpful_missing")


@dataclass(frozen=True)
class Rating:
    step: int
    author: int


@dataclass(frozen=True)
class Batch:
    """Some of somebody's ratings, told together: ``first`` and ``last`` count all of them from one."""

    first: int
    last: int
    steps: dict[int, int]  # how often each was said

    @property
    def mean(self) -> float:
        return sum(step * many for step, many in self.steps.items()) / sum(self.steps.values())


def batches(ratings: Iterable[Rating]) -> list[Batch]:
    """In the order in which they were given. A batch is told once three authors are in it.

    What comes after the last whole batch waits: a single new rating must never be seen by itself,
    for a reviewer knows who has just read their review.
    """
    found: list[Batch] = []
    open_one: list[Rating] = []
    for number, rating in enumerate(ratings, 1):
        open_one.append(rating)
        if len({r.author for r in open_one}) >= ENOUGH:
            steps = Counter(r.step for r in open_one)
            first = number - len(open_one) + 1
            found.append(Batch(first, number, {step: steps[step] for step in STEPS}))
            open_one = []
    return found


def trend(found: list[Batch]) -> str:
    """more, less or same: the newest batch against the one before; "" where there is none."""
    if len(found) < 2:
        return ""
    before, now = found[-2].mean, found[-1].mean
    return "same" if before == now else "more" if now > before else "less"
