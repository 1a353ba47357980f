"""What becomes of suggestions: the author's list of them, and each commenter's page about theirs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pactwork.contracts.access import Desk
from pactwork.contracts.requests import student_desk
from pactwork.ground.refusal import Refusal, Refused
from pactwork.people.requests import actor_of
from pactwork.reviews import actions
from pactwork.reviews.forms import typed_words
from pactwork.reviews.queries.comment_outcomes import because_of
from pactwork.reviews.queries.suggestions import listed
from pactwork.reviews.queries.trend import trend_of


@require_safe
def because_of_you(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {"plans": because_of(actor), "trend": trend_of(actor)}
    return render(request, "reviews/because_of_you.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: HttpRequest, ref: str) -> HttpResponse:
    """The author adopts one or several, adapts one, or declines one with a reason."""
    mine = student_desk(request, ref)
    if request.method != "POST":
        return _page(request, mine)
    try:
        messages.success(request, _settled(request, mine))
    except Refused as refused:
        return _page(request, mine, refused.refusal)
    return redirect("reviews:suggestions", ref)


def _settled(request: HttpRequest, mine: Desk) -> str:
    """Do what was asked, and say what was done."""
    post, contract, by = request.POST, mine.dossier.contract, mine.actor
    does, _colon, ref = post.get("do", "").partition(":")
    why, words = typed_words(post, f"why-{ref}"), typed_words(post, f"words-{ref}")
    if does == "adapt":
        actions.adapt(contract, ref, by=by, words=words, why=why)
        return _("Adapted. The person who suggested it will see what you did with it.")
    if does == "decline":
        actions.decline(contract, ref, by=by, why=why)
        return _("Declined. The person who suggested it will see your reason.")
    done = actions.adopt(contract, [ref] if ref else post.getlist("adopt"), by=by)
    said = ngettext(
        "%(num)s suggestion is in your text. Share a draft when you are ready.",
        "%(num)s suggestions are in your text. Share a draft when you are ready.",
        len(done),
    )
    return said % {"num": len(done)}


def _page(request: HttpRequest, mine: Desk, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "desk": mine,
        "found": listed(mine),
        "why_not": mine.why_not("settle_point"),
        "refusal": refusal,
        "typed": request.POST,
        "about": (refusal.params.get("comment", "") if refusal else "")
        or request.POST.get("do", "").partition(":")[2],
        "back": request.path,
    }
    status = 409 if refusal else 200
    return render(request, "reviews/suggestions.html", context, status=status)
