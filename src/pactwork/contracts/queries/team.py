"""Everybody on a team's runs as the queue counts and orders them: plain values, in two queries.

The queue of a whole cohort is looked at all day, so its rows are no models: what a chip counts is
asked of each person in Python, and only the page that is shown reads drafts and answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from pactwork.contracts.models import Answer, Draft, Holder, Point, Recording, Text, Turn
from pactwork.contracts.queries.staff import Staff, people_on
from pactwork.contracts.rules.advocates import concerns
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.signatures import same_name
from pactwork.contracts.seen import WHOLE_RUN
from pactwork.ground import bundle, clock
from pactwork.ground.bundle import Lists
from pactwork.ground.prepared import PreparedValues, padded_texts
from pactwork.modules.models import Enrolment


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
    overdue: bool = False  # a condition of the reader's own team: it is back with them
    disputed: bool = False  # a yes that somebody wrote down is said not to have been given
    advocate_to_check: bool = False

    @property
    def stage(self) -> str:
        return next((t.stage for t in self.turns if t.seat is None), "drafting")


def _people(*place: Any) -> "tuple[QuerySet[Enrolment], list[str]]":
    texts = Text.objects.filter(contract__enrolment=OuterRef("pk"))
    drafts = Draft.objects.filter(contract__enrolment=OuterRef("pk"))
    rows = people_on(*place).annotate(written=Exists(texts), shared=Exists(drafts))
    return rows, [
        *("pk", "run_id", "code", "group", "person__name", "person__known_as"),
        *("person__organisation__name", "cohort__ref", "cohort__name"),
        *("learning_set__ref", "learning_set__name", "contract__pk", "contract__ref"),
        *("written", "shared"),
    ]


def _turns(runs: Sequence[int]) -> "tuple[QuerySet[Turn], list[str]]":
    return Turn.objects.filter(contract__run__in=runs), [
        *("contract_id", "seat_id", "seat__by", "party", "state", "stage", "since", "waiting"),
        *("due_on", "ask__handed_to_id", "ask__handed_to__name", "ask__not_by_id"),
        "ask__holder__name",
    ]


def _conditions(runs: Sequence[int], soon: date) -> "tuple[QuerySet[Point], list[str]]":
    due = Point.objects.filter(
        kind=Point.CONDITION,
        met_at=None,
        answer__undone_at=None,
        answer__withdrawn_at=None,
        due_on__lte=soon,
        answer__seat__contract__run__in=runs,
    )
    return due, ["answer__seat__contract_id", "answer__seat__by", "due_on"]


def _disputes(runs: Sequence[int]) -> "tuple[QuerySet[Recording], list[str]]":
    open_now = Recording.objects.filter(
        disputed_at__isnull=False,
        settled_at=None,
        answer__undone_at=None,
        answer__withdrawn_at=None,
        answer__seat__contract__ending=None,
        answer__seat__contract__run__in=runs,
    )
    return open_now, ["answer__seat__contract_id"]


def _unlooked(runs: Sequence[int]) -> "tuple[QuerySet[Holder], list[str]]":
    """Advocates whom nobody has looked at yet."""
    held = Holder.objects.filter(
        until_at=None,
        vouched_at=None,
        seat__contract__ending=None,
        seat__contract__run__in=runs,
    )
    student = "seat__contract__student"
    return held, ["seat__contract_id", "name", "email", f"{student}__name", f"{student}__email"]


def _signed(runs: Sequence[int]) -> "tuple[QuerySet[Answer], list[str]]":
    """By link, under whatever name, by whoever holds the seat and was not looked at since."""
    given = Answer.objects.filter(
        Q(ask__holder__vouched_at=None) | Q(ask__holder__vouched_at__lt=F("at")),
        method="link",
        kind__in=[*YES, "revise"],
        undone_at=None,
        withdrawn_at=None,
        ask__holder__until_at=None,
        seat__contract__ending=None,
        seat__contract__run__in=runs,
    )
    return given, ["seat__contract_id", "ask__holder__name", "by_name"]


def _lists(some: bool) -> Lists:
    return Lists(
        lambda institution, person, day, runs, whole, soon: {
            "people": _people(institution, person, day, runs, whole, some),
            "turns": _turns(runs),
            "conditions": _conditions(runs, soon),
            "unlooked": _unlooked(runs),
            "disputes": _disputes(runs),
            "signed": _signed(runs),
        }
    )


_all, _some = _lists(False), _lists(True)
# How many contracts each address speaks for, in the whole institution.
_serving = PreparedValues(
    lambda institution, emails: (
        Holder.objects.annotate(address=Lower("email"))
        .filter(until_at=None, seat__contract__institution=institution, address__in=emails)
        .order_by()
        .values_list("address")
        .annotate(n=Count("seat__contract", distinct=True))
    )
)


def _member(values: list[Any]) -> Member:
    pk, run, code, group, name, known_as, workplace, *more = values
    cohort, cohort_name, circle, circle_name, contract, ref, written, shared = more
    return Member(
        pk, run, code, group, name, known_as, workplace or "", (cohort or "", cohort_name or ""),
        (circle or "", circle_name or ""), contract, ref or "", bool(written or shared),
    )  # fmt: skip


def team_of(staff: Staff, soon: date) -> list[Member]:
    """Everybody whom this member of staff may find in the queue, with every turn."""
    wholly = len(staff.runs_as(WHOLE_RUN)) == len(staff.runs)
    found = (_all if wholly else _some)(*staff.reach, soon)
    members = [_member(values) for values in found["people"]]
    by_contract = {m.contract: m for m in members if m.contract}
    for values in found["turns"]:
        if values[0] in by_contract:
            by_contract[values[0]].turns.append(Place(*values[1:]))
    today = clock.today(staff.actor.zone)
    for contract, by, due_on in found["conditions"]:
        member = by_contract.get(contract)
        if member and staff.answers(member.run, by):
            member.condition_due = True
            late = bundle.day(due_on)
            member.overdue |= late is not None and late < today and member.stage != "ended"
    for (contract,) in found["disputes"]:
        if staff.vouches and contract in by_contract:
            by_contract[contract].disputed = True
    if staff.vouches:
        unlooked = [values for values in found["unlooked"] if values[0] in by_contract]
        for contract in _to_check(staff, unlooked):
            by_contract[contract].advocate_to_check = True
        for contract, asked, signed in found["signed"]:
            if contract in by_contract and not same_name(asked, signed):
                by_contract[contract].advocate_to_check = True
    for member in members:
        member.turns.sort(key=lambda t: t.since_text)
    return members


def _to_check(staff: Staff, unlooked: list[list[Any]]) -> list[int]:
    """Contracts whose advocate gives a reason to look."""
    emails = {email.lower() for _contract, _name, email, *_student in unlooked if email}
    serves = (
        dict(_serving(staff.actor.institution_id, padded_texts(sorted(emails), 20)))
        if emails
        else {}
    )
    return [
        contract
        for contract, name, email, student, student_email in unlooked
        if concerns(student, student_email, name, email, serves.get(email.lower(), 0))
    ]
