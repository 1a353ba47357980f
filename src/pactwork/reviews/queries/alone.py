"""For a student researcher without a learning set: what they can do, and whom to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from pactwork.contracts.having import on_runs
from pactwork.contracts.memberships import memberships
from pactwork.ground import clock
from pactwork.modules.models import Enrolment, Role, Run
from pactwork.modules.queries import in_force
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.people.requests import actor_of
from pactwork.sets.models import Availability

FORMS, TEACHES = "module_leader", "facilitator"


@dataclass(frozen=True)
class Alone:
    """``ask``: who forms sets there; where nobody leads the module, who teaches it."""

    run: Run
    said: bool
    ask: list[Person]


def alone(actor: Actor) -> list[Alone]:
    """Two queries for somebody without a set on some module, none for everybody else."""
    alone = [p for p in memberships(actor).enrolments if not p.learning_set_id]
    places = [place for place in alone if on_runs([place.run]).sets]
    if not places:
        return []
    said = Availability.objects.filter(enrolment__in=places).values_list("enrolment", flat=True)
    known, staff = set(said), _staff(actor, places)
    return [Alone(p.run, p.pk in known, staff.get(p.run_id, [])) for p in places]


def _staff(actor: Actor, places: list[Enrolment]) -> dict[int, list[Person]]:
    roles = Role.objects.filter(
        in_force(clock.today(actor.zone)),
        run__in=[place.run_id for place in places],
        kind__in=(FORMS, TEACHES),
        person__active=True,
    )
    by_kind: dict[tuple[int, str], list[Person]] = {}
    for role in roles.select_related("person").order_by("person__name", "pk"):
        by_kind.setdefault((role.run_id, role.kind), []).append(role.person)
    runs = {place.run_id for place in places}
    return {run: by_kind.get((run, FORMS)) or by_kind.get((run, TEACHES), []) for run in runs}


def without_set(request: HttpRequest, **_about: Any) -> Mapping[str, Any] | None:
    found = alone(actor_of(request))
    return {"rows": found} if found else None
