"""What is asked of somebody: whose draft to review, by when; also for a set that is not theirs."""

from dataclasses import dataclass
from datetime import date, datetime

from pactwork.reviews.models import Review


@dataclass(frozen=True)
class Asked:
    """One review that is owed. ``stand_in``: in somebody's place, perhaps for another set."""

    ref: str
    contract: str
    name: str
    first_name: str
    number: int
    due_on: date
    late: bool
    stand_in: bool
    at: datetime


def asked(review: Review, today: date) -> Asked:
    """The review's contract, its student and its draft have been joined."""
    student = review.contract.student
    return Asked(
        ref=review.ref,
        contract=review.contract.ref,
        name=student.name,
        first_name=student.first_name,
        number=review.draft.number,
        due_on=review.due_on,
        late=review.due_on < today,
        stand_in=review.substitute_for_id is not None,
        at=review.asked_at,
    )
