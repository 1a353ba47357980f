"""Last year's run: contracts that were agreed, amended, and are over."""

from pactwork.demo.bank import spoken
from pactwork.demo.recipes import (
    FACILITATOR,
    Recipe,
    agreed,
    agreed_with_suggestions,
    ended_early,
    met,
    redrafted,
)
from pactwork.demo.recipes_working import deferred, reworded, two_advocates
from pactwork.demo.stage import Player

OVER = -66  # days: the module was over so long after the day on which this year's demo opens


def _over(p: Player, later: float = 0) -> None:
    p.end(OVER - later, "completed", spoken("completed", p.number))


def completed(p: Player) -> None:
    agreed(p)
    _over(p, p.number % 5)


def completed_as_amended(p: Player) -> None:
    """One section changed in the middle of the term; whoever it concerned said yes again."""
    agreed(p)
    p.redraft(-12, note=spoken("amend", p.number)).ask(-13, FACILITATOR)
    p.answer(-15, FACILITATOR, "yes", note=spoken("university_yes", p.number + 1))
    _over(p, 1)


def completed_on_conditions(p: Player) -> None:
    met(p)
    _over(p)


def completed_with_suggestions(p: Player) -> None:
    agreed_with_suggestions(p)
    _over(p, 2)


def completed_after_revision(p: Player) -> None:
    redrafted(p)
    p.answer(-1, FACILITATOR, "yes", note=spoken("university_yes", p.number))
    _over(p, 3)


def left_in_the_middle(p: Player) -> None:
    agreed(p)
    p.end(-25, "ended_early", spoken("leaving", p.number))


def completed_reworded(p: Player) -> None:
    reworded(p)
    _over(p, 4)


def completed_with_two(p: Player) -> None:
    two_advocates(p)
    _over(p, 1)


LAST_YEAR: tuple[Recipe, ...] = (
    completed, completed_as_amended, completed, completed_after_revision, completed_on_conditions,
    completed_with_two, left_in_the_middle, deferred, completed_with_suggestions, completed_reworded,
    completed_as_amended, ended_early,
)  # fmt: skip
