"""How long somebody stays signed in: away for so long, and in all for so long; staff shorter.

By the machine's clock, as Django ends sessions, whatever ours is set to.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import now as by_the_machine

from pactwork.modules.queries.staff import is_staff
from pactwork.people.actors import actor_for
from pactwork.people.models import Person

STEP = timedelta(hours=1)  # how exactly it is known when somebody was last here


@dataclass(frozen=True)
class Stay:
    """So many days without a visit, and so many in all."""

    away: int
    whole: int


STUDENTS, STAFF = (Stay(*settings.PACTWORK_STAYS[who]) for who in ("students", "staff"))
LONGEST = timedelta(days=max(STUDENTS.whole, STAFF.whole))


@dataclass(frozen=True)
class Here:
    """When somebody signed in here, and when they were last seen."""

    began: datetime
    seen: datetime

    @property
    def is_stale(self) -> bool:
        """A clock that went back makes it stale too."""
        return abs(by_the_machine() - self.seen) > STEP

    def again(self) -> "Here":
        """Seen now. What lies ahead of the clock was written by one that was wrong."""
        now = by_the_machine()
        return Here(min(self.began, now), now)

    def ends(self, stay: Stay) -> datetime:
        return min(self.seen + timedelta(days=stay.away), self.began + timedelta(days=stay.whole))


def begun() -> Here:
    now = by_the_machine()
    return Here(now, now)


def stay_of(account_id: int) -> Stay:
    """Whoever is both, as a student who helps to teach, stays as staff do."""
    here = Person.objects.filter(account=account_id, active=True).select_related("institution")
    return STAFF if any(is_staff(actor_for(person)) for person in here) else STUDENTS
