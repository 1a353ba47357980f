"""Who is asked for a second step when signing in, and who has one."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pactwork.contracts.memberships import memberships
from pactwork.people.actions import ask_for_second_step
from pactwork.people.actors import Actor, actor_for, persons_of
from pactwork.people.models import Account
from pactwork.people.requests import actor_of, person_behind

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What somebody can do who has been asked and has none: set one up, sign out, be somebody elsewhere.
STILL = ("mfa_", "account_", "act_at", "demo:")


def has_step(account: Account) -> bool:
    return Authenticator.objects.filter(user=account, type__in=STEPS).exists()


def is_staff(actor: Actor) -> bool:
    """Somebody with a role in a module today, or an administrator; a student is neither."""
    return actor.administrator or bool(memberships(actor).roles)


def asked_of(account: Account) -> bool:
    """Whether any institution where this account is staff asks for a second step."""
    asking = [person for person in persons_of(account) if person.institution.staff_second_step]
    return any(is_staff(actor_for(person)) for person in asking)


class SecondStepMiddleware:
    """Staff of an institution that asks for a second step set one up before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """No query where the institution does not ask."""
        if not getattr(view, "login_required", True) or not isinstance(request.user, Account):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(STILL) or not person_behind(request).institution.staff_second_step:
            return None
        if not is_staff(actor_of(request)) or has_step(request.user):
            return None
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"second_step": True}, status=HTTPStatus.FORBIDDEN)
        return redirect("mfa_index")


@require_POST
def staff_second_step(request: HttpRequest) -> HttpResponse:
    """An administrator says whether their institution asks staff for a second step."""
    person = person_behind(request)
    if not person.administrator:
        raise Http404
    on = request.POST.get("asked") == "yes"
    ask_for_second_step(person.institution, on, by=actor_for(person))
    said = _("Staff are asked for a second step now.") if on else _("Staff are not asked any more.")
    messages.success(request, said)
    return redirect("mfa_index")
