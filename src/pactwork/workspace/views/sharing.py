"""Reading everything through, sharing it as a draft, and what happens next."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pactwork.contracts import actions
from pactwork.contracts.requests import student_desk
from pactwork.contracts.seat_states import seat_words
from pactwork.ground.refusal import Refused
from pactwork.ground.typed import typed_in
from pactwork.workspace.pages.sharing import check_page
from pactwork.workspace.queries.others import set_names
from pactwork.workspace.views.writing import look_of


@require_safe
def check(request: HttpRequest, ref: str) -> HttpResponse:
    found = student_desk(request, ref)
    page = check_page(found.dossier, look_of(request, ref, ""))
    return render(request, "workspace/check.html", {"desk": found, **page})


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {
        "note": typed_in(request.POST, "note"),
        "again": request.POST.getlist("ask_again"),
        "wording_only": request.POST.get("wording_only") == "yes",
    }


@require_POST
def share(request: HttpRequest, ref: str) -> HttpResponse:
    """Freeze the working text as the next draft; or show the page again, with the note as typed."""
    found, typed = student_desk(request, ref), _typed(request)
    note, again, reworded = typed["note"], typed["again"], typed["wording_only"]
    try:
        known = {"note": note, "ask_again": again, "wording_only": reworded}
        draft = actions.share_draft(found.dossier.contract, by=found.actor, **known)
    except Refused as no:
        page = check_page(student_desk(request, ref).dossier, look_of(request, ref, ""))
        context = {"desk": found, **typed, "refusal": no.refusal, **page}
        return render(request, "workspace/check.html", context, status=409)
    return redirect("contracts:shared", ref, draft.number)


@require_POST
def form(request: HttpRequest, ref: str) -> HttpResponse:
    """Write on in the module's newest form."""
    found = student_desk(request, ref)
    actions.adopt_form(found.dossier.contract, by=found.actor)
    messages.success(request, _("You are now on the newer form. Look through the new steps."))
    return redirect("contracts:check", ref)


@require_safe
def shared(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What happens next, and what to keep."""
    found = student_desk(request, ref)
    draft = found.dossier.draft(number)
    if draft is None:
        raise Http404
    seats = [
        (found.dossier.seat(p.seat), p, seat_words(found.dossier, p))
        for p in found.dossier.stands.seats
    ]
    others = set_names(found.dossier, found.dossier.at(draft).template, draft.content)
    context = {"desk": found, "draft": draft, "seats": seats, "others": others}
    return render(request, "workspace/shared.html", context)
