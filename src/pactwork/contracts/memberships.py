"""Where somebody has a place: what they take, with their contracts and how these stand, and their roles."""

from dataclasses import dataclass, field

from pactwork.contracts.models import Agreement, Ask, Contract, Point, Recording, Turn
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.ground import clock
from pactwork.ground.one_query import Bundle
from pactwork.modules.models import Enrolment, Role, Run
from pactwork.modules.queries import enrolments_at, roles_at, runs_seen_by
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class Memberships:
    """In force today, the newest run first."""

    enrolments: list[Enrolment] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)  # of their own contracts
    points: list[Point] = field(default_factory=list)  # open, or conditions that are not met
    records: list[Recording] = field(default_factory=list)  # yeses that somebody wrote down
    lost: list[Ask] = field(default_factory=list)  # questions that were not delivered
    agreed: list[Agreement] = field(default_factory=list)  # every agreement that was not undone

    @property
    def sets(self) -> frozenset[int]:
        return frozenset(e.learning_set_id for e in self.enrolments if e.learning_set_id)

    def turns_of(self, contract: Contract) -> list[Turn]:
        return [turn for turn in self.turns if turn.contract_id == contract.pk]

    def points_of(self, contract: Contract) -> list[Point]:
        """The soonest day first; those without one last."""
        mine = [p for p in self.points if p.answer.seat.contract_id == contract.pk]
        return sorted(mine, key=lambda p: (p.due_on is None, p.due_on, p.pk))

    @property
    def runs(self) -> list[Run]:
        """Every run once, the newest first."""
        found = {e.run_id: e.run for e in self.enrolments} | {r.run_id: r.run for r in self.roles}
        return sorted(found.values(), key=_newest)


HEAVY = ("run__specification", "run__files")  # the first is parsed once per process

_held = Bundle(
    lambda person, day: {
        "enrolments": enrolments_at(person, day)
        .select_related("run__institution", "learning_set", "contract")
        .defer(*HEAVY),
        "roles": roles_at(person, day)
        .select_related("run__institution", "deputy_for")
        .defer(*HEAVY),
        "turns": Turn.objects.filter(contract__student=person).select_related("seat"),
        "records": Recording.objects.filter(
            answer__seat__contract__student=person, answer__undone_at=None
        )
        .select_related("answer", "by_person")
        .defer("answer__covered"),
        "lost": Ask.objects.filter(Ask.LOST, seat__contract__student=person),
        "agreed": Agreement.objects.filter(contract__student=person, undone_at=None),
        "points": Point.objects.filter(
            Point.OPEN | Point.UNMET, answer__seat__contract__student=person
        )
        .select_related("answer__seat")
        .defer("answer__covered"),
    }
)


def _newest(run: Run) -> tuple[int, int]:
    return -run.starts_on.toordinal(), run.pk


def memberships_now(actor: Actor) -> Memberships:
    """Read now, in one query; whoever writes asks here."""
    if actor.person_id is None:
        return Memberships()
    found = _held(actor.person_id, clock.today(actor.zone))
    rows = (
        sorted(found[name], key=lambda row: _newest(row.run)) for name in ("enrolments", "roles")
    )
    enrolments, roles = rows
    names = ("turns", "points", "records", "lost", "agreed")
    return Memberships(enrolments, roles, *(found[name] for name in names))


def memberships(actor: Actor) -> Memberships:
    """The same, read once for an actor: an actor is made for one request, and pages ask often."""
    known: Memberships | None = actor.known.get("memberships")
    if known is None:
        known = actor.known["memberships"] = memberships_now(actor)
    return known


def run_refs(actor: Actor) -> list[str]:
    """The runs somebody has to do with, once for an actor; an administrator's are the newest."""
    known: list[str] | None = actor.known.get("run_refs")
    if known is None:
        known = _newest_refs(actor) if actor.administrator else _own_refs(actor)
        actor.known["run_refs"] = known
    return known


def _newest_refs(actor: Actor) -> list[str]:
    newest = runs_seen_by(actor).order_by("-starts_on", "pk")
    return list(newest.values_list("ref", flat=True)[:5])


def _own_refs(actor: Actor) -> list[str]:
    return [run.ref for run in memberships(actor).runs]


def studies(actor: Actor) -> bool:
    """Whether somebody takes a module."""
    return bool(memberships(actor).enrolments)


def answers(actor: Actor) -> bool:
    """Whether anybody could be waiting for their answer as a member of staff."""
    return any(role.kind in STAFF_GIVERS for role in memberships(actor).roles)
