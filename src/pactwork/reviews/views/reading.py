"""The learning set's page, and reading one draft: its key elements, comments, and the review of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pactwork.contracts.access import Desk
from pactwork.contracts.actions import mark_read
from pactwork.contracts.memberships import memberships
from pactwork.contracts.models import Contract, Draft
from pactwork.people.requests import actor_of
from pactwork.reviews.forms import TypedComment
from pactwork.reviews.queries.learning_set import circles
from pactwork.reviews.queries.panels import eyes
from pactwork.reviews.queries.reading import read_before, reading
from pactwork.reviews.queries.reviews import reviews_of
from pactwork.reviews.queries.threads import Board
from pactwork.reviews.substitutes import LentDesk
from pactwork.reviews.views.base import draft_asked, reader


@require_safe
def set_page(request: HttpRequest) -> HttpResponse:
    return render(request, "reviews/set.html", {"circles": circles(actor_of(request))})


def own_contract(mine: Desk) -> Contract | None:
    """The reader's own contract on the same run, where an idea can be taken to."""
    if isinstance(mine, LentDesk) or "peer" not in mine.roles:
        return None
    run = mine.dossier.contract.run_id
    places = (p for p in memberships(mine.actor).enrolments if p.run_id == run)
    return next((p.contract for p in places if hasattr(p, "contract")), None)


def draft_address(mine: Desk, draft: Draft) -> str:
    page = reverse("reviews:reading", args=[mine.dossier.contract.ref])
    return f"{page}?draft={draft.number}"


@require_safe
def reading_page(request: HttpRequest, ref: str) -> HttpResponse:
    mine = reader(request, ref)
    if mine.dossier.newest is None:
        return render(request, "reviews/nothing_shared.html", {"desk": mine})
    return draft_shown(request, mine, draft_asked(mine, request.GET.get("draft", "")))


def draft_shown(request: HttpRequest, mine: Desk, draft: Draft, **wrong: Any) -> HttpResponse:
    """``wrong``: what was refused on this page, for the place where it was typed."""
    board, lent = Board(mine, draft), isinstance(mine, LentDesk)
    context = {
        "desk": mine,
        "page": reading(mine, draft, board),
        "drafts": [d for d in mine.dossier.drafts if mine.reads(d.number)],
        "eyes": [] if lent else eyes(mine, board.beside, board),
        "why_not": mine.why_not("comment"),
        "reviews": reviews_of(mine, draft, board.beside),
        "lent": lent,
        "read_before": read_before(mine, draft, board.beside),
        "may_take": own_contract(mine) is not None,
        "typed": TypedComment(draft.number, "", "", ""),
        "back": draft_address(mine, draft),
    }
    return render(request, "reviews/reading.html", context | wrong, status=422 if wrong else 200)


@require_POST
def have_read(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody in the set has read a draft and has nothing to add."""
    mine = reader(request, ref)
    draft = draft_asked(mine, request.POST.get("draft", ""))
    mark_read(mine.dossier.contract, by=mine.actor, draft=draft.number)
    messages.success(request, _("Marked as read."))
    return redirect("reviews:set")
