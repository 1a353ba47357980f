"""Letters about reviews: that one is asked, due or missing, and that suggestions were settled.

They carry acts and never words. Each asks itself, when it is sent, whether it is still worth sending.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from pactwork.contracts.models import Contract
from pactwork.contracts.seen import contract_of
from pactwork.ground.dates import day
from pactwork.ground.manifest import Email
from pactwork.history.models import Delivery
from pactwork.modules.queries import staff_of
from pactwork.people.models import Person
from pactwork.post.letter import Letter, address, hello, letter
from pactwork.post.names import in_letters
from pactwork.reviews import letters_interviews as interviews
from pactwork.reviews.models import Comment, Review

MOOT = "this review is not owed any more"


def _reader(contract: Contract, delivery: Delivery) -> Person | None:
    people = Person.objects.filter(institution=contract.institution_id, active=True)
    return people.filter(email__iexact=delivery.to).first()


def _letter(
    contract: Contract, reader: Person, subject: str, words: Sequence[str], page: str
) -> Letter:
    return Letter(
        institution=contract.institution,
        subject=subject,
        hello=hello(reader.first_name),
        words=list(words),
        button=(_("Open it in Pactwork"), page),
    )


def _owed(delivery: Delivery) -> tuple[Review, Contract, dict[str, Any]] | str:
    """The review this letter is about; where a newer draft replaced it, the one that is owed now."""
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
        return "somebody else has this address now"
    known = {
        "student": in_letters(contract.student.name),
        "first": in_letters(contract.student.first_name),
        "number": review.draft.number,
        "due": day(review.due_on),
    }
    return review, contract, known


def _page(contract: Contract, review: Review) -> str:
    return f"{address('reviews:reading', contract.ref)}?draft={review.draft.number}"


@letter
def review_asked(delivery: Delivery) -> Letter | str:
    found = _owed(delivery)
    if isinstance(found, str):
        return found
    review, contract, known = found
    words = _(
        "%(student)s has shared draft %(number)s, and you are one of those who review it, by %(due)s if "
        "you can. Read the key parts, answer three questions, and leave a comment where you have one. "
        "If you cannot, say so on the page, and somebody else is asked."
    )
    subject = _("Please review %(first)s’s draft by %(due)s") % known
    return _letter(contract, review.reviewer, subject, [words % known], _page(contract, review))


@letter
def review_reminder(delivery: Delivery) -> Letter | str:
    found = _owed(delivery)
    if isinstance(found, str):
        return found
    review, contract, known = found
    words = _(
        "%(first)s still hopes for your review of draft %(number)s, which was asked for by %(due)s. "
        "It can come late. In two days somebody else is asked as well, so that nobody waits. "
        "We do not remind you again."
    )
    subject = _("%(first)s’s draft still waits for your review") % known
    return _letter(contract, review.reviewer, subject, [words % known], _page(contract, review))


@letter
def substitute_asked(delivery: Delivery) -> Letter | str:
    found = _owed(delivery)
    if isinstance(found, str):
        return found
    review, contract, known = found
    words = _(
        "One review of %(student)s’s draft %(number)s has not come. Would you give one instead, by "
        "%(due)s? You see the key parts of that draft and nothing else, for as long as you are asked. "
        "If you would rather not, say so on the page."
    )
    subject = _("Would you stand in as a reviewer for %(first)s?") % known
    return _letter(contract, review.reviewer, subject, [words % known], _page(contract, review))


def _for_staff(delivery: Delivery, contract: Contract | None) -> Person | str:
    if contract is None or hasattr(contract, "ending"):
        return "the contract is gone"
    reader = _reader(contract, delivery)
    team = staff_of(contract.run, "facilitator").values_list("person", flat=True)
    if reader is None or reader.pk not in team:
        return "no longer theirs to look after"
    return reader


@letter
def nobody_to_review(delivery: Delivery) -> Letter | str:
    contract = contract_of(delivery.about)
    reader = _for_staff(delivery, contract)
    if contract is None or isinstance(reader, str):
        return reader if isinstance(reader, str) else "the contract is gone"
    known = {"student": in_letters(contract.student.name)}
    words = _(
        "%(student)s has shared a draft, and there is nobody else in the learning set to review it. "
        "Please put somebody in the set, or read it yourself. When somebody joins, they are asked."
    )
    subject = _("Nobody can review %(student)s’s draft") % known
    page = address("contracts:review", contract.ref)
    return _letter(contract, reader, subject, [words % known], page)


@letter
def review_stuck(delivery: Delivery) -> Letter | str:
    review = Review.objects.filter(ref=delivery.about).select_related("contract", "draft").first()
    contract = contract_of(review.contract.ref) if review else None
    reader = _for_staff(delivery, contract)
    if review is None or contract is None or isinstance(reader, str):
        return reader if isinstance(reader, str) else "the contract is gone"
    if review.given_at or review.over_why == "waived":
        return MOOT
    known = {"student": in_letters(contract.student.name), "number": review.draft.number}
    words = _(
        "One review of %(student)s’s draft %(number)s has not come, and nobody else could be found. "
        "You can go on without it, with a reason, on the page of the contract."
    )
    subject = _("A review is missing: %(student)s, draft %(number)s") % known
    page = address("contracts:review", contract.ref)
    return _letter(contract, reader, subject, [words % known], page)


@letter
def suggestions_settled(delivery: Delivery) -> Letter | str:
    """What became of somebody's suggestions since the last such letter; one for each round of them."""
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
    known = {"first": in_letters(contract.student.first_name)}
    said = {
        "adopted": _("Adopted: %(num)s."),
        "adapted": _("Adapted: %(num)s."),
        "declined": _("Declined, with a reason: %(num)s."),
    }
    counts = [said[fate] % {"num": fates.count(fate)} for fate in said if fate in fates]
    words = _("%(first)s has looked at what you suggested.") % known
    subject = _("What became of your suggestions for %(first)s") % known
    lines = [words, " ".join(counts)]
    return _letter(contract, reader, subject, lines, address("reviews:because_of_you"))


EMAILS: dict[str, Email] = {
    **interviews.EMAILS,
    "review_asked": Email(review_asked, follows="set"),
    "review_reminder": Email(review_reminder, follows="set"),
    "substitute_asked": Email(substitute_asked, follows="set"),
    "nobody_to_review": Email(nobody_to_review),
    "review_stuck": Email(review_stuck),
    "suggestions_settled": Email(suggestions_settled, follows="set"),
}
