"""Whoever spoke for the workplace is gone; or says that a yes written down for them was none."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.contracts import actions
from pactwork.contracts.models import Seat
from pactwork.contracts.queries.recording import holder_of, party_at
from pactwork.contracts.signed import signed_now
from pactwork.contracts.views.base import Desk
from pactwork.contracts.views.recording import at_seat, back_from
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import typed_in


def _said(request: HttpRequest, name: str) -> str:
    return typed_in(request.POST, name)


def _tried(move: Callable[[], None]) -> Refusal | None:
    try:
        move()
    except Refused as no:
        return no.refusal
    return None


def _context(found: Desk, seat: Seat) -> dict[str, Any]:
    return {"desk": found, "seat": seat, "party": party_at(found.whole, seat)}


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest, ref: str, work: str) -> HttpResponse:
    """The job, the placement or the advocate is gone: named with a reason; then somebody new."""
    found, place = at_seat(request, ref, work, "leave_workplace")
    holder, reason = holder_of(place), _said(request, "reason")
    refusal = found.why_not("leave_workplace", seat=place.pk)
    if request.method == "POST":
        contract, by = found.whole.contract, found.actor
        refusal = _tried(lambda: actions.leave_workplace(contract, place.ref, by=by, reason=reason))
        if refusal is None:
            messages.success(request, _("It is noted, and everybody concerned is told."))
            return redirect(back_from(found, place))
    elif holder is None:
        refusal = Refusal("nobody_there")
    context = _context(found, place) | {"holder": holder, "reason": reason, "refusal": refusal}
    context["back"] = back_from(found, place)
    if request.GET.get("why") == "signed":
        context["signed"] = signed = signed_now(found.whole, place.pk)
        context["reason"] = reason if request.method == "POST" or not signed else f"{signed}."
    return render(request, "contracts/leaving.html", context, status=_status(request, refusal))


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, ref: str, work: str) -> HttpResponse:
    """A dispute about a yes that was written down: it stands, or there was none."""
    found, place = at_seat(request, ref, work, "settle_dispute")
    given = next((a for a in reversed(found.whole.answers) if a.seat_id == place.pk), None)
    refusal, reason = found.why_not("settle_dispute", seat=place.pk), _said(request, "reason")
    if request.method == "POST":
        stands = {"stands": True, "falls": False}.get(_said(request, "how"))
        refusal = _tried(lambda: _settle(found, place, stands=stands, reason=reason))
        if refusal is None:
            messages.success(request, _("It is settled. Everybody concerned is told."))
            return redirect("contracts:review", ref)
    context = _context(found, place) | {"answer": given, "reason": reason, "refusal": refusal}
    context["how"] = _said(request, "how")
    return render(request, "contracts/settle.html", context, status=_status(request, refusal))


def _status(request: HttpRequest, refusal: Refusal | None) -> int:
    return 409 if refusal and request.method == "POST" else 200


def _settle(found: Desk, seat: Seat, *, stands: bool | None, reason: str) -> None:
    if stands is None:
        raise Refused(Refusal("choose_settlement"))
    contract, by = found.whole.contract, found.actor
    actions.settle_dispute(contract, seat.ref, by=by, stands=stands, reason=reason)
