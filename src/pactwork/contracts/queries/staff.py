"""Who somebody is to the teams they belong to: runs, roles on them, and the seats they answer for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.memberships import memberships
from pactwork.contracts.rules.moves import MOVES, STAFF_GIVERS
from pactwork.contracts.visibility import seen_on
from pactwork.ground import clock
from pactwork.ground.compiled_query import padded
from pactwork.modules.models import Enrolment, Role, Run
from pactwork.modules.queries import lasting, specification
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class Staff:
    """An actor with the roles that answer for seats, by run."""

    actor: Actor
    runs: dict[int, Run]
    roles: dict[int, frozenset[str]]
    # Whom they stand in for, by run, kind of role and ref: their names.
    deputises: Mapping[tuple[int, str, str], str] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset().union(*self.roles.values())

    @property
    def whole(self) -> bool:
        """Whether a whole cohort is theirs to look after, and not only some asks."""
        return bool(self.kinds & set(TEACHING_TEAM))

    @property
    def vouches(self) -> bool:
        return bool(self.kinds & MOVES["vouch"].roles)

    def runs_as(self, kinds: Iterable[str]) -> list[int]:
        wanted = set(kinds)
        return [run for run, roles in self.roles.items() if roles & wanted]

    def answers(self, run: int, by: str | None, own: str | None = None) -> bool:
        """Whether they answer for such a seat on a run: by their role, or, where it is one person's
        (``own``, a ref; blank: nobody's), as that person or their deputy."""
        if by is None or by not in self.roles[run]:
            return False
        if own is None:
            return True
        return person_ref(own) == self.actor.ref or (run, by, own) in self.deputises

    def deputy_for(self, run: int, by: str, own: str | None) -> str:
        """The name of whoever they answer for as a deputy; blank where it is their own."""
        if own is None or person_ref(own) == self.actor.ref:
            return ""
        return self.deputises.get((run, by, own), "")

    def asks_by(self, run: int) -> bool:
        """Whether contracts of a run have to be agreed by a day."""
        return specification(self.runs[run]).calendar.contract_by is not None

    @cached_property
    def deadlines(self) -> bool:
        """Whether those of any run have."""
        return any(map(self.asks_by, self.runs))

    @property
    def reach(self) -> tuple[int, int, date, tuple[int, ...], tuple[int, ...]]:
        """What ``people_on`` asks: who, on which day, on which runs, and which of them wholly."""
        actor = self.actor
        return (
            actor.institution_id,
            actor.person_id or 0,
            clock.today(actor.zone),
            padded(sorted(self.runs)),
            padded(sorted(self.runs_as(TEACHING_TEAM))),
        )


def staff_for(actor: Actor) -> Staff:
    """The actor's own runs and roles."""
    runs: dict[int, Run] = {}
    roles: dict[int, set[str]] = {}
    deputises: dict[tuple[int, str, str], str] = {}
    for role in sorted(memberships(actor).roles, key=_newest_first):
        if role.kind in STAFF_GIVERS and role.run.institution_id == actor.institution_id:
            run = runs.setdefault(role.run_id, role.run)
            roles.setdefault(run.pk, set()).add(role.kind)
            if other := role.deputy_for:
                deputises[run.pk, role.kind, other.ref] = other.name
    held = {run: frozenset(kinds) for run, kinds in roles.items()}
    return Staff(actor, runs, held, deputises)


def _newest_first(role: Role) -> tuple[int, str]:
    return -role.run.starts_on.toordinal(), role.run.title


def people_on(
    institution: int,
    person: int,
    day: date,
    runs: Sequence[int],
    whole: Sequence[int],
    some: bool = True,
) -> QuerySet[Enrolment]:
    """Everybody on the runs they look after, begun or not; elsewhere, those whose contract they see.

    Without ``some`` there is no elsewhere, and nothing to ask about it.
    """
    theirs = Q(run__in=whole)
    if some:
        theirs |= Q(contract__in=seen_on(institution, person, day).values("pk"))
    stays = lasting(day) | Q(contract__isnull=False)
    return Enrolment.objects.filter(theirs & stays, run__in=runs).exclude(person_id=person)
