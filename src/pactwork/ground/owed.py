"""What somebody owes: one form for every app, so that navigation, home and digest say the same things."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from pactwork.ground.addresses import address

QUEUE = "queue"  # owed as a member of a team
MINE = "mine"  # owed by oneself alone

LATE, TODAY, DATED, UNDATED = range(4)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How an app says one kind of thing that is owed, and where it is done.

    Titles hold names and titles, and nothing else that somebody typed: they go into emails too.
    """

    act: str  # start, turn, point, condition; answer, advocate, dispute; review, suggestion, ...
    tick: str  # by which the reader of the digest leaves it out
    one: Promise  # filled in from ``said``
    many: Promise  # by ``num``
    button: Promise
    route: str
    place: str = MINE
    all_at: str = ""  # the page with all of them; nothing: they have none
    all_query: str = ""
    all_button: Promise | str = ""
    alone: int = 3  # as many have a row each; more are one row
    each_about: bool = False  # one row for each contract, and not for all of them


@dataclass(frozen=True)
class Owed:
    """One thing that waits for somebody. ``about`` is the ref of what it is done to.

    ``quote`` alone was typed by somebody: pages show it, emails do not.
    """

    kind: Kind
    about: str
    name: str = ""  # whose contract it is
    since: datetime | None = None
    due_on: date | None = None
    blocks: str = ""  # what cannot happen before: start, submission
    handed: bool = False  # somebody gave it to them by name
    overdue: bool = False
    said: Mapping[str, str] = field(default_factory=dict)
    args: tuple[object, ...] = ()  # of its page's address; nothing: ``about``
    more: str = ""  # the rest of that address
    holds: int = 0  # how many people cannot go on before it is done
    minutes: int | None = None
    module: str = ""  # of what they take themselves, as it is called
    quote: str = ""

    @property
    def act(self) -> str:
        return self.kind.act

    @property
    def place(self) -> str:
        return self.kind.place

    @property
    def address(self) -> str:
        """The one page where it is done."""
        return address(self.kind.route, *(self.args or (self.about,))) + self.more

    def title(self, safe: Callable[[str], str] = str) -> str:
        """What is to be done, in a sentence; ``safe`` makes what was typed fit for an email."""
        known = {"name": self.name} | dict(self.said)
        return str(self.kind.one) % {key: safe(value) for key, value in known.items()}

    def urgency(self, today: date) -> int:
        if self.overdue or (self.due_on and self.due_on < today):
            return LATE
        if self.due_on is None:
            return UNDATED
        return TODAY if self.due_on == today else DATED

    def order(self, today: date) -> tuple[Any, ...]:
        """Late, due today, dated, undated; within these who holds up most, then what waits longest."""
        at = self.since.timestamp() if self.since else float("inf")
        return self.urgency(today), -self.holds, self.due_on or date.max, at
