"""How somebody without an account comes in: by the cookie of their letter's link, or by its code.

Nothing here knows who is signed in. A GET or HEAD writes nothing at all.

The pages are exempt from Django's CSRF check, which needs a cookie: mail programs often show pages
in a browser of their own that keeps none. The form's ticket does that work. It is signed, for this
link alone, and only ever given to somebody who came by the link or typed its code; and whatever is
decided needs the code besides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.ground.prepared import Prepared
from pactwork.ground.refusal import Refusal
from pactwork.links.actions import check_code
from pactwork.links.codes import code_in
from pactwork.links.models import Link
from pactwork.links.tickets import client_in, client_without_cookie, cookie_name, given_at, ticket


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


def quiet(response: HttpResponse) -> HttpResponse:
    """Nothing of it is kept, listed or told to another site."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def forget_who(request: HttpRequest) -> None:
    """These pages belong to the letter's reader, whoever is signed in to the browser."""
    request._person = None  # type: ignore[attr-defined]


_links = Prepared(lambda ref: Link.objects.select_related("institution").filter(ref=ref))


def found_or_404(ref: str) -> Plan:
    links = _links(ref)
    plan = plan_of(links[0]) if links else None
    if plan is None:
        raise Http404
    return plan


def nameless(request: HttpRequest) -> str:
    """A browser without our cookie, as one that counts its own wrong codes."""
    told = request.headers.get("User-Agent", "")
    return client_without_cookie(request.META.get("REMOTE_ADDR", ""), told)


def cookie_client(request: HttpRequest, ref: str) -> str | None:
    return client_in(request.COOKIES.get(cookie_name(ref), ""), ref, "cookie")


def code_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """Says nothing about the plan: whoever reads this has shown us nothing yet."""
    wrong = {"code": refusal} if refusal else {}
    context = {"wrong": wrong, "code": code_in(request.POST)}
    return render(request, "contracts/plan_code.html", context, status=422 if refusal else 200)


def lost_page(request: HttpRequest) -> HttpResponse:
    """A form that shows neither cookie nor ticket; its words are given back."""
    said = [words for name in request.POST for words in request.POST.getlist(name)]
    kept = [words for words in said if " " in words.strip()][:20]
    return render(request, "contracts/plan_lost.html", {"said": kept}, status=403)


def _opened(request: HttpRequest, ref: str) -> datetime | None:
    """The link is opened first, then the form is shown; a form that came back is shown again."""
    cookie = given_at(request.COOKIES.get(cookie_name(ref), ""), ref, "cookie")
    form = given_at(request.POST.get("ticket", ""), ref, "form")
    return min(filter(None, (cookie, form)), default=None)


@dataclass(frozen=True)
class Came:
    """Somebody who showed by which letter they came, on one page."""

    client: str
    cookie: bool
    code: str = ""
    opened_at: datetime | None = None


def came(request: HttpRequest, link: Link) -> Came | HttpResponse:
    """By the link's cookie, by a form's ticket, or by the code just typed; or what to show instead."""
    found = came_by_link(request, link)
    request._came_by_link = isinstance(found, Came)  # type: ignore[attr-defined]
    return found


def came_by_link(request: HttpRequest, link: Link) -> Came | HttpResponse:
    ref = link.ref
    kept = cookie_client(request, ref)
    if request.method in ("GET", "HEAD"):
        return Came(kept, True) if kept else code_page(request)
    carried = client_in(request.POST.get("ticket", ""), ref, "form")
    if carried:
        return Came(carried, kept is not None, opened_at=_opened(request, ref))
    if "opening" not in request.POST:
        return lost_page(request)
    client, code = kept or nameless(request), code_in(request.POST)
    refusal = check_code(link, code, client=client)
    return code_page(request, refusal) if refusal else Came(client, bool(kept), code)


def _visit(request: HttpRequest, plan: Plan) -> Visit | HttpResponse:
    found = came(request, plan.link)
    if isinstance(found, HttpResponse):
        return found
    return Visit(plan, found.client, found.cookie, found.code, found.opened_at)


def by_link(view: View) -> LinkView:
    """Closed to whoever comes without their letter's cookie, ticket or code."""

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, ref: str, **more: str) -> HttpResponse:
        forget_who(request)
        plan = found_or_404(ref)
        with timezone.override(plan.contract.institution.time_zone):
            visit = _visit(request, plan)
            return quiet(visit if isinstance(visit, HttpResponse) else view(request, visit, **more))

    return page
