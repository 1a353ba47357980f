"""A review is given, or declined; a facilitator waives one that will not come."""

from collections.abc import Mapping

from django.db import transaction

from pactwork.contracts.actions.base import finish, locked, roles_of
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract, Draft
from pactwork.ground import clock
from pactwork.ground.bulk import put_row
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import insist_valid
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor
from pactwork.reviews.actions.base import check_about, draft_of, person_id
from pactwork.reviews.models import Pace, Review
from pactwork.reviews.rules.asking import FEWEST, MOST
from pactwork.reviews.rules.comments import reason_problem
from pactwork.reviews.rules.verdicts import QUESTIONS, Verdict, declined_problem, problems


def end(review: Review, why: str, by: Actor | None = None, reason: str = "") -> None:
    """It is no longer owed."""
    review.over_at, review.over_why = clock.now(), why
    review.over_reason, review.over_by_id = reason, by.person_id if by else None
    review.save(update_fields=["over_at", "over_why", "over_reason", "over_by"])


def _own(dossier: Dossier, draft: Draft, by: Actor) -> Review:
    """What was asked of them; a member of the set may review the newest draft unasked."""
    asked = Review.objects.filter(draft=draft, reviewer=person_id(by)).first()
    if asked is None and draft is not dossier.newest:
        raise Refused(Refusal("review_not_newest"))
    known = {"contract": dossier.contract, "draft": draft, "reviewer_id": person_id(by)}
    return asked or Review(**known, asked_at=clock.now(), due_on=clock.today(by.zone))


@transaction.atomic
def give_review(
    contract: Contract, *, by: Actor, draft: int, verdicts: Mapping[str, Verdict]
) -> Review:
    """Answer the three questions about one draft; once. Raises ``Invalid`` for what is missing."""
    dossier = locked(contract)
    roles = check_about("comment", dossier, by, draft)
    if "peer" not in roles:
        raise Refused(Refusal("not_your_move", {"move": "comment"}))
    review = _own(dossier, draft_of(dossier, draft), by)
    if review.given_at:
        raise Refused(Refusal("review_given"))
    insist_valid(problems(verdicts))
    for question in QUESTIONS:
        setattr(review, question, verdicts[question].rating)
        setattr(review, f"{question}_line", " ".join(verdicts[question].line.split()))
    review.given_at, review.over_at, review.over_why = clock.now(), None, ""
    review.save()
    _nobody_waits_twice(review)
    words = [[verdicts[q].rating, getattr(review, f"{q}_line")] for q in QUESTIONS]
    payload = {"review": review.ref, "draft": draft, "words": digest(words)}
    finish("review_given", contract, by=by, payload=payload)
    return review


def _nobody_waits_twice(given: Review) -> None:
    """Who came late frees their substitute; a substitute's review frees whoever they stand in for."""
    pairs = [(given.substitutes.filter(Review.OPEN), "given")]
    if given.substitute_for_id:
        first = Review.objects.filter(Review.OPEN, pk=given.substitute_for_id)
        pairs.append((first, "substituted"))
    for reviews, why in pairs:
        for review in reviews:
            end(review, why)


def _asked(contract: Contract, ref: str) -> Review:
    found = Review.objects.filter(contract=contract, ref=ref).select_related("draft").first()
    if found is None:
        raise Refused(Refusal("no_review"))
    if found.given_at or found.over_at:
        raise Refused(Refusal("review_given" if found.given_at else "review_over"))
    return found


@transaction.atomic
def decline_review(contract: Contract, ref: str, *, by: Actor, reason: str = "") -> None:
    """Say early that one cannot: somebody else is asked at once, instead of after the due date."""
    locked(contract)
    review = _asked(contract, ref)
    if review.reviewer_id != by.person_id:
        raise Refused(Refusal("no_review"))
    insist_valid({"reason": declined_problem(reason)})
    end(review, "declined", by, reason.strip())
    finish("review_declined", contract, by=by, payload={"review": review.ref})


@transaction.atomic
def waive_review(contract: Contract, ref: str, *, by: Actor, reason: str) -> None:
    """A facilitator lets go of a review that does not come, with a reason the set can read."""
    dossier = locked(contract)
    if not roles_of(by, dossier) & TEACHING_TEAM:
        raise Refused(Refusal("not_your_move", {"move": "waive_review"}))
    review = _asked(contract, ref)
    insist_valid({"reason": reason_problem(reason)})
    for open_one in [review, *review.substitutes.filter(Review.OPEN)]:
        end(open_one, "waived", by, reason.strip())
    payload = {"review": review.ref, "draft": review.draft.number, "reason": digest(reason.strip())}
    finish("review_waived", contract, by=by, payload=payload)


@transaction.atomic
def set_pace(contract: Contract, *, by: Actor, days: int) -> None:
    """So many working days for a review in this student's set, from the next draft on."""
    dossier = locked(contract)
    if not roles_of(by, dossier) & TEACHING_TEAM:
        raise Refused(Refusal("not_your_move", {"move": "set_pace"}))
    learning_set = dossier.contract.enrolment.learning_set
    if learning_set is None or not FEWEST <= days <= MOST:
        raise Refused(Refusal("pace_wrong", {"fewest": FEWEST, "most": MOST}))
    put_row(Pace, learning_set=learning_set, defaults={"days": days})
    payload = {"set": learning_set.ref, "days": days}
    finish("review_days_set", contract, by=by, payload=payload)
