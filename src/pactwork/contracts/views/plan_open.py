"""Opening the link in a letter. It locates the page, and that is all it does."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pactwork.contracts.views.plan_visit import (
    asked_by,
    code_page,
    cookie_client,
    forget_who,
    gone,
    quiet,
)
from pactwork.links.queries import find, is_ours
from pactwork.links.tickets import LASTS, cookie_name, new_client, ticket

KEPT = "kept"  # asked a second time, this shows whether the browser keeps our cookie


def located(request: HttpRequest, ref: str, token: str, page: str) -> HttpResponse:
    """The clean address, and a cookie that shows whose letter was opened; a HEAD gets none.

    A browser that keeps none is asked for the code here: the clean address takes no code from anybody.
    """
    forget_who(request)
    token = token.rstrip(".,;:)>]")
    link = find(ref, token)
    if link is None:
        return gone(request) if is_ours(ref, token) else _unknown(request)
    asked_by(request, link.institution)
    kept = cookie_client(request, ref)
    if not kept and KEPT in request.GET:
        carried, action = ticket(ref, new_client(), "opening"), reverse(page, args=[ref])
        return quiet(code_page(request, carried, action))
    onward = redirect(page, ref) if kept else redirect(f"{request.path}?{KEPT}")
    if request.method == "HEAD":
        return quiet(onward)
    return quiet(_with_cookie(onward, ref, kept or new_client()))


def _unknown(request: HttpRequest) -> HttpResponse:
    return quiet(render(request, "contracts/plan_unknown.html", status=404))


def _with_cookie(response: HttpResponse, ref: str, client: str) -> HttpResponse:
    response.set_cookie(
        cookie_name(ref),
        ticket(ref, client, "cookie"),
        max_age=LASTS["cookie"],
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@login_not_required
@csrf_exempt  # only GET and HEAD get further, and neither changes anything
@require_http_methods(["GET", "HEAD"])
def plan_open(request: HttpRequest, ref: str, token: str) -> HttpResponse:
    return located(request, ref, token, "contracts:plan")


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD"])
def plan_open_agreement(request: HttpRequest, ref: str, token: str) -> HttpResponse:
    return located(request, ref, token, "contracts:plan_agreement")
