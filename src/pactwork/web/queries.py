"""What somebody's home page and navigation need, in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date

from pactwork.contracts.memberships import memberships
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.desk.queries.coming import Awaited, awaited
from pactwork.ground import clock
from pactwork.ground.owed import Owed
from pactwork.modules.models import Role, Run
from pactwork.modules.queries import specification
from pactwork.modules.rules.calendar import Week, teaching_weeks, week_of
from pactwork.people.actors import Actor
from pactwork.people.owed import owed
from pactwork.workspace.queries.studies import Study, studies_of


@dataclass(frozen=True)
class Duty:
    """What somebody is on one run."""

    role: Role
    run: Run
    week: Week | None
    next_week: Week | None


@dataclass(frozen=True)
class YourTurn:
    studies: list[Study] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    awaited: list[Awaited] = field(default_factory=list)  # from others, of those one answers for

    @property
    def leads(self) -> bool:
        """Whether there is a module that is theirs to change."""
        return any(duty.role.kind == "module_leader" for duty in self.duties)

    @property
    def answers(self) -> bool:
        """Whether anybody could be waiting for this person at all."""
        return any(duty.role.kind in STAFF_GIVERS for duty in self.duties)


def your_turn(actor: Actor) -> YourTurn:
    """Everything on the home page; the same number of queries for one module or many."""
    today, theirs = clock.today(actor.zone), memberships(actor)
    duties = sorted(theirs.roles, key=lambda r: (r.run.title, r.pk))
    return YourTurn(
        studies=studies_of(actor, today),
        duties=[_duty(role, today) for role in duties],
        owed=owed(actor),
        awaited=awaited(actor, today),
    )


def _duty(role: Role, today: date) -> Duty:
    spec = specification(role.run)
    weeks = teaching_weeks(spec.calendar, None, spec.weeks)
    coming = next((week for week in weeks if week.first > today), None)
    return Duty(role, role.run, week_of(weeks, today), coming)


# Which guide of the page of help a role reads; the order is that of a module's life.
_GUIDED = {
    "module_leader": ("leader", "facilitator"),
    "facilitator": ("facilitator",),
    "ethics_reviewer": ("facilitator",),
    "placement_officer": ("facilitator",),
    "careers": ("facilitator",),
}


def guides_for(actor: Actor) -> tuple[str, ...]:
    """The guides that are for this person."""
    theirs = memberships(actor)
    own = ["student", "set"] if theirs.enrolments else []
    own += [guide for role in theirs.roles for guide in _GUIDED.get(role.kind, ())]
    return (*dict.fromkeys(own), *(("administrator",) if actor.administrator else ()))
