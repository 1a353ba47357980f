"""The workplace says that a yes written down for it was none: staff settle whether it stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.models import Seat
from pactwork.contracts.requests import at_seat
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import typed_in


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, ref: str, work: str) -> HttpResponse:
    """A dispute about a yes that was written down: it stands, or there was none."""
    found, place = at_seat(request, ref, work, "settle_dispute")
    how, reason = typed_in(request.POST, "how"), typed_in(request.POST, "reason")
    refusal, status = found.why_not("settle_dispute", seat=place.pk), 200
    if request.method == "POST":
        try:
            _settle(found, place, how=how, reason=reason)
        except Refused as no:
            refusal, status = no.refusal, 409
        else:
            messages.success(request, _("Dispute settled. Everybody involved will be told."))
            return redirect("contracts:review", ref)
    given = next((a for a in reversed(found.dossier.answers) if a.seat_id == place.pk), None)
    context = {"desk": found, "seat": place, "party": found.dossier.party_of(place)}
    context |= {"answer": given, "reason": reason, "refusal": refusal, "how": how}
    return render(request, "desk/settle.html", context, status=status)


def _settle(found: Desk, seat: Seat, *, how: str, reason: str) -> None:
    stands = {"stands": True, "falls": False}.get(how)
    if stands is None:
        raise Refused(Refusal("choose_settlement"))
    contract, by = found.dossier.contract, found.actor
    actions.settle_dispute(contract, seat.ref, by=by, stands=stands, reason=reason)
