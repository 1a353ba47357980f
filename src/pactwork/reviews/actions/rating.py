"""An author says how helpful a review was, where the module asks for it."""

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.models import Contract
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.modules.queries import specification
from pactwork.people.actors import Actor
from pactwork.reviews.models import Review
from pactwork.reviews.rules.helpful import why_not_rate


@transaction.atomic
def rate_review(contract: Contract, ref: str, *, by: Actor, step: int) -> Review:
    """Of a given review of one's own draft. Said again, the newest counts, until the next draft."""
    dossier = locked(contract)
    check("settle_point", dossier, by)
    review = Review.objects.filter(contract=contract, ref=ref).first()
    if review is None:
        raise Refused(Refusal("no_review"))
    newest = dossier.newest
    insist(
        why_not_rate(
            switched_on=specification(dossier.contract.run).reviews.helpful,
            given=review.given_at is not None,
            newest=newest is not None and newest.pk == review.draft_id,
            rated=review.helpful is not None,
            step=step,
        )
    )
    if review.helpful == step:
        return review
    review.helpful, review.helpful_at = step, review.helpful_at or clock.now()
    review.save(update_fields=["helpful", "helpful_at"])
    # Not what was said: of four words a digest would be guessed.
    finish("review_rated", contract, by=by, payload={"review": review.ref})
    return review
