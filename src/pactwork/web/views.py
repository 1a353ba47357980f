"""Home, help, colours, and how we are: for machines and for administrators."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pactwork.ground.cookies import named
from pactwork.people.actors import persons_of
from pactwork.people.models import Account
from pactwork.people.requests import CHOSEN, actor_of, person_behind
from pactwork.web.installation import condition, exposition
from pactwork.web.leaving import ended_last
from pactwork.web.queries import your_turn
from pactwork.web.watching import watch

THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    person = person_behind(request)
    actor = actor_of(request)
    turn = your_turn(actor)
    context = {"person": person, "turn": turn, "watch": watch(actor)}
    if not turn.studies and not turn.duties:
        context["ended"] = ended_last(actor)
    return render(request, "web/home.html", context)


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "web/help.html")


@require_POST
def act_at(request: HttpRequest, ref: str) -> HttpResponse:
    """Whoever is somebody at several institutions goes on as who they are at this one."""
    account = request.user
    if not isinstance(account, Account):
        raise Http404
    person = next((p for p in persons_of(account) if p.institution.ref == ref), None)
    if person is None:
        raise Http404
    request.session[CHOSEN] = ref
    said = _("You are at %(institution)s now.") % {"institution": person.institution.name}
    messages.success(request, said)
    return redirect("home")


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen colours in a cookie and go back to where the reader was."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, None) and back.startswith("/")
    response = redirect(back if safe else "/")
    chosen = request.POST.get("theme")
    if chosen in THEMES:
        response.set_cookie(
            named("theme"), chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure()
        )
    return response


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For a load balancer: this process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For a monitor that shows the token; to anybody else there is nothing here."""
    wanted, given = settings.PACTWORK_METRICS_TOKEN, request.headers.get("Authorization", "")
    if not wanted or not constant_time_compare(given, f"Bearer {wanted}"):
        raise Http404
    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


@require_safe
def installation(request: HttpRequest) -> HttpResponse:
    person = person_behind(request)
    if not person.administrator:
        raise Http404
    return render(request, "web/installation.html", {"now": condition(person.institution)})
