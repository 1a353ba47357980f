"""The author says how helpful a review was, on the page where it stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pactwork.contracts.requests import student_desk
from pactwork.ground.refusal import Refused
from pactwork.reviews import actions
from pactwork.reviews.forms import typed_number
from pactwork.reviews.models import Review
from pactwork.reviews.views.base import draft_asked
from pactwork.reviews.views.reading import draft_address, draft_shown


@require_POST
def helpful(request: HttpRequest, ref: str, review: str) -> HttpResponse:
    mine = student_desk(request, ref)
    contract = mine.dossier.contract
    known = get_object_or_404(Review.objects.select_related("draft"), contract=contract, ref=review)
    draft = draft_asked(mine, str(known.draft.number))
    step = typed_number(request.POST.get("helpful", ""))
    try:
        actions.rate_review(contract, review, by=mine.actor, step=step)
    except Refused as refused:
        wrong = {"review": review, "step": step, "refusal": refused.refusal}
        return draft_shown(request, mine, draft, rating=wrong)
    messages.success(request, _("Thank you. Nobody will see your name with this."))
    return redirect(f"{draft_address(mine, draft)}#review-{review}")
