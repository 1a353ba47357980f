"""Everybody on a team's runs as the queue counts and orders them: plain values, in two queries.

The queue of a whole cohort is looked at all day, so its rows are no models: what a chip counts is
asked of each person in Python, and only the page that is shown reads drafts and answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from django.db.models import Exists, OuterRef, QuerySet

from pactwork.contracts.deadlines import Deadline, deadline_of
from pactwork.contracts.models import Ask, Point, Text, Turn
from pactwork.contracts.queries.owed import owed_by_team
from pactwork.contracts.queries.own_party import Forms, form_of, forms_on
from pactwork.contracts.queries.staff import Staff, people_on
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.ground import clock
from pactwork.ground import one_query as bundle
from pactwork.ground.one_query import Lists
from pactwork.ground.owed import Owed
from pactwork.modules.models import Enrolment, Role
from pactwork.modules.rules.dated import NOBODYS, Own
from pactwork.modules.rules.roles import TEACHING_TEAM


class Place(NamedTuple):
    """One cached turn, just as the database tells it: of a thousand, fifty are shown.

    Moments of one database are texts of one form, and sort as they are.
    """

    seat: int | None
    by: str | None  # none: the student
    party: str
    state: str
    stage: str
    since_text: str
    waiting: bool
    due_text: str | None
    handed_to: int | None
    handed_name: str | None
    not_by: int | None  # a second opinion is asked for, after this person
    holder: str | None
    own: str | None = None  # the ref of whoever the party is; blank: nobody; none: a team
    own_name: str = ""

    @property
    def since(self) -> datetime:
        return cast(datetime, bundle.moment(self.since_text))

    @property
    def due_on(self) -> date | None:
        return bundle.day(self.due_text)


@dataclass(slots=True)
class Member:
    """One student researcher on a run that the team looks after."""

    pk: int
    run: int
    code: str
    group: str
    name: str
    known_as: str
    workplace: str
    cohort: tuple[str, str]  # ref, name; empty: none
    circle: tuple[str, str]
    contract: int | None
    ref: str
    begun: bool
    turns: list[Place] = field(default_factory=list)
    condition_due: bool = False
    own: Own = NOBODYS
    form: int | None = None  # the template of the newest draft
    named: Any = None  # their own mentor, tutor or moderator, by the roster
    unreached: bool = False  # a question by link was not delivered
    deadline: Deadline | None = None  # of an agreement that there is not yet
    owed: list[Owed] = field(default_factory=list)  # what waits for the reader here, oldest first

    def owes(self, act: str) -> bool:
        """Whether something of this kind waits for the reader here: a dispute, an advocate, ..."""
        return any(one.act == act for one in self.owed)

    @property
    def overdue(self) -> bool:
        return any(one.act == "condition" and one.overdue for one in self.owed)

    @property
    def stage(self) -> str:
        return next((t.stage for t in self.turns if t.seat is None), "drafting")

    @property
    def late(self) -> bool:
        """Whether the contract was to be agreed by now, and never was."""
        return bool(self.deadline and self.deadline.past)


def _people(*place: Any) -> "tuple[QuerySet[Enrolment], list[str]]":
    texts = Text.objects.filter(contract__enrolment=OuterRef("pk"))
    form = form_of("pk", "contract__enrolment")
    rows = people_on(*place).annotate(written=Exists(texts), form=form)
    return rows, [
        *("pk", "run_id", "code", "group", "person__name", "person__known_as"),
        *("person__organisation__name", "cohort__ref", "cohort__name"),
        *("learning_set__ref", "learning_set__name", "contract__pk", "contract__ref"),
        *("written", "form", "named", "own_start", "own_end"),
    ]


def _turns(runs: Sequence[int]) -> "tuple[QuerySet[Turn], list[str]]":
    return Turn.objects.filter(contract__run__in=runs), [
        *("contract_id", "seat_id", "seat__by", "party", "state", "stage", "since", "waiting"),
        *("due_on", "ask__handed_to_id", "ask__handed_to__name", "ask__not_by_id"),
        "ask__holder__name",
    ]


def _conditions(runs: Sequence[int], soon: date) -> "tuple[QuerySet[Point], list[str]]":
    due = Point.objects.filter(
        Point.UNMET,
        answer__seat__contract__ending=None,
        due_on__lte=soon,
        answer__seat__contract__run__in=runs,
    )
    return due, ["answer__seat__contract_id", "answer__seat__by", "answer__seat__party"]


def _unreached(runs: Sequence[int]) -> "tuple[QuerySet[Ask], list[str]]":
    lost = Ask.objects.filter(Ask.LOST, seat__contract__run__in=runs, seat__contract__ending=None)
    return lost, ["seat__contract_id"]


def _names(runs: Sequence[int]) -> "tuple[QuerySet[Role], list[str]]":
    """Whoever has or had a role there: of those a contract is somebody's own."""
    roles = Role.objects.filter(run__in=runs, kind__in=STAFF_GIVERS)
    return roles, ["person__ref", "person__name"]


