"""At mid-point the student looks at the agreed plan again, and says that nothing is to be changed."""

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.mid_point import review_due
from pactwork.people.actors import Actor


@transaction.atomic
def look_again(contract: Contract, *, by: Actor) -> None:
    """What is to be changed is shared as a draft instead, like any amendment."""
    dossier = locked(contract)
    check("look_again", dossier, by, review_due=review_due(dossier))
    finish("looked_again", contract, by=by, payload={})
