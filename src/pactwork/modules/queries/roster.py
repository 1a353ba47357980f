"""What an administrator sees of an institution's runs: who is on each, counted."""

from collections import Counter
from dataclasses import dataclass

from pactwork.ground import clock
from pactwork.ground.spelling import folded
from pactwork.modules.models import ColumnMap, Enrolment, LearningSet, Role, Run
from pactwork.modules.queries import in_force, specification
from pactwork.modules.roster.choices import Choices
from pactwork.modules.rules.named import named_columns
from pactwork.people.models import Institution


@dataclass(frozen=True)
class Staffed:
    """A run, and how many are on it today."""

    run: Run
    students: int
    staff: int
    sets: int


def runs_with_people(institution: Institution) -> list[Staffed]:
    """The newest first; four queries, for a join of all three would multiply them."""
    runs = Run.objects.filter(institution=institution).defer("specification", "files")
    now = in_force(clock.today(institution.time_zone))
    here = {"run__institution": institution}
    students = Enrolment.objects.filter(now, **here).values_list("run", flat=True)
    staff = Role.objects.filter(now, **here).values_list("run", "person").distinct()
    sets = LearningSet.objects.filter(**here).values_list("run", flat=True)
    taking, making, teaching = Counter(students), Counter(sets), Counter(run for run, _ in staff)
    return [
        Staffed(run, taking[run.pk], teaching[run.pk], making[run.pk])
        for run in runs.order_by("-starts_on", "title")
    ]


def column_map(institution: Institution) -> Choices:
    """What was said of the columns of earlier files."""
    for kept in ColumnMap.objects.filter(institution=institution):
        pairs = tuple((column, heading) for column, heading in kept.columns)
        return Choices(pairs, kept.role, code_page=kept.code_page)
    return Choices()


@dataclass(frozen=True)
class OfModules:
    """What the modules of an institution bring into a roster."""

    columns: tuple[str, ...]  # that they ask for besides ours
    exact: frozenset[str]  # their codes, their keys and the refs of their runs, folded


def of_its_modules(institution: Institution) -> OfModules:
    """One query."""
    runs = Run.objects.filter(institution=institution).only("ref", "key", "specification", "digest")
    columns: dict[str, None] = {}
    exact: set[str] = set()
    for run in runs:
        spec = specification(run)
        columns |= dict.fromkeys(named_columns(spec))
        exact |= {folded(name) for name in (run.ref, run.key, *(v.code for v in spec.variants))}
    return OfModules(tuple(columns), frozenset(exact))


def columns_asked_for(institution: Institution) -> tuple[str, ...]:
    """Columns that its modules ask for besides ours."""
    return of_its_modules(institution).columns
