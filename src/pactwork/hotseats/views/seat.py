"""One hotseat: its page, asking, voting, taking a question back; an answer's own address."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import markdown_in
from pactwork.ground.validation import Duplicate, Invalid
from pactwork.hotseats import actions
from pactwork.hotseats.models import Hotseat, Question
from pactwork.hotseats.queries.seat import quote, seat_page
from pactwork.hotseats.visibility import answer_seen_by, hotseat_seen_by, place, question_seen_by
from pactwork.people.requests import actor_of

Wrong = Mapping[str, Refusal]


def seat_or_404(request: HttpRequest, ref: str) -> Hotseat:
    found = hotseat_seen_by(actor_of(request), ref)
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest,
    seat: Hotseat,
    status: int = 200,
    wrong: Wrong | None = None,
    text: str = "",
) -> HttpResponse:
    page = seat_page(seat, actor_of(request))
    context = {"page": page, "wrong": dict(wrong or {}), "text": text}
    return render(request, "hotseats/seat.html", context, status=status)


@require_safe
def page(request: HttpRequest, ref: str) -> HttpResponse:
    return _show(request, seat_or_404(request, ref))


@require_POST
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    seat, actor = seat_or_404(request, ref), actor_of(request)
    if not place(actor, seat.run_id).student:
        raise Http404
    text = markdown_in(request.POST, "text")
    try:
        made = actions.ask(seat, by=actor, text=text)
    except Duplicate as first:
        messages.warning(request, _("You have already asked this. Here it is."))
        return redirect(reverse("hotseats:seat", args=[seat.ref]) + f"#q-{first.ref}")
    except Invalid as bad:
        return _show(request, seat, 422, bad.problems, text)
    except Refused as no:
        return _show(request, seat_or_404(request, ref), 409, {"": no.refusal}, text)
    messages.success(request, _("Your question is in the queue."))
    return redirect(reverse("hotseats:seat", args=[seat.ref]) + f"#q-{made.ref}")


def _question(request: HttpRequest, ref: str) -> Question:
    """A question on a run that this student takes; or else 404."""
    found = question_seen_by(actor_of(request), ref)
    if found is None or not place(actor_of(request), found.hotseat.run_id).student:
        raise Http404
    return found


@require_POST
def vote(request: HttpRequest, ref: str) -> HttpResponse:
    found = _question(request, ref)
    on = request.POST.get("on") != "no"
    try:
        actions.vote_for_question(found, by=actor_of(request), on=on)
    except Refused as no:
        return _show(request, found.hotseat, 409, {"": no.refusal})
    return redirect(reverse("hotseats:seat", args=[found.hotseat.ref]) + f"#q-{found.ref}")


@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """One's own; another's is not there to be taken back."""
    found = _question(request, ref)
    if found.person_id != actor_of(request).person_id:
        raise Http404
    try:
        actions.withdraw_question(found, by=actor_of(request))
    except Refused as no:
        return _show(request, found.hotseat, 409, {"": no.refusal})
    messages.success(request, _("Your question has been withdrawn."))
    return redirect("hotseats:seat", found.hotseat.ref)


@require_safe
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """An answer's own address: what a mark in a contract leads to."""
    found = answer_seen_by(actor_of(request), ref)
    if found is None:
        raise Http404
    return render(request, "hotseats/answer.html", {"quote": quote(found, actor_of(request))})
