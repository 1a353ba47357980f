"""Who is asked to review a draft: the least burdened first, and by turns. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WANTED = 3
DAYS = 3  # working days for a review, where a set has not chosen
FEWEST, MOST = 1, 15
REMIND_AFTER = 0  # days after the due date: on the day itself
RESCUE_AFTER = 2  # days after the due date until somebody else is asked
FRESH = 14  # days in which a shared draft is still put before somebody


@dataclass(frozen=True)
class Peer:
    """Somebody who could review. ``again``: they had this author's draft before this one."""

    person: int
    burden: int  # reviews asked of them on this run, given or owed
    again: bool = False
    carried: bool = False  # still owes one of an earlier draft by this author


def wanted(others: int) -> int:
    """Three, or as many as there are: two of a set of three, one of a set of two, nobody alone."""
    return min(WANTED, others)


def chosen(peers: Sequence[Peer], count: int) -> list[int]:
    """``count`` of them. Who still owes one of this author's goes on; then by turns, then by burden."""
    order = sorted(peers, key=lambda p: (not p.carried, p.again, p.burden, p.person))
    return [peer.person for peer in order[:count]]
