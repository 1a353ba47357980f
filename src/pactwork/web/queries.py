"""What somebody's home page and navigation need, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pactwork.contracts.memberships import memberships
from pactwork.contracts.queries.owed import by_act, owed_by_team
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.ground import clock
from pactwork.ground.owed import MINE, QUEUE, Owed
from pactwork.modules.models import Role, Run
from pactwork.modules.queries import specification
from pactwork.modules.rules.calendar import Week, teaching_weeks, week_of
from pactwork.people.actors import Actor
from pactwork.people.owed import number
from pactwork.workspace.queries.studies import Study, studies_of


@dataclass(frozen=True)
class Duty:
    """What somebody is on one run."""

    role: Role
    run: Run
    week: Week | None


@dataclass(frozen=True)
class YourTurn:
    studies: list[Study] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    waiting: int = 0  # the contracts in the queue; its heading and the navigation say the same
    mine: int = 0  # what is owed on one's own contracts
    queue: list[Owed] = field(default_factory=list)  # the oldest first

    @property
    def oldest(self) -> Owed | None:
        return self.queue[0] if self.queue else None

    @property
    def handed(self) -> int:
        return len({one.about for one in self.queue if one.handed})

    @property
    def by_act(self) -> Mapping[str, int]:
        return by_act(self.queue)

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
        studies=studies_of(theirs, today),
        duties=[Duty(r, r.run, _week_now(r.run, today)) for r in duties],
        waiting=number(actor, QUEUE),
        mine=number(actor, MINE),
        queue=owed_by_team(actor),
    )


def _week_now(run: Run, today: date) -> Week | None:
    spec = specification(run)
    return week_of(teaching_weeks(spec.calendar, None, spec.weeks), today)
