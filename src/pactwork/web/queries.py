"""What somebody's home page and navigation need, in a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pactwork.contracts.band import RING, Yes, own_yes, turn_line
from pactwork.contracts.models import Contract, Point, Turn
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.ground import clock
from pactwork.modules.models import Enrolment, Role, Run
from pactwork.modules.queries import (
    enrolments_now,
    group,
    in_force,
    roles_now,
    runs_seen_by,
    specification,
    variant,
    weeks_of,
)
from pactwork.modules.rules.calendar import Due, Week, due, teaching_weeks, week_of
from pactwork.modules.rules.specification import Component
from pactwork.people.actors import actor_for
from pactwork.people.models import Person


@dataclass(frozen=True)
class Places:
    """Where somebody can go: refs of own contracts and runs, and what waits in the queue."""

    contracts: list[str]
    in_set: bool
    queue: bool
    waiting: int
    runs: list[str]
    roster: bool = False


def _with_a_colleague(person: Person) -> Exists:
    """Handed to somebody who still has the role: what a colleague leaves behind is everybody's."""
    today = clock.today(person.institution.time_zone)
    held = Role.objects.filter(
        in_force(today),
        run=OuterRef("contract__run"),
        kind=OuterRef("seat__by"),
        person=OuterRef("ask__handed_to"),
        person__active=True,
    )
    return Exists(held)


def waiting_for(person: Person, roles: list[Role]) -> QuerySet[Turn]:
    """Open asks on seats that these roles answer for, and not with a colleague; oldest first."""
    rows = Turn.objects.none()
    for kind in {r.kind for r in roles} & STAFF_GIVERS:
        runs = [r.run_id for r in roles if r.kind == kind]
        rows |= Turn.objects.filter(waiting=True, seat__by=kind, contract__run__in=runs)
    mine = ~_with_a_colleague(person) | Q(ask__handed_to=person)
    return rows.filter(mine).exclude(contract__student=person).order_by("since")


def _enrolments(person: Person) -> list[Enrolment]:
    found = enrolments_now(actor_for(person)).select_related("run", "contract", "learning_set")
    return list(found.order_by("-run__starts_on", "pk"))


def places(person: Person) -> Places:
    """Four queries at most, however many modules somebody has."""
    enrolments = _enrolments(person)
    roles = list(roles_now(actor_for(person)))
    staff = {r.kind for r in roles} & STAFF_GIVERS
    runs = runs_seen_by(actor_for(person)).order_by("-starts_on", "pk")
    return Places(
        contracts=[e.contract.ref for e in enrolments if hasattr(e, "contract")],
        in_set=any(e.learning_set_id for e in enrolments),
        queue=bool(staff),
        waiting=waiting_for(person, roles).count() if staff else 0,
        runs=list(runs.values_list("ref", flat=True)[:5]),
        roster=person.administrator,
    )


@dataclass(frozen=True)
class Study:
    """One module somebody takes: the contract so far, this week, the next hand-in."""

    enrolment: Enrolment
    run: Run
    contract: Contract | None
    turns: list[Turn]
    points: int  # what others asked for or suggested, and the student has not yet settled
    week: Week | None
    weeks: int
    next_due: tuple[Component, Due] | None

    @property
    def stage(self) -> str:
        return next((t.stage for t in self.turns), "drafting")

    @property
    def own_turn(self) -> bool:
        return self.contract is None or any(t.waiting for t in self.turns if t.seat_id is None)

    @property
    def yeses(self) -> list[Yes]:
        """The rings of this contract, from the cached turns: the student's own comes first."""
        form = specification(self.run).templates
        titles = {p.key: p.title for template in form.values() for p in template.parties}
        own = [own_yes(t) for t in self.turns if t.seat_id is None]
        return own + [
            Yes(titles.get(t.party, t.party), turn_line(t), RING[t.state])
            for t in self.turns
            if t.seat_id and t.state != "not_needed"
        ]

    @property
    def waits_on(self) -> list[str]:
        """Whose turn it is besides the student's, by the name of their yes."""
        return [y.title for y in self.yeses if y.state == "asked"]


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
    waiting: int = 0
    oldest: Turn | None = None
    handed: int = 0

    @property
    def answers(self) -> bool:
        """Whether anybody could be waiting for this person at all."""
        return any(duty.role.kind in STAFF_GIVERS for duty in self.duties)


def _next_due(enrolment: Enrolment, today: date) -> tuple[Component, Due] | None:
    spec = specification(enrolment.run)
    own = variant(enrolment.run, enrolment.code)
    calendar, theirs = spec.calendar, group(enrolment.run, enrolment.group)
    dues = [
        (component, due(component, calendar, theirs))
        for component in spec.assessment
        if own and own.weights.get(component.key)
    ]
    return min((d for d in dues if d[1].on >= today), key=lambda d: d[1], default=None)


def _study(
    enrolment: Enrolment, turns: dict[int, list[Turn]], points: dict[int, int], today: date
) -> Study:
    contract = getattr(enrolment, "contract", None)
    weeks = weeks_of(enrolment)
    return Study(
        enrolment=enrolment,
        run=enrolment.run,
        contract=contract,
        turns=turns.get(contract.pk, []) if contract else [],
        points=points.get(contract.pk, 0) if contract else 0,
        week=week_of(weeks, today),
        weeks=len(weeks),
        next_due=_next_due(enrolment, today),
    )


def your_turn(person: Person) -> YourTurn:
    """Everything on the home page; the same number of queries for one module or many."""
    today = clock.today(person.institution.time_zone)
    enrolments = _enrolments(person)
    turns: dict[int, list[Turn]] = {}
    refs = [e.contract.pk for e in enrolments if hasattr(e, "contract")]
    for turn in Turn.objects.filter(contract__in=refs).select_related("seat").order_by("pk"):
        turns.setdefault(turn.contract_id, []).append(turn)
    points: Counter[int] = Counter(
        Point.objects.filter(Point.OPEN, answer__seat__contract__in=refs).values_list(
            "answer__seat__contract", flat=True
        )
    )
    roles = list(roles_now(actor_for(person)).select_related("run").order_by("run__title", "pk"))
    waiting = waiting_for(person, roles)
    count = waiting.aggregate(all=Count("pk"), handed=Count("pk", Q(ask__handed_to=person)))
    return YourTurn(
        studies=[_study(e, turns, points, today) for e in enrolments],
        duties=[Duty(r, r.run, _week_now(r.run, today)) for r in roles],
        waiting=count["all"],
        oldest=waiting.select_related("contract__student").first(),
        handed=count["handed"],
    )


def _week_now(run: Run, today: date) -> Week | None:
    spec = specification(run)
    return week_of(teaching_weeks(spec.calendar, None, spec.weeks), today)
