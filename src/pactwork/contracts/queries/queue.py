"""The team's queue: who is in it under which filter, oldest first, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils.translation import gettext as _

from pactwork.contracts.models import Draft, Point, Text, Turn
from pactwork.contracts.queries.advocates import contracts_to_check
from pactwork.contracts.queries.queue_rows import Row, rows_of
from pactwork.contracts.queries.staff import Staff, people_of
from pactwork.ground import clock
from pactwork.ground.addresses import address
from pactwork.modules.models import Enrolment

PAGE = 60
QUIET = timedelta(days=7)
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """What an address of the queue asks for."""

    show: str = ""
    run: str = ""
    cohort: str = ""
    set: str = ""
    q: str = ""
    open: str = ""
    page: int = 1

    def query(self, **changes: object) -> str:
        """The same with changes, as a query; whatever narrows it begins on the first page."""
        keep = self if set(changes) <= {"open"} else replace(self, open="", page=1)
        after = replace(keep, **changes)  # type: ignore[arg-type]
        said = {key: value for key, value in vars(after).items() if value and value != 1}
        return urlencode(said)

    def address(self, **changes: object) -> str:
        query = self.query(**changes)
        return address("contracts:queue") + (f"?{query}" if query else "")


def asked(query: Mapping[str, str]) -> Asked:
    """Read from an address; what makes no sense is left out."""
    words = {key: query.get(key, "")[:100].strip() for key in ("run", "cohort", "set", "q", "open")}
    show = query.get("show", "")
    page = query.get("page", "")
    return Asked(
        show=show if show in FILTERS else "",
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        **words,
    )


@dataclass(frozen=True)
class Filter:
    """One chip. ``turn`` picks the cached turns it is about; ``of`` says who gets it."""

    label: str
    state: str = ""
    of: str = "all"  # all; vouches: who vouches for advocates; whole: who has the cohort
    turn: Q | None = None


def filters(staff: Staff) -> dict[str, Filter]:
    """The chips in their order, as this person may use them."""
    ours = Q(waiting=True) & staff.answers_for("seat__")
    quiet = Q(waiting=True, seat__by="link", since__lt=clock.now() - QUIET)
    found = {
        "ours": Filter(_("Waiting for us"), turn=ours),
        "handed": Filter(_("Handed to me"), turn=ours & Q(ask__handed_to=staff.actor.person_id)),
        "quiet": Filter(_("Workplace quiet"), "slow", "vouches", turn=quiet),
        "conditions": Filter(_("Conditions due"), "slow"),
        "advocates": Filter(_("Advocates to check"), "stop", "vouches"),
        "revision": Filter(
            _("Revision asked"), turn=Q(state="revise") & staff.answers_for("seat__")
        ),
        "idle": Filter(_("Not started"), "idle", "whole"),
        "agreed": Filter(_("Agreed"), "go", turn=Q(seat=None, stage="agreed")),
        "all": Filter(_("Everyone")),
    }
    mine = {"all", *(["vouches"] if staff.vouches else []), *(["whole"] if staff.whole else [])}
    return {key: chip for key, chip in found.items() if chip.of in mine}


FILTERS = (
    "ours", "handed", "quiet", "conditions", "advocates", "revision", "idle", "agreed", "all",
)  # fmt: skip

STAGES = ("idle", "drafting", "asking", "amending", "suspended", "agreed", "ended")


def _turns(which: Q) -> QuerySet[Turn]:
    return Turn.objects.filter(which, contract__enrolment=OuterRef("pk"))


def _begun() -> Q:
    """Something is written or shared."""
    texts = Text.objects.filter(contract__enrolment=OuterRef("pk"))
    return Q(Exists(texts)) | Q(Exists(Draft.objects.filter(contract__enrolment=OuterRef("pk"))))


def _idle() -> Q:
    return Q(contract=None) | ~_begun()


def _conditions(staff: Staff) -> Q:
    due = Point.objects.filter(
        staff.answers_for("answer__seat__"),
        kind=Point.CONDITION,
        met_at=None,
        answer__undone_at=None,
        answer__withdrawn_at=None,
        due_on__lte=clock.today(staff.actor.zone) + SOON,
        answer__seat__contract__enrolment=OuterRef("pk"),
    )
    return Q(Exists(due))


def _law(staff: Staff, chips: Mapping[str, Filter]) -> dict[str, Q]:
    """Each chip's rows, as a condition on enrolments."""
    found = {key: Q(Exists(_turns(chip.turn))) for key, chip in chips.items() if chip.turn}
    found["conditions"] = _conditions(staff)
    found["idle"] = _idle()
    found["all"] = Q()
    if "advocates" in chips:
        # No contract has the number 0; an empty list would leave PostgreSQL without a condition.
        wanted = contracts_to_check(staff.actor.institution_id) or {0}
        found["advocates"] = Q(contract__in=wanted)
    return {key: found[key] for key in chips}


