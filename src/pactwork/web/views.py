"""Home, help, colours, and how we are: for machines and for administrators."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pactwork.contracts.having import has_for, has_of
from pactwork.contracts.memberships import answers
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.altered import altered_for
from pactwork.desk.queries.watching import watch
from pactwork.ground import clock
from pactwork.ground.cookies import named
from pactwork.ground.typed import typed_in
from pactwork.history.acting import has_acted
from pactwork.modules.models import Run
from pactwork.modules.queries.drafting import listed_drafts, worked_on_by
from pactwork.people.actors import Actor, persons_of
from pactwork.people.models import Account, Institution, Person
from pactwork.people.requests import CHOSEN, actor_of, person_behind
from pactwork.web.actions import end_other_sessions, end_session
from pactwork.web.elsewhere import places_of
from pactwork.web.installation import condition, exposition
from pactwork.web.leaving import ended_last
from pactwork.web.manual import guides, lacked
from pactwork.web.pages.first import catch_ups, first_time
from pactwork.web.pages.help import MOST as HELP_MOST
from pactwork.web.pages.help import Wanted, help_page_of
from pactwork.web.pages.home import Task, draft_rows, first_of_all, watch_rows, watched_conditions
from pactwork.web.pages.turn import turn_page
from pactwork.web.queries import YourTurn, guides_for, your_turn
from pactwork.web.staying import stay_of

THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600


def account_behind(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    return request.user


def here_of(request: HttpRequest) -> str:
    return request.session.session_key or ""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    person = person_behind(request)
    actor = actor_of(request)
    turn, watched = your_turn(actor), watch(actor)
    first = _first(person, altered_for(actor) if turn.answers else [])
    context = {
        "person": person,
        "turn": turn,
        "first": first,
        **turn_page(person.first_name, turn, clock.today(actor.zone), amiss=bool(first)),
        "watch": watched,
        "also_watched": watch_rows(watched) if watched else [],
        "begins": person.administrator and _begins(person.institution),
        **_of_studies(actor, turn),
    }
    if not turn.studies:  # who takes a module prepares none
        context["drafts"] = draft_rows(listed_drafts(worked_on_by(actor)))
    if not turn.studies and not turn.duties:
        context["ended"] = ended_last(actor)
    return render(request, "web/home.html", context)


def _of_studies(actor: Actor, turn: YourTurn) -> dict[str, Any]:
    """Of each study its conditions, and how to catch up. Before the first act, what the words mean:
    whoever takes a module begins by starting its contract."""
    found = first_time(turn, has_of(actor), administrator=actor.administrator)
    new = found and (turn.studies or not has_acted(actor.ref))
    return {
        "conditions": [watched_conditions(study) for study in turn.studies],
        "catch_up": catch_ups(turn.studies),
        "begin_here": found if new else None,
    }


def _first(person: Person, altered: list[Contract]) -> list[Task]:
    amiss = len(condition(person.institution).amiss) if person.administrator else 0
    return first_of_all(altered, amiss)


def _begins(institution: Institution) -> bool:
    """Whether there is no module here yet: whoever sets it up is told where to begin."""
    return not Run.objects.filter(institution=institution).exists()


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Shortcuts of the queue, for whoever has one; somebody who is not signed in can be anybody."""
    person: Person | None = getattr(request, "_person", None)
    actor = actor_of(request) if person else None
    queue = actor is None or answers(actor)
    often = render_to_string("web/help_often.html", {"queue": queue}, request=request)
    page = help_page_of(
        Wanted(typed_in(request.GET, "q")[:HELP_MOST], request.GET.get("role", "")),
        guides(lacked(has_for(request), actor.left_out if actor else ())),
        guides_for(actor) if actor else (),
        often,
    )
    write_to = person.institution.help_email if person else ""
    context = {"page": page, "queue": queue, "write_to": write_to}
    return render(request, "web/help.html", context)


@require_POST
def act_at(request: HttpRequest, ref: str) -> HttpResponse:
    """Whoever is somebody at several institutions goes on as who they are at this one."""
    person = next(
        (p for p in persons_of(account_behind(request)) if p.institution.ref == ref), None
    )
    if person is None:
        raise Http404
    request.session[CHOSEN] = ref
    said = _("You are now at %(institution)s.") % {"institution": person.institution.name}
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
def signed_in(request: HttpRequest) -> HttpResponse:
    account = account_behind(request)
    stay = stay_of(account.pk)
    context = {
        "places": places_of(account, here_of(request)),
        "away": stay.away,
        "whole": stay.whole,
    }
    return render(request, "web/signed_in.html", context)


@require_POST
def sign_out_there(request: HttpRequest) -> HttpResponse:
    """A place that is gone already is one where nobody is signed in: as was wanted."""
    account, here, named_by = account_behind(request), here_of(request), request.POST.get("place")
    if named_by == "all":
        end_other_sessions(account, keep=here)
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("signed_in")
    found = [one for one in places_of(account, here) if one.ref == named_by and not one.here]
    for place in found:
        end_session(account, place.key)
        messages.success(request, _("Signed out: %(device)s.") % {"device": place.device})
    return redirect("signed_in")


@require_safe
def installation(request: HttpRequest) -> HttpResponse:
    person = person_behind(request)
    if not person.administrator:
        raise Http404
    return render(request, "web/installation.html", {"now": condition(person.institution)})
