"""Reading a draft and deciding about it; a decision can be undone for ten minutes."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pactwork.contracts.access import Desk
from pactwork.contracts.actions import (
    answer,
    drop_unsent,
    keep_note,
    undo_answer,
    unsent_again,
)
from pactwork.contracts.models import Answer
from pactwork.contracts.queries.staff import staff_for
from pactwork.desk.pages.queue import next_after
from pactwork.desk.pages.review import told, what_happened
from pactwork.desk.queries.own import taken_back
from pactwork.desk.views.decision import Decision, decision_again, decision_of
from pactwork.desk.views.staff_desk import Review, address, page, staff_desk
from pactwork.desk.views.unsent import keep_edits
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid


@require_safe
def review(request: HttpRequest, ref: str) -> HttpResponse:
    """The whole draft, as far as this reader reads it."""
    found = staff_desk(request, ref)
    again = taken_back(found.dossier, found.actor, request.GET.get("again", ""))
    start = (
        decision_again(again)
        if again
        else Decision(back=request.GET.get("back", "")[:500], seat=request.GET.get("for", "")[:20])
    )
    return page(request, Review(found, start, against=request.GET.get("against", "")))


@require_POST
def decide(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """Answer for a seat; or press one of the form's other buttons, and go on with all that was typed."""
    typed = decision_of(request.POST, seat)
    if typed.wants != "answer":
        return _go_on(request, ref, typed)
    found = staff_desk(request, ref)
    onward = _onward(found, typed)  # while the one that is answered still has its place
    if typed.problems:
        keep_edits(found, typed)
        return page(request, Review(found, typed), status=422)
    try:
        given = _give(found, typed)
    except Invalid as bad:
        keep_edits(found, typed)
        return page(request, Review(found, replace(typed, problems=bad.problems)), status=422)
    except Refused as refused:
        return _too_late(request, ref, seat, typed, refused)
    return redirect(onward + ("&" if "?" in onward else "?") + f"done={given.ref}")


def _give(found: Desk, typed: Decision) -> Answer:
    """The answer for the seat and the draft that the form was about."""
    if typed.unsent == "keep":
        keep_edits(found, typed)
    return answer(
        found.dossier.contract,
        typed.seat,
        typed.said(),
        by=found.actor,
        draft=typed.draft,
        in_place_of=typed.in_place_of,
    )


def _onward(found: Desk, typed: Decision) -> str:
    """The queue as it was, with whoever comes next in it open."""
    back = Review(found, typed).back
    return back.address(open=next_after(staff_for(found.actor), back, found.dossier.contract.ref))


def _too_late(
    request: HttpRequest, ref: str, seat: str, typed: Decision, refused: Refused
) -> HttpResponse:
    """The same form with everything typed, and what has happened in the meantime."""
    found = staff_desk(request, ref)
    keep_edits(found, typed)
    shown = Review(found, typed, refusal=refused.refusal)
    place = next((s for s in found.dossier.seats if s.ref == seat), None)
    if place:
        said = told(found.dossier, found.roles, found.actor)
        shown.stale = what_happened(found.dossier, said, place, typed.draft)
    return page(request, shown, status=409)


def _go_on(request: HttpRequest, ref: str, typed: Decision) -> HttpResponse:
    """Another point, a saved note, a note to keep: nothing is decided."""
    found = staff_desk(request, ref)
    keep_edits(found, typed)
    if typed.dropped:
        drop_unsent(found.dossier.contract, typed.dropped, by=found.actor)
    shown = Review(found, typed)
    if typed.wants in ("add-point", "revise"):
        shown.decision = typed.with_room()
    if typed.wants in ("insert-note", "insert-point"):
        shown.decision = _with_saved(shown, typed)
    if typed.wants == "keep-note":
        try:
            keep_note(by=found.actor, text=typed.note)
            messages.success(request, _("Saved to your notes."))
        except Refused as refused:
            shown.decision = replace(typed, problems={"note": refused.refusal})
    return page(request, shown)


def _with_saved(shown: Review, typed: Decision) -> Decision:
    """With the saved note that was chosen: in the note, or as a point of its own."""
    kept = next((n.text for n in shown.notes if n.ref == typed.pick), "")
    if typed.wants == "insert-point":
        return typed.with_point(kept) if kept else typed
    note = "\n\n".join(words for words in (typed.note.strip(), kept) if words)
    return replace(typed, note=note)


@require_POST
def undo(request: HttpRequest, ref: str, answer: str) -> HttpResponse:
    """Take back one's own decision while that is possible."""
    found = staff_desk(request, ref)
    undo_answer(found.dossier.contract, answer, by=found.actor)
    unsent_again(found.dossier.contract, answer, by=found.actor)
    messages.success(request, _("Your answer has been undone, and nobody was emailed."))
    return redirect(f"{address(ref)}?again={answer}")