@dataclass(frozen=True)
class Option:
    ref: str
    name: str


@dataclass(frozen=True)
class Queue:
    """The page: chips with counts, the cohort by stage, the rows, and what can be chosen from."""

    asked: Asked
    show: str
    chips: dict[str, Filter]
    counts: dict[str, int]
    stages: dict[str, int]
    rows: list[Row]
    more: bool
    runs: list[Option]
    cohorts: list[Option] = field(default_factory=list)
    sets: list[Option] = field(default_factory=list)
    whole: bool = True
    run_title: str = ""  # when there is one run only


def _narrowed(people: QuerySet[Enrolment], wanted: Asked) -> QuerySet[Enrolment]:
    if wanted.run:
        people = people.filter(run__ref=wanted.run)
    if wanted.cohort:
        people = people.filter(cohort__ref=wanted.cohort)
    if wanted.set:
        people = people.filter(learning_set__ref=wanted.set)
    if wanted.q:
        people = people.filter(person__name__icontains=wanted.q)
    return people


def _counted(people: QuerySet[Enrolment], law: Mapping[str, Q]) -> dict[str, int]:
    """How many each chip has, and how many stand at each stage (``at_``); one query."""
    yes = {
        f"is_{key}": ExpressionWrapper(q, output_field=BooleanField())
        for key, q in {**law, "not_begun": _idle()}.items()
        if q
    }
    stage = Subquery(_turns(Q(seat=None)).values("stage")[:1])
    begun = Q(is_not_begun=False)
    found: dict[str, int] = people.annotate(stage=stage, **yes).aggregate(
        **{key: Count("pk", Q(**{f"is_{key}": True}) if q else None) for key, q in law.items()},
        **{f"at_{at}": Count("pk", Q(stage=at) & begun) for at in STAGES[1:]},
        at_idle=Count("pk", ~begun),
    )
    return found


def _options(people: QuerySet[Enrolment]) -> tuple[list[Option], list[Option]]:
    """Cohorts and sets that have somebody in them; one query."""
    fields = ("cohort__name", "cohort__ref", "learning_set__name", "learning_set__ref")
    rows = list(people.order_by().values_list(*fields).distinct())
    cohorts = sorted({(row[0], row[1]) for row in rows if row[1]})
    sets = sorted({(row[2], row[3]) for row in rows if row[3]}, key=lambda s: (len(s[0]), s[0]))
    return [Option(ref, name) for name, ref in cohorts], [Option(ref, name) for name, ref in sets]


def _usual(staff: Staff, counts: Mapping[str, int]) -> str:
    """What to show when nothing is asked for: one's own turn, where one has turns."""
    if counts["ours"] or staff.kinds & {"facilitator", "ethics_reviewer"}:
        return "ours"
    return "advocates" if counts.get("advocates") else "all"


def _oldest_first(people: QuerySet[Enrolment], chip: Filter) -> QuerySet[Enrolment]:
    which = chip.turn if chip.turn is not None else Q(waiting=True, seat__isnull=False)
    since = _turns(which).order_by("since").values("since")[:1]
    own = _turns(Q(waiting=True, seat=None)).values("since")[:1]
    ordered = people.annotate(since=Subquery(since), own_since=Subquery(own)).order_by(
        F("since").asc(nulls_last=True), F("own_since").asc(nulls_last=True), "person__name", "pk"
    )
    return ordered.select_related("person__organisation", "contract")


def _one_run(staff: Staff, wanted: Asked) -> str:
    runs = [r for r in staff.runs.values() if wanted.run in ("", r.ref)]
    return runs[0].title if len(runs) == 1 else ""


def queue_of(staff: Staff, wanted: Asked, today: date) -> Queue:
    """The queue as this person sees it. Nine queries, however many rows."""
    everybody = people_of(staff)
    people = _narrowed(everybody, wanted)
    chips = filters(staff)
    law = _law(staff, chips)
    overdue = (chips["ours"].turn or Q()) & Q(due_on__lt=today)
    counts = _counted(people, law | {"late": Q(Exists(_turns(overdue)))})
    show = wanted.show if wanted.show in chips else _usual(staff, counts)
    start = (wanted.page - 1) * PAGE
    found = list(_oldest_first(people.filter(law[show]), chips[show])[start : start + PAGE])
    rows = rows_of(staff, found, show, today)
    cohorts, sets = _options(everybody)
    return Queue(
        asked=replace(wanted, show=show),
        show=show,
        chips=chips,
        counts=counts,
        stages={stage: counts[f"at_{stage}"] for stage in STAGES},
        rows=rows,
        more=counts[show] > start + PAGE,
        runs=[Option(run.ref, str(run)) for run in staff.runs.values()],
        cohorts=cohorts,
        sets=sets,
        whole=staff.whole,
        run_title=_one_run(staff, wanted),
    )
