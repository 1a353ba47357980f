"""What an institution already holds of the things a roster speaks of, in seven queries."""

from dataclasses import dataclass, field
from datetime import date

from pactwork.ground import clock
from pactwork.modules.models import Cohort, Enrolment, LearningSet, Role, Run
from pactwork.modules.queries import specification
from pactwork.modules.rules.named import named_columns
from pactwork.modules.rules.specification import Calendar
from pactwork.people.models import Institution, Person


@dataclass(frozen=True)
class PersonState:
    key: str
    name: str = ""
    known_as: str = ""
    email: str = ""
    job: str = ""
    organisation: str = ""
    introduction: str = ""
    administrator: bool = False


@dataclass(frozen=True)
class RoleState:
    run: str
    key: str
    kind: str
    starts_on: date | None = None
    ends_on: date | None = None
    weeks: tuple[int, ...] = ()
    deputy_for: str = ""


@dataclass(frozen=True)
class PlaceState:
    """Where a student sits on a run."""

    run: str
    key: str
    code: str = ""
    group: str = ""
    cohort: str = ""
    set: str = ""
    left: str = ""  # the set they were in when their place ended
    starts_on: date | None = None
    ends_on: date | None = None
    named: tuple[tuple[str, str], ...] = ()  # column, and the key of this student's own person
    own_start: date | None = None
    own_end: date | None = None


@dataclass(frozen=True)
class RunState:
    ref: str
    key: str
    title: str
    codes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    weeks: int = 1
    named: tuple[str, ...] = ()  # columns of a roster that its contracts ask for
    calendar: Calendar | None = None


@dataclass(frozen=True)
class Known:
    """Everything here is one institution's own; nobody else's can be named."""

    today: date
    runs: tuple[RunState, ...] = ()
    people: dict[str, PersonState] = field(default_factory=dict)
    roles: dict[tuple[str, str, str], RoleState] = field(default_factory=dict)
    places: dict[tuple[str, str], PlaceState] = field(default_factory=dict)
    cohorts: frozenset[tuple[str, str]] = frozenset()
    sets: frozenset[tuple[str, str]] = frozenset()

    def over(self, state: "RoleState | PlaceState | None") -> bool:
        """Whether somebody had this place and has it no more."""
        return state is not None and state.ends_on is not None and state.ends_on < self.today

    def run(self, ref: str) -> RunState:
        return next(run for run in self.runs if run.ref == ref)


def known(institution: Institution) -> Known:
    runs = list(Run.objects.filter(institution=institution).order_by("title", "name"))
    return Known(
        today=clock.today(institution.time_zone),
        runs=tuple(_run(run) for run in runs),
        people=_people(institution),
        roles=_roles(institution),
        places=_places(institution),
        cohorts=frozenset(
            Cohort.objects.filter(run__institution=institution).values_list("run__ref", "name")
        ),
        sets=frozenset(
            LearningSet.objects.filter(run__institution=institution).values_list("run__ref", "name")
        ),
    )


def _run(run: Run) -> RunState:
    spec = specification(run)
    return RunState(
        run.ref,
        run.key,
        str(run),
        tuple(v.code for v in spec.variants),
        tuple(g.key for g in spec.calendar.groups),
        spec.calendar.weeks,
        tuple(named_columns(spec)),
        spec.calendar,
    )


def _people(institution: Institution) -> dict[str, PersonState]:
    rows = Person.objects.filter(institution=institution).select_related("organisation")
    return {
        p.key: PersonState(
            p.key,
            p.name,
            p.known_as,
            p.email,
            p.job,
            p.organisation.name if p.organisation else "",
            p.introduction,
            p.administrator,
        )
        for p in rows
    }


def _roles(institution: Institution) -> dict[tuple[str, str, str], RoleState]:
    rows = Role.objects.filter(run__institution=institution).values_list(
        "run__ref", "person__key", "kind", "starts_on", "ends_on", "weeks", "deputy_for__key"
    )
    return {
        (run, key, kind): RoleState(run, key, kind, starts, ends, tuple(weeks), deputy or "")
        for run, key, kind, starts, ends, weeks, deputy in rows
    }


def _places(institution: Institution) -> dict[tuple[str, str], PlaceState]:
    rows = Enrolment.objects.filter(run__institution=institution).values_list(
        *("run__ref", "person__key", "code", "group"),
        *("cohort__name", "learning_set__name", "left_set__name", "starts_on", "ends_on", "named"),
        *("own_start", "own_end"),
    )
    keys = dict(Person.objects.filter(institution=institution).values_list("ref", "key"))
    found: dict[tuple[str, str], PlaceState] = {}
    for run, key, code, group, cohort, peers, left, starts, ends, named, *own in rows:
        names = (code, group, cohort or "", peers or "", left or "")
        found[run, key] = PlaceState(run, key, *names, starts, ends, _named(named, keys), *own)
    return found


def _named(refs: dict[str, str], keys: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((column, keys[ref]) for column, ref in refs.items() if ref in keys))
