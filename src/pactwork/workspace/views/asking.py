"""The student asks a party, takes the ask back, names somebody else, asks for a second opinion."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.models import Seat
from pactwork.contracts.requests import student_desk
from pactwork.ground.refusal import Refused
from pactwork.ground.typed import typed_in
from pactwork.modules.rules.emails import TOO_MANY
from pactwork.workspace.forms.asking import TypedAsk, typed_ask
from pactwork.workspace.pages.asking import Asking, asking


def _seat(found: Desk, ref: str) -> Seat:
    seat = next((s for s in found.dossier.seats if s.ref == ref), None)
    if seat is None:
        raise Http404
    return seat


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    found = student_desk(request, ref)
    place = _seat(found, seat)
    if request.method == "POST":
        return _send(request, found, place)
    sent = "asked" in request.GET and found.dossier.open_ask(place.pk) is not None
    return _page(request, found, asking(found, place), {"sent": sent})


def _page(
    request: HttpRequest, found: Desk, page: Asking, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    template = "workspace/asked.html" if more.get("sent") else "workspace/ask.html"
    context = {"desk": found, "page": page, "problems": {}, **more}
    return render(request, template, context, status=status)


def _send(request: HttpRequest, found: Desk, seat: Seat) -> HttpResponse:
    """Ask, unless something is wrong or wants a second look; then show it all again."""
    typed, party = typed_ask(request.POST), found.dossier.party_of(seat)
    problems = typed.problems(party)
    if problems:
        return _page(request, found, asking(found, seat, typed), {"problems": problems}, 422)
    try:
        _act(found, seat, typed)
    except Refused as no:
        fresh = student_desk(request, found.dossier.contract.ref)
        again = asking(fresh, _seat(fresh, seat.ref), typed)
        if no.refusal.code == "look_again":
            return _page(request, fresh, again, {"questions": no.refusal.params["reasons"]}, 422)
        if again.by_link and no.refusal.code in TOO_MANY:
            return _page(request, fresh, again, {"problems": {"email": no.refusal}}, 409)
        return _page(request, fresh, again, {"refusal": no.refusal}, 409)
    return redirect(_here(found, seat) + "?asked=1")


def _here(found: Desk, seat: Seat) -> str:
    return reverse("contracts:ask", args=[found.dossier.contract.ref, seat.ref])


def _act(found: Desk, seat: Seat, typed: TypedAsk) -> None:
    act = actions.ask_instead if typed.instead else actions.ask
    act(
        found.dossier.contract,
        seat.ref,
        by=found.actor,
        draft=typed.draft,
        name=typed.name,
        email=typed.email,
        job=typed.job,
        message=typed.message,
        sure=typed.sure,
    )


@require_POST
def withdraw_ask(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    found = student_desk(request, ref)
    place = _seat(found, seat)
    actions.withdraw_ask(found.dossier.contract, place.ref, by=found.actor)
    messages.success(
        request, _("You have withdrawn the request. Nobody is being asked for this yes now.")
    )
    return redirect(_here(found, place))


@require_POST
def second(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """After a request for changes: somebody else of the same role decides, for a reason."""
    found = student_desk(request, ref)
    place = _seat(found, seat)
    reason = typed_in(request.POST, "reason")
    try:
        actions.ask_second(found.dossier.contract, place.ref, by=found.actor, reason=reason)
    except Refused as no:
        wrong = {"problems": {"reason": no.refusal}, "reason": reason}
        return _page(request, found, asking(found, place), wrong, 422)
    return redirect(_here(found, place) + "?asked=1")
