"""Opening the link in an email. It locates the page, and that is all it does."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pactwork.links.visits import located


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
