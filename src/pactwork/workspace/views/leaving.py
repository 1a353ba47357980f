"""Whoever spoke for the workplace is gone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.models import Seat
from pactwork.contracts.requests import at_seat
from pactwork.contracts.signed import signed_now
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import typed_in
from pactwork.workspace.views.recording import back_from


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest, ref: str, work: str) -> HttpResponse:
    """The job, the placement or the advocate is gone: named with a reason; then somebody new."""
    found, place = at_seat(request, ref, work, "leave_workplace")
    if request.method != "POST":
        holder = place.holder
        refusal = found.why_not("leave_workplace", seat=place.pk)
        return _page(request, found, place, refusal if holder else Refusal("nobody_there"))
    contract, by, reason = found.dossier.contract, found.actor, typed_in(request.POST, "reason")
    try:
        actions.leave_workplace(contract, place.ref, by=by, reason=reason)
    except Refused as no:
        return _page(request, found, place, no.refusal, reason)
    messages.success(request, _("Noted. Everybody involved will be told."))
    return redirect(back_from(found, place))


def _page(
    request: HttpRequest, found: Desk, seat: Seat, refusal: Refusal | None, reason: str = ""
) -> HttpResponse:
    context = {"desk": found, "seat": seat, "party": found.dossier.party_of(seat)}
    context |= {"holder": seat.holder, "reason": reason, "refusal": refusal}
    context["back"] = back_from(found, seat)
    posted = request.method == "POST"
    if request.GET.get("why") == "signed":
        context["signed"] = signed = signed_now(found.dossier, seat.pk)
        context["reason"] = reason if posted or not signed else f"{signed}."
    return render(request, "workspace/leaving.html", context, status=409 if posted else 200)
