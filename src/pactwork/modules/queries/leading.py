"""Runs that somebody may change, and what was changed on them last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from pactwork.history.models import Entry
from pactwork.modules.models import Enrolment, Role, Run
from pactwork.modules.queries import lasting, roles_now, today_at
from pactwork.people.actors import Actor
from pactwork.people.models import Person

ACTS = (
    "module_loaded",
    "module_edited",
    "module_copied",
    "module_put_in_force",
    "roster_loaded",
    "place_changed",
)
SHOWN = 8


def runs_led_by(actor: Actor) -> QuerySet[Run]:
    """The module leader's own; administrators have all of their institution."""
    runs = Run.objects.filter(institution_id=actor.institution_id).select_related("institution")
    if actor.administrator:
        return runs
    return runs.filter(pk__in=roles_now(actor).filter(kind="module_leader").values("run"))


def administers(actor: Actor, house: int) -> bool:
    """Asked by an act, under its lock: an administrator of this institution, or a command there."""
    if actor.institution_id != house:
        return False
    people = Person.objects.filter(pk=actor.person_id or 0, administrator=True, active=True)
    return actor.via == "system" or people.exists()


def leads(actor: Actor, run: Run) -> bool:
    """Asked by an act, under its lock: the run's module leader, or whoever administers its institution."""
    led = roles_now(actor).filter(run=run, kind="module_leader")
    return led.exists() or administers(actor, run.institution_id)


@dataclass(frozen=True)
class Changed:
    """One entry of the history: who did what to this run, and when."""

    act: str
    at: datetime
    who: str
    payload: Mapping[str, Any]


def last_changes(run: Run) -> list[Changed]:
    """The newest first; two queries."""
    entries = Entry.objects.filter(subject=run.ref, act__in=ACTS).order_by("-seq")[:SHOWN]
    rows = list(entries)
    refs = {row.by.removeprefix("person:") for row in rows}
    names = dict(
        Person.objects.filter(institution=run.institution_id, ref__in=refs).values_list(
            "ref", "name"
        )
    )
    return [
        Changed(row.act, row.at, names.get(row.by.removeprefix("person:"), ""), row.payload or {})
        for row in rows
    ]


def staff_on(run: Run) -> list[Role]:
    """Every role on a run, those that are over too, with its person; by role, then name."""
    order = {kind: n for n, kind in enumerate(Role.KINDS)}
    roles = Role.objects.filter(run=run, person__active=True).select_related("person", "deputy_for")
    return sorted(roles, key=lambda role: (order.get(role.kind, 99), role.person.name, role.pk))


def team_of(run: Run) -> list[Role]:
    """Every role that is not over."""
    left = Role.objects.filter(lasting(today_at(run)), run=run).values_list("pk", flat=True)
    still = set(left)
    return [role for role in staff_on(run) if role.pk in still]


def colleagues(run: Run) -> list[Person]:
    """Whoever has, or had, a role on any run here: whom a leader may put on a team."""
    staff = Role.objects.filter(run__institution=run.institution_id).values("person")
    people = Person.objects.filter(institution=run.institution_id, active=True, pk__in=staff)
    return list(people.order_by("name", "pk"))


def students_on(run: Run) -> list[Enrolment]:
    """Everybody who takes a run, now or later, by name."""
    places = Enrolment.objects.filter(lasting(today_at(run)), run=run, person__active=True)
    found = places.select_related("person", "cohort").order_by("person__name", "pk")
    for place in found:
        place.run = run
    return list(found)


def named_by(run: Run, places: Iterable[Enrolment]) -> dict[str, Person]:
    """Whoever is the own mentor or tutor of these students, by ref."""
    refs = {str(ref) for place in places for ref in place.named.values() if ref}
    people = Person.objects.filter(institution=run.institution_id, ref__in=refs)
    return {person.ref: person for person in people}
