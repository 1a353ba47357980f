"""A review is given, declined or waived; a set's days for one are chosen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pactwork.contracts.access import Desk
from pactwork.contracts.requests import desk
from pactwork.contracts.visibility import one
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import Invalid
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.requests import actor_of
from pactwork.reviews import actions
from pactwork.reviews.forms import typed_number, typed_verdicts, typed_words
from pactwork.reviews.models import Review
from pactwork.reviews.queries.reviews import questions
from pactwork.reviews.rules.verdicts import Verdict
from pactwork.reviews.views.base import page_before, reader


@require_POST
def give(request: HttpRequest, ref: str) -> HttpResponse:
    mine, verdicts = reader(request, ref), typed_verdicts(request.POST)
    draft = typed_number(request.POST.get("draft", ""))
    contract = mine.dossier.contract
    try:
        actions.give_review(contract, by=mine.actor, draft=draft, verdicts=verdicts)
    except Invalid as bad:
        return _again(request, mine, verdicts, {"problems": bad.problems})
    except Refused as refused:
        return _again(request, mine, verdicts, {"refusal": refused.refusal})
    messages.success(request, _("Thank you. Your review has been sent to the draft’s author."))
    return redirect("reviews:set")


def _again(
    request: HttpRequest, mine: Desk, verdicts: dict[str, Verdict], wrong: dict[str, object]
) -> HttpResponse:
    """The three questions with everything that was typed, and what is the matter."""
    context = {
        "desk": mine,
        "questions": questions(mine.dossier.contract.run),
        "number": typed_number(request.POST.get("draft", "")),
        "typed": verdicts,
        "problems": {},
    }
    return render(request, "reviews/review_again.html", context | wrong, status=422)


@require_POST
def declining(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody who is asked for a review says that they cannot."""
    actor = actor_of(request)
    asked = Review.objects.filter(ref=ref, reviewer=actor.person_id or 0).first()
    reason = typed_words(request.POST, "reason")
    if asked is None:
        raise Http404
    try:
        actions.decline_review(one(asked.contract_id), ref, by=actor, reason=reason)
    except Invalid as bad:
        context = {"review": ref, "reason": reason, "refusal": bad.refusal}
        return render(request, "reviews/not_declined.html", context, status=422)
    except Refused:
        messages.info(request, _("You are no longer asked for this review."))
        return redirect("reviews:set")
    messages.success(request, _("Thank you for telling us. We will ask someone else."))
    return redirect("reviews:set")


def _team_desk(request: HttpRequest, ref: str) -> Desk:
    mine = desk(request, ref)
    if not mine.roles & TEACHING_TEAM:
        raise Http404
    return mine


@require_POST
def waiver(request: HttpRequest, ref: str, review: str) -> HttpResponse:
    """The draft goes on without a review that does not come."""
    mine = _team_desk(request, ref)
    reason = typed_words(request.POST, "reason")
    try:
        actions.waive_review(mine.dossier.contract, review, by=mine.actor, reason=reason)
    except Refused as refused:
        return _not_waived(request, mine, review, reason, refused.refusal)
    messages.success(request, _("That review is no longer needed."))
    return redirect("contracts:review", ref)


def _not_waived(
    request: HttpRequest, mine: Desk, review: str, reason: str, refusal: Refusal
) -> HttpResponse:
    context = {"desk": mine, "review": review, "reason": reason, "refusal": refusal}
    return render(request, "reviews/not_waived.html", context, status=422)


@require_POST
def pace(request: HttpRequest, ref: str) -> HttpResponse:
    """How many working days the student's set has for a review."""
    mine = _team_desk(request, ref)
    days = typed_number(request.POST.get("days", ""))
    try:
        actions.set_pace(mine.dossier.contract, by=mine.actor, days=days)
    except Refused:
        messages.error(request, _("Choose from 1 to 15 working days."))
    else:
        messages.success(request, _("The set will have that many days from the next draft on."))
    return redirect(page_before(request, f"/contracts/{ref}/review/"))
