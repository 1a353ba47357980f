"""Points beside the words, kept until they go with an answer: written, changed, thrown away."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.desk.pages.queue import asked
from pactwork.desk.queries.own import kept_of, saved_notes
from pactwork.desk.views.decision import Decision
from pactwork.desk.views.staff_desk import Review, address, page, staff_desk
from pactwork.desk.views.staff_moves import typed_of
from pactwork.ground.refusal import Refused
from pactwork.ground.typed_numbers import number_in
from pactwork.ground.validation import Duplicate, Invalid


@require_POST
def unsent(request: HttpRequest, ref: str) -> HttpResponse:
    """Keep a point about a section, or about the words of it that were chosen."""
    found, typed = staff_desk(request, ref), typed_of(request, "about", "quote", "text", "pick")
    section, draft = typed["about"].partition(".")[0], number_in(request.POST.get("draft", "")) or 0
    if request.POST.get("do") == "insert":
        return _with_saved(request, found, f"unsent-of-{section}", typed)
    said = {"section": section, "quote": typed["quote"], "text": typed["text"]}
    try:
        kept = actions.write_unsent(found.dossier.contract, by=found.actor, draft=draft, **said)
    except Duplicate as first:
        return _back(request, ref, f"unsent-{first.ref}")
    except Refused as refused:
        return _again(request, found, f"unsent-of-{section}", typed, refused)
    return _back(request, ref, f"unsent-{kept.ref}")


@require_POST
def unsent_one(request: HttpRequest, ref: str, waiting: str) -> HttpResponse:
    """Change one of one's own points, or throw it away."""
    found, typed = staff_desk(request, ref), typed_of(request, "text")
    contract, by = found.dossier.contract, found.actor
    if request.POST.get("do") == "drop":
        actions.drop_unsent(contract, waiting, by=by)
        return _back(request, ref, "peek")
    try:
        actions.change_unsent(contract, waiting, by=by, text=typed["text"])
    except Refused as refused:
        return _again(request, found, f"unsent-{waiting}", typed, refused)
    return _back(request, ref, f"unsent-{waiting}")


def keep_edits(found: Desk, typed: Decision) -> None:
    """Points that were changed in a form that was not sent are kept as they are now."""
    said = {point.unsent: point.text for point in typed.points if point.unsent}
    for kept in kept_of(found.dossier, found.actor).unsent if said else ():
        if said.get(kept.ref, kept.text).strip() != kept.text:
            with suppress(Refused):  # the form shows what is wrong with it
                actions.change_unsent(
                    found.dossier.contract, kept.ref, by=found.actor, text=said[kept.ref]
                )


def _with_saved(request: HttpRequest, found: Desk, at: str, typed: dict[str, str]) -> HttpResponse:
    """The page again, with the note that was named in the point."""
    name = typed["pick"].casefold()
    kept = next((n.text for n in saved_notes(found.actor) if n.name.casefold() == name), "")
    words = "\n\n".join(filter(None, (typed["text"].strip(), kept)))
    return page(request, Review(found, at=at, typed={**typed, "text": words}))


def _again(
    request: HttpRequest, found: Desk, at: str, typed: dict[str, str], refused: Refused
) -> HttpResponse:
    """The page again, with what was typed in its place and the reason beside it."""
    wrong = refused.problems if isinstance(refused, Invalid) else {"text": refused.refusal}
    return page(request, Review(found, at=at, typed=typed, problems=wrong), status=422)


def _back(request: HttpRequest, ref: str, place: str) -> HttpResponse:
    """To where one was reading: the queue, as it was, or the review."""
    query = request.POST.get("back", "")[:500]
    here = asked(QueryDict(query).dict()).address(open=ref) if query else address(ref)
    return redirect(f"{here}#{place}")
