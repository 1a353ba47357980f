"""Who somebody is to the teams they belong to: runs, roles on them, and the seats they answer for."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from pactwork.contracts.rules.moves import MOVES, STAFF_GIVERS
from pactwork.contracts.seen import WHOLE_RUN, seen_by
from pactwork.ground import clock
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import lasting, roles_now
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class Staff:
    """An actor with the roles that answer for seats, by run."""

    actor: Actor
    runs: dict[int, Run]
    roles: dict[int, frozenset[str]]

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset().union(*self.roles.values())

    @property
    def whole(self) -> bool:
        """Whether a whole cohort is theirs to look after, and not only some asks."""
        return bool(self.kinds & set(WHOLE_RUN))

    @property
    def vouches(self) -> bool:
        return bool(self.kinds & MOVES["vouch"].roles)

    def runs_as(self, kinds: Iterable[str]) -> list[int]:
        wanted = set(kinds)
        return [run for run, roles in self.roles.items() if roles & wanted]

    def answers_for(self, prefix: str = "") -> Q:
        """Seats that one of these roles answers for; the prefix leads from a row to its seat."""
        found = Q(pk__in=[])
        for kind in sorted(self.kinds):
            runs = Q(**{f"{prefix}contract__run__in": self.runs_as([kind])})
            found |= runs & Q(**{f"{prefix}by": kind})
        return found


def staff_for(actor: Actor) -> Staff:
    """The actor's own runs and roles, in one query."""
    runs: dict[int, Run] = {}
    roles: dict[int, set[str]] = {}
    held = roles_now(actor).filter(kind__in=STAFF_GIVERS, run__institution_id=actor.institution_id)
    for role in held.select_related("run").order_by("-run__starts_on", "run__title"):
        run = runs.setdefault(role.run_id, role.run)
        roles.setdefault(run.pk, set()).add(role.kind)
    return Staff(actor, runs, {run: frozenset(kinds) for run, kinds in roles.items()})


def people_of(staff: Staff) -> QuerySet[Enrolment]:
    """Everybody on the runs they look after, begun or not; elsewhere, those whose contract they see."""
    actor = staff.actor
    seen = seen_by(actor).filter(run__in=list(staff.runs)).values("pk")
    stays = lasting(clock.today(actor.zone)) | Q(contract__isnull=False)
    theirs = Q(run__in=staff.runs_as(WHOLE_RUN)) | Q(contract__in=seen)
    return Enrolment.objects.filter(theirs & stays).exclude(person_id=actor.person_id or 0)
