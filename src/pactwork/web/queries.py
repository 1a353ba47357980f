"""What somebody's home page and navigation need, in a fixed number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pactwork.contracts.band import RING, Yes, own_yes, turn_line
from pactwork.contracts.memberships import memberships
from pactwork.contracts.models import Contract, Point, Turn
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.contracts.vocabulary import stage_pill
from pactwork.conversations.seen import talked_runs
from pactwork.ground import clock
from pactwork.ground.bundle import Bundle
from pactwork.ground.prepared import Prepared, PreparedValues, padded
from pactwork.modules.models import Enrolment, Role, Run
from pactwork.modules.queries import (
    group,
    in_force,
    runs_seen_by,
    specification,
    variant,
    weeks_of,
)
from pactwork.modules.rules.calendar import Due, Week, due, teaching_weeks, week_of
from pactwork.modules.rules.specification import Component
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class Places:
    """Where somebody can go: refs of own contracts and runs, and what waits in the queue."""

    contracts: list[str]
    in_set: bool
    queue: bool
    waiting: int
    runs: list[str]
    talks: list[str]
    roster: bool = False


def _held(person: int | OuterRef, day: date) -> Exists:
    """Somebody answers for the seat of this turn, by a role in force on this day."""
    held = Role.objects.filter(
        in_force(day),
        run=OuterRef("contract__run"),
        kind=OuterRef("seat__by"),
        kind__in=STAFF_GIVERS,
        person=person,
        person__active=True,
    )
    return Exists(held)


def _waiting(person: int, day: date, runs: Sequence[int]) -> QuerySet[Turn]:
    rows = Turn.objects.filter(waiting=True, contract__run__in=runs)
    # Handed to somebody who still has the role; what a colleague leaves behind is everybody's.
    elsewhere = _held(OuterRef("ask__handed_to"), day)
    mine = ~elsewhere | Q(ask__handed_to=person)
    return rows.filter(_held(person, day), mine).exclude(contract__student=person)


_counted = PreparedValues(
    lambda person, day, runs: (
        _waiting(person, day, runs).order_by().values_list("ask__handed_to").annotate(n=Count("pk"))
    )
)
_oldest = Prepared(
    lambda person, day, runs: (
        _waiting(person, day, runs).select_related("contract__student").order_by("since")[:1]
    )
)


@dataclass(frozen=True)
class Waits:
    """Open asks that somebody may answer and that are not with a colleague."""

    all: int = 0
    handed: int = 0


def _place(actor: Actor) -> tuple[int, date, tuple[int, ...]] | None:
    """Whose queue, on which day, over which runs; none when nobody can wait for them."""
    runs = {r.run_id for r in memberships(actor).roles if r.kind in STAFF_GIVERS}
    if not runs or actor.person_id is None:
        return None
    return actor.person_id, clock.today(actor.zone), padded(sorted(runs))


def waiting_for(actor: Actor) -> Waits:
    """How many wait; counted once for an actor, for the navigation and the page say it."""
    known: Waits | None = actor.known.get("waiting")
    place = _place(actor)
    if known is None and place:
        counts = dict(_counted(*place))
        known = Waits(sum(counts.values()), counts.get(actor.person_id, 0))
        actor.known["waiting"] = known
    return known or Waits()


def _run_refs(actor: Actor) -> list[str]:
    if not actor.administrator:
        return [run.ref for run in memberships(actor).runs]
    newest = runs_seen_by(actor).order_by("-starts_on", "pk")
    return list(newest.values_list("ref", flat=True)[:5])


def places(actor: Actor) -> Places:
    """Two queries at most, however many modules somebody has."""
    theirs = memberships(actor)
    return Places(
        contracts=[e.contract.ref for e in theirs.enrolments if _contract(e)],
        in_set=bool(theirs.sets),
        queue=any(r.kind in STAFF_GIVERS for r in theirs.roles),
        waiting=waiting_for(actor).all,
        runs=_run_refs(actor),
        talks=[run.ref for run in talked_runs(actor)],
        roster=actor.administrator,
    )


def _contract(enrolment: Enrolment) -> Contract | None:
    return getattr(enrolment, "contract", None)


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
    def stage_pill(self) -> tuple[str, str, str]:
        return stage_pill(self.stage)

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
    def own_since(self) -> datetime | None:
        """Since when it is the student's own turn."""
        return next((t.since for t in self.turns if t.seat_id is None and t.waiting), None)

    @property
    def waits_on(self) -> list[str]:
        """Whose turn it is besides the student's, by the name of their yes, and since when."""
        return [f"{y.title} ({y.line})" for y in self.yeses if y.state == "asked"]


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
    contract = _contract(enrolment)
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


_about = Bundle(
    lambda contracts: {
        "turns": Turn.objects.filter(contract__in=contracts).select_related("seat"),
        "points": Point.objects.filter(
            Point.OPEN, answer__seat__contract__in=contracts
        ).select_related("answer__seat"),
    }
)


def your_turn(actor: Actor) -> YourTurn:
    """Everything on the home page; the same number of queries for one module or many."""
    today, theirs = clock.today(actor.zone), memberships(actor)
    contracts = [c.pk for c in map(_contract, theirs.enrolments) if c]
    found = _about(padded(contracts)) if contracts else {"turns": [], "points": []}
    turns: dict[int, list[Turn]] = {}
    for turn in found["turns"]:
        turns.setdefault(turn.contract_id, []).append(turn)
    points = Counter(point.answer.seat.contract_id for point in found["points"])
    waiting, place = waiting_for(actor), _place(actor)
    duties = sorted(theirs.roles, key=lambda r: (r.run.title, r.pk))
    return YourTurn(
        studies=[_study(e, turns, points, today) for e in theirs.enrolments],
        duties=[Duty(r, r.run, _week_now(r.run, today)) for r in duties],
        waiting=waiting.all,
        oldest=_oldest(*place)[0] if place and waiting.all else None,
        handed=waiting.handed,
    )


def _week_now(run: Run, today: date) -> Week | None:
    spec = specification(run)
    return week_of(teaching_weeks(spec.calendar, None, spec.weeks), today)
