"""Whom a newcomer can be."""

from dataclasses import dataclass

from pactwork.modules.models import Enrolment, Role
from pactwork.people.models import Person

LEADS = 5  # members of the first set come first, the rest of the cohort below


@dataclass(frozen=True)
class Cast:
    """Staff with their roles, the first learning set, and everybody else on the modules."""

    staff: list[tuple[Person, list[str]]]
    first_set: list[Enrolment]
    others: list[Enrolment]


def cast_list() -> Cast:
    roles: dict[int, tuple[Person, list[str]]] = {}
    for role in Role.objects.select_related("person").order_by("pk"):
        _, kinds = roles.setdefault(role.person_id, (role.person, []))
        if role.kind not in kinds:
            kinds.append(role.kind)
    for person in Person.objects.filter(administrator=True):
        roles.setdefault(person.pk, (person, []))
    enrolments = list(
        Enrolment.objects.select_related("person__organisation", "run", "learning_set").order_by(
            "pk"
        )
    )
    return Cast(list(roles.values()), enrolments[:LEADS], enrolments[LEADS:])
