"""Who is asked for a second step when signing in, and who has one."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pactwork.contracts.memberships import memberships
from pactwork.modules.queries.staff import is_staff, staff_at
from pactwork.people.actions import ask_for_second_step
from pactwork.people.actors import actor_for, persons_of
from pactwork.people.models import Account, Institution
from pactwork.people.requests import actor_of, person_behind
from pactwork.web.keeping import unheld
from pactwork.web.unsent import asks_again, form_page, second_step_first

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What somebody can do who has been asked and has none: set one up, sign out, be somebody elsewhere.
STILL = ("mfa_", "account_", "act_at", "theme", "demo:")
THEN = "second_step_then"  # in the session: where to go on


def has_step(account: Account) -> bool:
    return Authenticator.objects.filter(user=account, type__in=STEPS).exists()


def shown_here(request: HttpRequest) -> bool:
    """Whether a second step was shown in this browser since it was signed in."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def without_step(house: Institution) -> tuple[int, int]:
    """How many of the staff have none, and how many there are."""
    having = Authenticator.objects.filter(type__in=STEPS).values("user")
    staff = staff_at(house)
    return staff.exclude(account__in=having).count(), staff.count()


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
        if name.startswith(STILL):
            return None
        if _is_asked(request):
            if not has_step(request.user):
                return _led(request, reverse("mfa_index"))
            if not shown_here(request):  # set up elsewhere since, or signed in without it
                return _led(request, reverse("mfa_reauthenticate"))
        request.session.pop(THEN, None)
        return None


def _is_asked(request: HttpRequest) -> bool:
    if not person_behind(request).institution.staff_second_step:
        return False
    actor = actor_of(request)
    return is_staff(actor, memberships(actor).roles)


def _led(request: HttpRequest, way: str) -> HttpResponse:
    """To where it is set up or shown, and from there on; what was typed is given back."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"second_step": True}, status=HTTPStatus.FORBIDDEN)
    request.session[THEN] = form_page(request)
    if asks_again(request):
        return second_step_first(request, way)
    onto = {} if way == reverse("mfa_index") else {"next": form_page(request)}
    return unheld(redirect(f"{way}?{urlencode(onto)}" if onto else way))


def onward(request: HttpRequest) -> str:
    """Where somebody was going who had to set up a second step first; "" for everybody else."""
    return str(request.session.get(THEN, ""))


@require_POST
def staff_second_step(request: HttpRequest) -> HttpResponse:
    """An administrator says whether their institution asks staff for a second step."""
    person = person_behind(request)
    if not person.administrator:
        raise Http404
    on = request.POST.get("asked") == "yes"
    if on and not (person.account and has_step(person.account)):
        messages.error(
            request, _("Set up your own second step first: you will be asked for one too.")
        )
        return redirect("mfa_index")
    ask_for_second_step(person.institution, on, by=actor_for(person))
    said = (
        _("Staff will now be asked for a second step.")
        if on
        else _("Staff will no longer be asked for a second step.")
    )
    messages.success(request, said)
    return redirect("mfa_index")
