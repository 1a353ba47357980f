"""Emails about reviews: that one is asked, due or missing, and that suggestions were settled.

They carry acts and never words. Each asks itself, when it is sent, whether it is still worth sending.
"""

from typing import Any

from pactwork.contracts.models import Contract
from pactwork.contracts.visibility import contract_of
from pactwork.ground.dates import day
from pactwork.ground.manifest import Email
from pactwork.history.models import Delivery
from pactwork.modules.queries import staff_of
from pactwork.people.models import Person
from pactwork.post.message import address
from pactwork.post.names import in_letters
from pactwork.post.templated import Facts, templated
from pactwork.reviews import letters_interviews as interviews
from pactwork.reviews.models import Comment, Review

MOOT = "this review is not owed any more"


def _reader(contract: Contract, delivery: Delivery) -> Person | None:
    people = Person.objects.filter(institution=contract.institution_id, active=True)
    return people.filter(email__iexact=delivery.to).first()


def _facts(contract: Contract, reader: Person, page: str, **known: Any) -> Facts:
    """Their template extends ``shared/review.txt``."""
    student = contract.student
    names = {"student": in_letters(student.name), "first": in_letters(student.first_name)}
    return Facts(contract.institution, names | known, greeted=reader.first_name, link=page)


def _owed(delivery: Delivery) -> tuple[Review, Contract] | str:
    """The review this email is about; where a newer draft replaced it, the one that is owed now."""
    rows = Review.objects.select_related("draft", "reviewer")
    review = rows.filter(ref=delivery.about).first()
    if review and review.over_why == "newer":
        mine = {"contract": review.contract_id, "reviewer": review.reviewer_id}
        review = rows.filter(Review.OPEN, **mine).first()
    contract = contract_of(review.contract.ref) if review else None
    if review is None or contract is None or hasattr(contract, "ending"):
        return MOOT
    if review.given_at or review.over_at or not review.reviewer.active:
        return MOOT
    if review.reviewer.email.lower() != delivery.to.lower():
        return "someone else has this address now"
    return review, contract


@templated
def owed(delivery: Delivery) -> Facts | str:
    """A review is asked for, or asked for once more, or of somebody else: for whoever owes it."""
    found = _owed(delivery)
    if isinstance(found, str):
        return found
    review, contract = found
    number = review.draft.number
    page = f"{address('reviews:reading', contract.ref)}?draft={number}"
    return _facts(contract, review.reviewer, page, number=number, due=day(review.due_on))


def _for_staff(delivery: Delivery, contract: Contract | None) -> Person | str:
    if contract is None or hasattr(contract, "ending"):
        return "the contract is gone"
    reader = _reader(contract, delivery)
    team = staff_of(contract.run, "facilitator").values_list("person", flat=True)
    if reader is None or reader.pk not in team:
        return "no longer theirs to look after"
    return reader


@templated
def nobody_to_review(delivery: Delivery) -> Facts | str:
    contract = contract_of(delivery.about)
    reader = _for_staff(delivery, contract)
    if contract is None or isinstance(reader, str):
        return reader if isinstance(reader, str) else "the contract is gone"
    return _facts(contract, reader, address("contracts:review", contract.ref))


@templated
def review_stuck(delivery: Delivery) -> Facts | str:
    review = Review.objects.filter(ref=delivery.about).select_related("contract", "draft").first()
    contract = contract_of(review.contract.ref) if review else None
    reader = _for_staff(delivery, contract)
    if review is None or contract is None or isinstance(reader, str):
        return reader if isinstance(reader, str) else "the contract is gone"
    if review.given_at or review.over_why == "waived":
        return MOOT
    page = address("contracts:review", contract.ref)
    return _facts(contract, reader, page, number=review.draft.number)


@templated
def suggestions_settled(delivery: Delivery) -> Facts | str:
    """What became of somebody's suggestions since the last such email; one for each round of them."""
    contract = contract_of(delivery.about)
    reader = _reader(contract, delivery) if contract else None
    if contract is None or reader is None:
        return "nobody reads this any more"
    before = Delivery.objects.filter(
        kind=delivery.kind, about=delivery.about, to=delivery.to, pk__lt=delivery.pk
    ).exclude(sent_at=None)
    settled = Comment.objects.filter(contract=contract, person=reader).exclude(fate="")
    if last := before.order_by("-pk").values_list("sent_at", flat=True).first():
        settled = settled.filter(fate_at__gt=last)
    fates = list(settled.values_list("fate", flat=True))
    if not fates:
        return "nothing was settled since the last email"
    counts = {fate: fates.count(fate) for fate in ("adopted", "adapted", "declined")}
    return _facts(contract, reader, address("reviews:because_of_you"), **counts)


EMAILS: dict[str, Email] = {
    **interviews.EMAILS,
    "review_asked": Email(owed, follows="set"),
    "review_reminder": Email(owed, follows="set"),
    "substitute_asked": Email(owed, follows="set"),
    "nobody_to_review": Email(nobody_to_review),
    "review_stuck": Email(review_stuck),
    "suggestions_settled": Email(suggestions_settled, follows="set"),
}
