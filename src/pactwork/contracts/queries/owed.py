"""What this app's people owe: the one place that says whose turn it is, for every page and mail.

Students owe on their own contract; staff what their roles on a run answer for, look into or wait for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pactwork.contracts.models import Answer, Draft, Holder, Point, Recording, Turn
from pactwork.contracts.owed_kinds import ADVOCATE, ANSWER, DEPUTY, DISPUTE, HANDED, TEAM_CONDITION
from pactwork.contracts.queries.owed_by_student import owed_by_student
from pactwork.contracts.queries.own_party import Forms, form_of, forms_on
from pactwork.contracts.queries.serving import to_check
from pactwork.contracts.queries.staff import Staff, staff_for
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.moves import MOVES, STAFF_GIVERS
from pactwork.contracts.rules.signatures import same_name
from pactwork.ground import clock
from pactwork.ground.compiled_query import padded
from pactwork.ground.one_query import Lists, day, moment
from pactwork.ground.owed import Owed
from pactwork.modules.models import Role
from pactwork.modules.queries import in_force
from pactwork.people.actors import Actor

ABOUT = ("ref", "run_id", "student__name")


def _about(way: str) -> list[str]:
    return [f"{way}{name}" for name in ABOUT]


def _with_a_colleague(person: int, on: date) -> Exists:
    """Handed to somebody who still has the role; what a colleague leaves behind is everybody's."""
    held = Role.objects.filter(
        in_force(on),
        run=OuterRef("contract__run"),
        kind=OuterRef("seat__by"),
        person=OuterRef("ask__handed_to"),
        person__active=True,
    )
    return Exists(held.exclude(person=person))


def _answers(person: int, on: date, runs: Any) -> "tuple[QuerySet[Turn], list[str]]":
    """Asks that wait for a team, and not for one of it by name who is somebody else.

    Whoever a second opinion is asked after, and whoever answers from another seat, is not waited for.
    """
    other = Answer.objects.filter(
        seat__contract=OuterRef("contract"), by_person=person, undone_at=None
    )
    rows = Turn.objects.filter(waiting=True, contract__run__in=runs, seat__by__in=STAFF_GIVERS)
    mine = rows.exclude(ask__not_by=person).exclude(contract__student=person)
    mine = mine.filter(~_with_a_colleague(person, on))
    mine = mine.filter(~Exists(other.exclude(seat=OuterRef("seat"))))
    columns = [*_about("contract__"), "seat__by", "since", "due_on", "ask__handed_to_id"]
    whose = ["party", "form", "contract__enrolment__named"]
    return mine.annotate(form=form_of("contract")), [*columns, *whose]


def _conditions(person: int, runs: Any) -> "tuple[QuerySet[Point], list[str]]":
    unmet = Point.objects.filter(
        Point.UNMET,
        answer__seat__contract__run__in=runs,
        answer__seat__contract__ending=None,
        answer__seat__by__in=STAFF_GIVERS,
    ).exclude(answer__seat__contract__student=person)
    way = _about("answer__seat__contract__")
    columns = [*way, "answer__seat__by", "answer__at", "due_on", "owner", "blocks"]
    whose = ["answer__seat__party", "form", "answer__seat__contract__enrolment__named"]
    return unmet.annotate(form=form_of("answer__seat__contract")), [*columns, *whose]


def _disputes(person: int, runs: Any) -> "tuple[QuerySet[Recording], list[str]]":
    unsettled = Recording.objects.filter(
        disputed_at__isnull=False,
        settled_at=None,
        answer__undone_at=None,
        answer__withdrawn_at=None,
        answer__seat__contract__ending=None,
        answer__seat__contract__run__in=runs,
    ).exclude(Q(answer__seat__contract__student=person) | Q(by_person=person))
    return unsettled, [*_about("answer__seat__contract__"), "disputed_at"]


def _unlooked(person: int, runs: Any) -> "tuple[QuerySet[Holder], list[str]]":
    """Advocates whom nobody has looked at yet."""
    held = Holder.objects.filter(
        until_at=None,
        vouched_at=None,
        seat__contract__ending=None,
        seat__contract__run__in=runs,
    ).exclude(seat__contract__student=person)
    shared = Draft.objects.filter(contract=OuterRef("seat__contract"))
    way = "seat__contract__"
    columns = [*_about(way), "from_at", f"{way}student__email", "name", "email", "doubts"]
    return held.filter(Exists(shared)), columns


