"""What somebody owes: one form for every app, so that navigation, home and digest count the same things."""

from dataclasses import dataclass
from datetime import date, datetime

QUEUE = "queue"  # owed as a member of a team
MINE = "mine"  # owed on one's own contract


@dataclass(frozen=True)
class Owed:
    """One thing that waits for somebody. ``about`` is the ref of what it is done to.

    Nothing here was typed by anybody but names: what it says in full stands on the page.
    """

    place: str  # where it is done: QUEUE or MINE
    act: str  # start, turn, point, condition; answer, advocate, dispute
    about: str
    name: str = ""  # whose contract it is
    since: datetime | None = None
    due_on: date | None = None
    blocks: str = ""  # what cannot happen before: start, submission
    handed: bool = False  # somebody gave it to them by name
    overdue: bool = False