def _lists(some: bool) -> Lists:
    return Lists(
        lambda institution, person, day, runs, whole, soon: {
            "people": _people(institution, person, day, runs, whole, some),
            "turns": _turns(runs),
            "conditions": _conditions(runs, soon),
            "unreached": _unreached(runs),
            "names": _names(runs),
            "forms": forms_on(runs),
        }
    )


_all, _some = _lists(False), _lists(True)


def _member(values: list[Any]) -> Member:
    pk, run, code, group, name, known_as, workplace, *more = values
    cohort, cohort_name, circle, circle_name, contract, ref, written, form, named, *own = more
    return Member(
        pk, run, code, group, name, known_as, workplace or "", (cohort or "", cohort_name or ""),
        (circle or "", circle_name or ""), contract, ref or "", bool(written or form),
        own=Own(*map(bundle.day, own)), form=form, named=named,
    )  # fmt: skip


def enrolment_of(staff: Staff, member: Member) -> Enrolment:
    """As far as weeks and days depend on it."""
    place = Enrolment(run=staff.runs[member.run], code=member.code, group=member.group)
    place.own_start, place.own_end = member.own
    return place


def _place(member: Member, values: list[Any], forms: Forms, names: Mapping[str, str]) -> Place:
    own = forms.own(values[2], member.form, member.named)
    return (
        Place(*values)
        if own is None
        else Place(*values)._replace(own=own, own_name=names.get(own, ""))
    )


def _deadline(staff: Staff, member: Member) -> Deadline | None:
    return deadline_of(
        enrolment_of(staff, member), member.stage, None, clock.today(staff.actor.zone)
    )


def team_of(staff: Staff, soon: date) -> list[Member]:
    """Everybody whom this member of staff may find in the queue, with every turn."""
    wholly = len(staff.runs_as(TEACHING_TEAM)) == len(staff.runs)
    found = (_all if wholly else _some)(*staff.reach, soon)
    members = [_member(values) for values in found["people"]]
    by_contract = {m.contract: m for m in members if m.contract}
    forms, names = Forms(found["forms"]), dict(found["names"])
    for values in found["turns"]:
        if member := by_contract.get(values[0]):
            member.turns.append(_place(member, values[1:], forms, names))
    for contract, by, party in found["conditions"]:
        member = by_contract.get(contract)
        if member and staff.answers(member.run, by, forms.own(party, member.form, member.named)):
            member.condition_due = True
    for (contract,) in found["unreached"]:
        if contract in by_contract:
            by_contract[contract].unreached = True
    waiting: dict[str, list[Owed]] = {}
    for one in owed_by_team(staff.actor):
        waiting.setdefault(one.about, []).append(one)
    for member in members:
        member.owed = waiting.get(member.ref, []) if member.ref else []
        member.turns.sort(key=lambda t: t.since_text)
        if staff.asks_by(member.run):
            member.deadline = _deadline(staff, member)
    return members
