"""One draft, lent to somebody of another set while they are asked to stand in as its reviewer.

It opens no page but the one where that draft is read: of the contract they see nothing else.
"""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from pactwork.contracts.access import Desk
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.visibility import one, sections_read
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import in_force
from pactwork.people.actors import Actor
from pactwork.reviews.models import Review

PEER = frozenset({"peer"})
MAY = frozenset({"comment"})  # beside giving the review itself


def lent_to(actor: Actor) -> QuerySet[Review]:
    """The reviews this actor owes as a substitute, while they and the author are on the run."""
    if actor.person_id is None:
        return Review.objects.none()
    day = clock.today(actor.zone)
    on_run = Enrolment.objects.filter(in_force(day), person__active=True)
    return Review.objects.filter(
        Review.OPEN,
        reviewer=actor.person_id,
        substitute_for__isnull=False,
        contract__run__in=on_run.filter(person=actor.person_id).values("run"),
        contract__enrolment__in=on_run.values("pk"),
        contract__ending=None,
    )


@dataclass
class LentDesk(Desk):
    """A contract of which this reader reads one draft's key elements, and may only review that."""

    number: int = field(default=0, kw_only=True)

    def reads(self, number: int | None = None) -> frozenset[str]:
        if number != self.number:
            return frozenset()
        return sections_read(self.dossier, PEER, number)

    def why_not(
        self, move: str, seat: int | None = None, draft: int | None = None
    ) -> Refusal | None:
        if move not in MAY:
            return Refusal("not_your_move", {"move": move})
        return super().why_not(move, seat, draft)


def lent_number(dossier: Dossier, by: Actor) -> int | None:
    """The draft of this contract that is lent to them, by its number."""
    held = lent_to(by).filter(contract=dossier.contract)
    return held.values_list("draft__number", flat=True).first()


def lent_desk(actor: Actor, ref: str) -> LentDesk | None:
    held = lent_to(actor).filter(contract__ref=ref).select_related("draft").first()
    if held is None:
        return None
    dossier = load_dossier(one(held.contract_id))
    return LentDesk(actor, dossier, PEER, number=held.draft.number)
