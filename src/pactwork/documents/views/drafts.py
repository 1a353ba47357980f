"""Drafts, for everybody who may see the contract; each reads only what is theirs to read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pactwork.contracts.requests import desk
from pactwork.documents.pages.drafts import comparison, draft_read, draft_rows
from pactwork.documents.pages.redlines import last_look
from pactwork.documents.pages.sign_sheet import asked_by_hand


@require_safe
def drafts(request: HttpRequest, ref: str) -> HttpResponse:
    found = desk(request, ref)
    rows = draft_rows(found.dossier, found.reads)
    return render(request, "documents/drafts.html", {"desk": found, "rows": rows})


@require_safe
def draft(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    found = desk(request, ref)
    one = found.dossier.draft(number)
    if one is None:
        raise Http404
    sections = draft_read(found.dossier, found.reads, one)
    party = asked_by_hand(found.dossier, one, found.reads(number))
    context = {
        "desk": found,
        "draft": one,
        "sections": sections,
        "sheet": party.title if party else "",
        "conditions": found.conditions(one),
    }
    return render(request, "documents/draft.html", context)


@require_safe
def compare(request: HttpRequest, ref: str) -> HttpResponse:
    """Two drafts side by side in words: ``?from=1&to=3``, or the newest with the one last read.

    ``section=stops`` shows one section; a key that is no section of theirs shows them all.
    """
    found = desk(request, ref)
    looked = last_look(found.dossier, found.actor.person_id or 0)
    shown = comparison(found.dossier, found.reads, request.GET, looked)
    if shown is None or len(found.dossier.drafts) < 2:
        return redirect("contracts:drafts", ref)
    return render(request, "documents/compare.html", {"desk": found, "shown": shown})
