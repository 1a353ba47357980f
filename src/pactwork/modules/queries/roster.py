"""What an administrator sees of an institution's runs: who is on each, counted."""

from django.db.models import Count, QuerySet

from pactwork.modules.models import Run
from pactwork.modules.queries import in_force
from pactwork.people.models import Institution


def runs_with_people(institution: Institution) -> QuerySet[Run]:
    """Each run with ``students`` and ``staff``, today's; the newest first."""
    students = Count("enrolments", in_force("enrolments__"), distinct=True)
    staff = Count("roles__person", in_force("roles__"), distinct=True)
    runs = Run.objects.filter(institution=institution).defer("specification", "files")
    sets = Count("sets", distinct=True)
    return runs.annotate(students=students, staff=staff, sets_made=sets).order_by(
        "-starts_on", "title"
    )
