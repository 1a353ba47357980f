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
from pactwork.contracts.models import Contract, Seat
from pactwork.contracts.requests import own_contract, student_desk
from pactwork.ground.refusal import Refused
from pactwork.ground.typed import typed_in
from pactwork.ground.validation import Invalid
from pactwork.modules.rules.emails import TOO_MANY
from pactwork.people.actors import Actor
from pactwork.workspace.forms.asking import TypedAsk, typed_ask
from pactwork.workspace.pages.asking import Asking, asking


def _seat(found: Desk, ref: str) -> Seat:
    seat = next((s for s in found.dossier.seats if s.ref == ref), None)
    if seat is None:
        raise Http404
    return seat


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    if request.method == "POST":
        return _send(request, ref, seat)
    found = student_desk(request, ref)
    place = _seat(found, seat)
    sent = "asked" in request.GET and found.dossier.open_ask(place.pk) is not None
    return _page(request, found, asking(found, place), {"sent": sent})


def _page(
    request: HttpRequest, found: Desk, page: Asking, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    template = "workspace/asked.html" if more.get("sent") else "workspace/ask.html"
    context = {"desk": found, "page": page, "problems": {}, **more}
    return render(request, template, context, status=status)


def _send(request: HttpRequest, ref: str, seat: str) -> HttpResponse:
    """Ask, unless something is wrong or wants a second look; then show it all again."""
    actor, contract = own_contract(request, ref)
    typed = typed_ask(request.POST)
    try:
        _act(actor, contract, seat, typed)
    except Refused as no:
        return _again(request, student_desk(request, ref), seat, typed, no)
    return redirect(_here(ref, seat) + "?asked=1")


def _again(
    request: HttpRequest, found: Desk, ref: str, typed: TypedAsk, no: Refused
) -> HttpResponse:
    seat = _seat(found, ref)
    page, code = asking(found, seat, typed), no.refusal.code
    if isinstance(no, Invalid):  # all that is wrong, and not only what the act met first
        problems = typed.problems(found.dossier.party_of(seat)) or no.problems
        return _page(request, found, page, {"problems": problems}, 422)
    if code == "look_again":
        return _page(request, found, page, {"questions": no.refusal.params["reasons"]}, 422)
    if page.by_link and code in TOO_MANY:
        return _page(request, found, page, {"problems": {"email": no.refusal}}, 409)
    return _page(request, found, page, {"refusal": no.refusal}, 409)


def _here(ref: str, seat: str) -> str:
    return reverse("contracts:ask", args=[ref, seat])


def _act(actor: Actor, contract: Contract, seat: str, typed: TypedAsk) -> None:
    act = actions.ask_instead if typed.instead else actions.ask
    act(
        contract,
        seat,
        by=actor,
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
    return redirect(_here(ref, seat))


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
    return redirect(_here(ref, seat) + "?asked=1")
