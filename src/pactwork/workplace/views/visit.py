"""One reader of a plan on one page: whoever came by the link in their email."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.contracts.requests import warn_of
from pactwork.links.tickets import ticket
from pactwork.links.visits import asked_by, came, forget_who, gone_or_404, links_at, quiet
from pactwork.modules.speaking import speak_of
from pactwork.people.speaking import speaking_for


@dataclass
class Visit:
    """One reader on one page. ``code`` was typed just now by somebody whose browser keeps no cookie."""

    plan: Plan
    client: str
    cookie: bool
    code: str = ""
    opened_at: datetime | None = None  # when this browser first had the page, as far as it can show

    @property
    def ticket(self) -> str:
        """What the forms of this page carry."""
        return ticket(self.plan.link.ref, self.client, "form")


View = Callable[..., HttpResponse]  # a request, a visit, and what else the address names
LinkView = Callable[..., HttpResponse]


def _plan(ref: str) -> Plan | None:
    links = links_at(ref)
    return plan_of(links[0]) if links else None


def found_or_404(ref: str) -> Plan:
    plan = _plan(ref)
    if plan is None:
        raise Http404
    return plan


def _visit(request: HttpRequest, plan: Plan) -> Visit | HttpResponse:
    speak_of(plan.contract.run)
    found = came(request, plan.link)
    if isinstance(found, HttpResponse):
        return found
    warn_of(request, plan.dossier)
    return Visit(plan, found.client, found.cookie, found.code, found.opened_at)


def by_link(view: View) -> LinkView:
    """Closed to whoever comes without their letter's cookie, ticket or code."""

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, ref: str, **more: str) -> HttpResponse:
        forget_who(request)
        plan = _plan(ref)
        if plan is None:
            return gone_or_404(request, ref)
        house = asked_by(request, plan.contract.institution)
        with speaking_for(house):
            visit = _visit(request, plan)
            if isinstance(visit, HttpResponse):
                return quiet(visit)
            return quiet(view(request, visit, **more))

    return page
