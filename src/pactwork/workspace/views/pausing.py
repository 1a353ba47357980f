"""A contract is paused, resumed, or declared void by two: the student, facilitators, the module leader."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.requests import desk
from pactwork.contracts.rules.answers import reason_problem
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import typed_in
from pactwork.ground.typed_days import optional_day
from pactwork.ground.validation import Invalid
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.workspace.queries.pausing import pausing_page

MAY = TEACHING_TEAM | {"student"}


def _desk(request: HttpRequest, ref: str) -> Desk:
    found = desk(request, ref)
    if not found.roles & MAY:
        raise Http404
    return found


@require_safe
def pausing(request: HttpRequest, ref: str) -> HttpResponse:
    """Where the contract stands, and what one may do about it."""
    found = _desk(request, ref)
    return render(request, "workspace/pausing.html", {"desk": found, **pausing_page(found)})


def _pause(found: Desk, reason: str, day: str) -> str:
    back_on = optional_day(day)
    if isinstance(back_on, Refusal):
        other = reason_problem(reason)  # all that is wrong is said at once
        raise Invalid({"back_on": back_on, **({"reason": other} if other else {})})
    actions.pause(found.dossier.contract, by=found.actor, reason=reason, back_on=back_on)
    return _("Paused. Nobody is asked anything until it is resumed.")


def _resume(found: Desk, reason: str, day: str) -> str:
    actions.resume(found.dossier.contract, by=found.actor)
    return _(
        "Resumed. The pause changed no yes, but any request that it closed has to be sent again."
    )


def _void(found: Desk, reason: str, day: str) -> str:
    over = actions.void_contract(found.dossier.contract, by=found.actor, reason=reason)
    return _("The contract is void.") if over else _("Proposed. A second person has to agree.")


def _keep(found: Desk, reason: str, day: str) -> str:
    actions.keep_contract(found.dossier.contract, by=found.actor)
    return _("The contract is kept.")


MOVES: dict[str, Callable[[Desk, str, str], str]] = {
    "pause": _pause,
    "resume": _resume,
    "void": _void,
    "keep": _keep,
}


@require_POST
def move(request: HttpRequest, ref: str, move: str) -> HttpResponse:
    """One of the four; refused, the page comes back with everything typed."""
    found, act = _desk(request, ref), MOVES.get(move)
    if act is None:
        raise Http404
    typed = {n: typed_in(request.POST, n).strip() for n in ("reason", "back_on")}
    try:
        messages.success(request, act(found, typed["reason"], typed["back_on"]))
    except Refused as no:
        problems = no.problems if isinstance(no, Invalid) else {"": no.refusal}
        again = {"typed": typed, "at": move, "problems": problems, **pausing_page(found)}
        return render(request, "workspace/pausing.html", {"desk": found, **again}, status=422)
    return redirect("contracts:rest", ref)
