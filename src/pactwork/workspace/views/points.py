"""What others asked for and suggested; the student adopts, adapts or declines each point."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.requests import student_desk
from pactwork.ground.refusal import Refused
from pactwork.ground.typed import typed_in
from pactwork.workspace.pages.points import answers_with_points, open_count
from pactwork.workspace.pages.sharing import why_not_share


@require_safe
def points(request: HttpRequest, ref: str) -> HttpResponse:
    return _page(request, student_desk(request, ref), {})


def _page(
    request: HttpRequest, found: Desk, typed: dict[str, Any], status: int = 200
) -> HttpResponse:
    rows = answers_with_points(found.dossier)
    context = {
        "desk": found,
        "rows": rows,
        "open": open_count(rows),
        "why_not": found.why_not("settle_point"),
        "may_share": why_not_share(found.dossier) is None,
        "typed": typed,
    }
    return render(request, "workspace/points.html", context, status=status)


@require_POST
def point(request: HttpRequest, ref: str, point: str) -> HttpResponse:
    """Settle one point; "use" puts its exact words into the text first."""
    found = student_desk(request, ref)
    response = request.POST.get("response", "")
    reason = typed_in(request.POST, "reason")
    try:
        _settle(found, point, response, reason)
    except Refused as no:
        typed = {"ref": point, "response": response, "reason": reason, "refusal": no.refusal}
        return _page(request, found, typed, 422)
    said = _("This wording is now in your text. It counts once you share the next draft.")
    messages.success(request, said if response == "use" else _("Your answer has been saved."))
    return redirect(reverse("contracts:points", args=[ref]) + f"#point-{point}")


def _settle(found: Desk, point: str, response: str, reason: str) -> None:
    contract = found.dossier.contract
    if response == "use":
        actions.adopt_wording(contract, point, by=found.actor)
    else:
        actions.settle_point(contract, point, by=found.actor, response=response, reason=reason)
