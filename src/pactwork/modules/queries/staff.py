"""Who is staff: one answer for signing in, how long that lasts, emails in a day, and whose word counts."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from pactwork.ground import clock
from pactwork.modules.models import Role
from pactwork.modules.queries import in_force, roles_now
from pactwork.people.actors import Actor
from pactwork.people.models import Institution, Person

# A student who helps to teach is a student; an examiner is staff, and of another house.
STUDENTS, ELSEWHERE = {"student_partner"}, {"examiner"}
KINDS = frozenset(Role.KINDS) - STUDENTS
OF_STAFF = Q(kind__in=sorted(KINDS))
OF_THE_HOUSE = Q(kind__in=sorted(KINDS - ELSEWHERE))


def is_staff(by: Actor, roles: Iterable[Role] | None = None) -> bool:
    """An administrator, or in a role of staff today; ``roles`` are today's, where they are known."""
    if by.administrator:
        return True
    return any(role.kind in KINDS for role in (roles_now(by) if roles is None else roles))


def staff_at(house: Institution) -> QuerySet[Person]:
    """Everybody of whom that is true."""
    today = clock.today(house.time_zone)
    roles = Role.objects.filter(OF_STAFF, in_force(today), person=OuterRef("pk"))
    here = Person.objects.filter(institution=house, active=True)
    return here.filter(Q(administrator=True) | Exists(roles))
