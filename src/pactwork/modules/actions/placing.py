"""Staff and students are put on a run, one at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from pactwork.ground.bulk import put_row
from pactwork.modules.models import Cohort, Enrolment, LearningSet, Role, Run
from pactwork.people.models import Person


@transaction.atomic
def give_role(
    run: Run,
    person: Person,
    kind: str,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    weeks: list[int] | None = None,
    deputy_for: Person | None = None,
) -> Role:
    """Somebody is something on this run, from when to when, and in which weeks (none: all)."""
    role, _ = put_row(
        Role,
        run=run,
        person=person,
        kind=kind,
        defaults={
            "starts_on": starts_on,
            "ends_on": ends_on,
            "weeks": weeks or [],
            "deputy_for": deputy_for,
        },
    )
    return role


@dataclass(frozen=True)
class Place:
    """Where a student researcher sits on a run."""

    code: str
    group: str = ""
    cohort: str = ""
    learning_set: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    named: Mapping[str, Person] = field(default_factory=dict)  # this student's own mentor, tutor


@transaction.atomic
def enrol(run: Run, person: Person, place: Place) -> Enrolment:
    """Put somebody on a run under one of its codes, in a cohort and a set made if they are new."""
    cohort = Cohort.objects.get_or_create(run=run, name=place.cohort)[0] if place.cohort else None
    group = (
        LearningSet.objects.get_or_create(run=run, name=place.learning_set)[0]
        if place.learning_set
        else None
    )
    enrolment, _ = put_row(
        Enrolment,
        run=run,
        person=person,
        defaults={
            "code": place.code,
            "group": place.group,
            "cohort": cohort,
            "learning_set": group,
            "starts_on": place.starts_on,
            "ends_on": place.ends_on,
            "named": {column: somebody.ref for column, somebody in place.named.items()},
        },
    )
    return enrolment
