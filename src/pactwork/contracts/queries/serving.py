"""Which advocates give a reason to look at them before their yes counts for much."""

from typing import Any

from django.db.models import Count
from django.db.models.functions import Lower

from pactwork.contracts.models import Holder
from pactwork.contracts.queries.own_party import Forms
from pactwork.contracts.queries.staff import Staff
from pactwork.contracts.rules.advocates import concerns
from pactwork.ground.compiled_query import PreparedValues, padded_texts

# How many contracts each address speaks for, in the whole institution.
_serving = PreparedValues(
    lambda institution, emails: (
        Holder.objects.annotate(address=Lower("email"))
        .filter(until_at=None, seat__contract__institution=institution, address__in=emails)
        .order_by()
        .values_list("address")
        .annotate(n=Count("seat__contract", distinct=True))
    )
)


def to_check(staff: Staff, unlooked: list[list[Any]], forms: Forms) -> list[list[Any]]:
    """Those rows of ``owed`` whose advocate gives a reason to look; no query when there are no rows."""
    emails = {row[6].lower() for row in unlooked if row[6]}
    serves = (
        dict(_serving(staff.actor.institution_id, padded_texts(sorted(emails), 20)))
        if emails
        else {}
    )
    found = []
    for row in unlooked:
        _ref, _run, student, _from, student_email, name, email, doubts, *whose = row
        known = (student, student_email, name, email, serves.get(email.lower(), 0))
        if doubts or concerns(*known, family=forms.family(*whose)):
            found.append(row)
    return found