def _waiting_for_word(person: int, runs: Any) -> "tuple[QuerySet[Turn], list[str]]":
    """Yeses that count once somebody has confirmed who gave them."""
    rows = Turn.objects.filter(
        state="unconfirmed", contract__ending=None, contract__run__in=runs
    ).exclude(contract__student=person)
    return rows, [*_about("contract__"), "since"]


def _signed(person: int, runs: Any) -> "tuple[QuerySet[Answer], list[str]]":
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
    ).exclude(seat__contract__student=person)
    return given, [*_about("seat__contract__"), "at", "ask__holder__name", "by_name"]


_waiting = Lists(
    lambda person, on, runs: {
        "answers": _answers(person, on, runs),
        "conditions": _conditions(person, runs),
        "disputes": _disputes(person, runs),
        "advocates": _unlooked(person, runs),
        "signed": _signed(person, runs),
        "unconfirmed": _waiting_for_word(person, runs),
        "forms": forms_on(runs),
    }
)


def _may(staff: Staff, run: int, move: str) -> bool:
    return bool(staff.roles[run] & MOVES[move].roles)


def _of_team(staff: Staff, today: date) -> Iterator[Owed]:
    found = _waiting(staff.actor.person_id or 0, today, padded(sorted(staff.runs)))
    forms = Forms(found["forms"])
    for ref, run, name, by, since, due_on, handed, *whose in found["answers"]:
        own = forms.own(*whose)
        if staff.answers(run, by, own):
            given, due = handed == staff.actor.person_id, day(due_on)
            other = staff.deputy_for(run, by, own)
            kind = HANDED if given else DEPUTY if other else ANSWER
            late, said = bool(due and due < today), {"of": other} if other else {}
            yield Owed(kind, ref, name, moment(since), due, "", given, late, said, holds=1)
    for ref, run, name, by, at, due_on, owner, blocks, *whose in found["conditions"]:
        due = day(due_on)
        late = bool(due and due < today)
        mine = staff.answers(run, by, forms.own(*whose))
        # Overdue, it is back with whoever set it, whoever was to see to it.
        if mine and (late or owner == "university"):
            yield Owed(TEAM_CONDITION, ref, name, moment(at), due, blocks, overdue=late)
    for ref, run, name, at in found["disputes"]:
        if _may(staff, run, "settle_dispute"):
            yield Owed(DISPUTE, ref, name, moment(at), holds=1)
    looking = [row for row in found["advocates"] if _may(staff, row[1], "vouch")]
    checked = {ref: (name, at) for ref, _run, name, at, *_holder in to_check(staff, looking)}
    for ref, run, name, at, asked, signed in found["signed"]:
        if _may(staff, run, "vouch") and not same_name(asked, signed):
            checked.setdefault(ref, (name, at))
    for ref, run, name, at in found["unconfirmed"]:
        if _may(staff, run, "vouch"):
            checked[ref] = (name, at)
    for ref, (name, at) in checked.items():
        yield Owed(ADVOCATE, ref, name, moment(at), holds=1)


def owed_by_team(actor: Actor) -> list[Owed]:
    """What waits for a member of staff, the oldest first; read once for an actor."""
    known: list[Owed] | None = actor.known.get("owed_by_team")
    if known is None:
        staff = staff_for(actor)
        found = _of_team(staff, clock.today(actor.zone)) if staff.runs and actor.person_id else ()
        known = sorted(found, key=lambda o: (o.since is None, o.since, o.name))
        actor.known["owed_by_team"] = known
    return known


def waiting_contracts(actor: Actor) -> frozenset[str]:
    """The contracts in one's queue: a contract counts once, whatever is owed on it."""
    return frozenset(owed.about for owed in owed_by_team(actor))


def owed(actor: Actor) -> list[Owed]:
    """Everything somebody owes on contracts, their own first."""
    if actor.person_id is None:
        return []
    return [*owed_by_student(actor), *owed_by_team(actor)]


def by_act(owed: Iterable[Owed]) -> Mapping[str, int]:
    """How many contracts wait for each kind of act: answer, advocate, dispute, condition."""
    return Counter(act for act, _about in {(one.act, one.about) for one in owed})
