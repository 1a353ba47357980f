"""Nobody waits on a no-show: a reminder, then somebody of another set, then a facilitator is told."""

from functools import partial

from django.db import transaction

from pactwork.contracts.actions.base import finish, locked
from pactwork.contracts.actions.clockwork import AT_ONCE, clockwork, each
from pactwork.contracts.visibility import one
from pactwork.ground import clock
from pactwork.history.record import Notice
from pactwork.modules.queries import today_at
from pactwork.people.models import Person
from pactwork.reviews.actions.asking import due_day, staff_emails
from pactwork.reviews.actions.reviewing import end
from pactwork.reviews.models import Review
from pactwork.reviews.queries.due import due_for_reminder, due_for_rescue, left_behind, stand_in_for

SUBSTITUTES = 2  # one after the other
STAND_IN_DAYS = 2  # working days for whoever stands in


def rescue_reviews() -> int:
    """One round: who left is let go, who is due is reminded, who is missed is replaced."""
    day = clock.today("UTC")  # each is looked at again by the day where its institution is
    gone = list(left_behind().values_list("pk", flat=True)[:AT_ONCE])
    done = each("reviews let go", [partial(let_go, pk) for pk in gone])
    due = list(due_for_reminder(day).values_list("pk", flat=True)[:AT_ONCE])
    done += each("reviewers reminded", [partial(remind, pk) for pk in due])
    missed = list(due_for_rescue(day).values_list("pk", flat=True)[:AT_ONCE])
    return done + each("substitutes asked", [partial(ask_substitute, pk) for pk in missed])


def _locked(pk: int) -> Review:
    """The review as it is once its contract is locked."""
    review = Review.objects.get(pk=pk)
    locked(one(review.contract_id))
    review = Review.objects.select_related("draft", "reviewer").get(pk=pk)
    review.contract = one(review.contract_id)
    return review


@transaction.atomic
def let_go(pk: int) -> None:
    """Whoever owes it, or is owed it, has left."""
    review = _locked(pk)
    if not left_behind().filter(pk=pk).exists():
        return
    contract = review.contract
    ended = hasattr(contract, "ending")
    end(review, "ended" if ended else "left")
    by = clockwork(contract)
    finish("review_let_go", contract, by=by, payload={"review": review.ref})


@transaction.atomic
def remind(pk: int) -> None:
    review = _locked(pk)
    contract = review.contract
    if not due_for_reminder(today_at(contract.run)).filter(pk=pk).exists():
        return
    review.reminded_at = clock.now()
    review.save(update_fields=["reminded_at"])
    letters = [Notice("review_reminder", review.reviewer.email, review.ref)]
    payload = {"review": review.ref, "draft": review.draft.number}
    finish("review_reminded", contract, by=clockwork(contract), payload=payload, notices=letters)


@transaction.atomic
def ask_substitute(pk: int) -> Review | None:
    """Offer the review to somebody else, twice at most; then a facilitator is told."""
    review = _locked(pk)
    contract, today = review.contract, today_at(review.contract.run)
    if not due_for_rescue(today).filter(pk=pk).exists():
        return None
    for late in review.substitutes.filter(Review.OPEN):
        end(late, "late")
    tired = review.substitutes.count() >= SUBSTITUTES
    person = None if tired else stand_in_for(review)
    if person is None:
        _stuck(review)
        return None
    made = Review.objects.create(
        contract=contract,
        draft=review.draft,
        reviewer_id=person,
        substitute_for=review,
        asked_at=clock.now(),
        due_on=due_day(contract, today, STAND_IN_DAYS),
    )
    who = Person.objects.get(pk=person)
    letters = [Notice("substitute_asked", who.email, made.ref)]
    payload = {"review": made.ref, "instead_of": review.ref, "reviewer": who.ref}
    by = clockwork(contract)
    finish("substitute_asked", contract, by=by, payload=payload, notices=letters)
    return made


def _stuck(review: Review) -> None:
    review.stuck_at = clock.now()
    review.save(update_fields=["stuck_at"])
    contract = review.contract
    letters = [Notice("review_stuck", to, review.ref) for to in staff_emails(contract)]
    payload = {"review": review.ref, "draft": review.draft.number}
    finish("review_stuck", contract, by=clockwork(contract), payload=payload, notices=letters)
