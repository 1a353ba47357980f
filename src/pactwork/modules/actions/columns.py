"""What an institution's record systems call their columns is kept, changed and forgotten."""

from collections.abc import Sequence

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.bulk import put_row
from pactwork.ground.refusal import Refusal, insist
from pactwork.history.record import record
from pactwork.modules.models import ColumnMap
from pactwork.modules.queries.leading import administers
from pactwork.modules.queries.roster import column_map
from pactwork.modules.roster.choices import Choices, refusal, worth_keeping
from pactwork.people.actors import Actor
from pactwork.people.models import Institution


@transaction.atomic
def keep_columns(
    institution: Institution, said: Choices, *, named: Sequence[str] = (), by: Actor
) -> bool:
    """Add to the map what somebody has said of one file; whether that was anything new."""
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    return set_columns(
        institution, worth_keeping(said, column_map(institution)), named=named, by=by
    )


@transaction.atomic
def set_columns(
    institution: Institution, now: Choices, *, named: Sequence[str] = (), by: Actor
) -> bool:
    """The whole map; an empty one is forgotten. The same map twice writes nothing."""
    insist(None if administers(by, institution.pk) else Refusal("roster_not_yours"))
    was = column_map(institution)
    insist(refusal(now, (*named, *(column for column, _ in was.columns))))
    if (now.columns, now.role, now.code_page) == (was.columns, was.role, was.code_page):
        return False
    said = {"columns": now.columns, "role": now.role, "code_page": now.code_page}
    put_row(ColumnMap, institution=institution, defaults={**said, "set_at": clock.now()})
    record(
        "roster_columns_set",
        chain=institution.ref,
        subject=institution.ref,
        by=by.ref,
        key=institution.key,
        payload=said,
    )
    return True
