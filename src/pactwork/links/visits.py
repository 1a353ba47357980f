"""How somebody without an account comes in: by the cookie that their letter's link gave, or its ticket.

Nothing here knows who is signed in. A GET or HEAD writes nothing at all. Who comes to the clean address
with neither is asked for no code, so that no stranger's digits are counted against the reader.

The pages are exempt from Django's CSRF check, which needs a cookie: mail programs often show pages
in a browser of their own that keeps none. The form's ticket does that work. It is signed, for this
link alone, and only ever given to somebody who came by the link; and whatever is decided needs the
code besides.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from pactwork.ground.compiled_query import Prepared
from pactwork.ground.refusal import Refusal
from pactwork.links.actions import check_code
from pactwork.links.codes import code_in
from pactwork.links.models import Link
from pactwork.links.queries import find, is_ours
from pactwork.links.tickets import LASTS, client_in, cookie_name, given_at, new_client, ticket
from pactwork.people.models import Institution

KEPT = "kept"  # asked a second time, this shows whether the browser keeps our cookie


def quiet(response: HttpResponse) -> HttpResponse:
    """Nothing of it is kept, listed or told to another site."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def forget_who(request: HttpRequest) -> None:
    """These pages belong to the email's reader, whoever is signed in to the browser."""
    request._person = None  # type: ignore[attr-defined]


def gone(request: HttpRequest) -> HttpResponse:
    """What the link led to was erased. Said to whoever shows the link, or that they came by it."""
    return quiet(render(request, "links/erased.html", status=410))


def asked_by(request: HttpRequest, house: Institution) -> Institution:
    """Pages are told whose reader this is: whose colours they have, whose rules hold."""
    request._asked_by = house.ref  # type: ignore[attr-defined]
    request._house = house  # type: ignore[attr-defined]
    return house


links_at = Prepared(lambda ref: Link.objects.select_related("institution").filter(ref=ref))


def cookie_client(request: HttpRequest, ref: str) -> str | None:
    return client_in(request.COOKIES.get(cookie_name(ref), ""), ref, "cookie")


def gone_or_404(request: HttpRequest, ref: str) -> HttpResponse:
    """A page that was open while its link was erased says so; to a stranger there is no such page."""
    shown = cookie_client(request, ref) or client_in(request.POST.get("ticket", ""), ref, "form")
    if shown and not links_at(ref):
        return gone(request)
    raise Http404


def code_page(
    request: HttpRequest, carried: str, action: str, refusal: Refusal | None = None
) -> HttpResponse:
    """For a browser without cookies that came by the link. Says nothing yet about what it leads to."""
    wrong = {"code": refusal} if refusal else {}
    context = {"wrong": wrong, "code": code_in(request.POST)}
    context |= {"opening": carried, "action": action}
    return render(request, "links/code.html", context, status=422 if refusal else 200)


def by_email_only(request: HttpRequest) -> HttpResponse:
    """Says nothing of what is behind it, and asks for nothing: the link in the email is the way in."""
    return render(request, "links/closed.html", status=403)


def lost_page(request: HttpRequest) -> HttpResponse:
    """A form that shows neither cookie nor ticket; its words are given back."""
    said = [words for name in request.POST for words in request.POST.getlist(name)]
    kept = [words for words in said if " " in words.strip()][:20]
    return render(request, "links/lost.html", {"said": kept}, status=403)


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
    """By the link's cookie or by a ticket that it gave; or what to show instead."""
    found = came_by_link(request, link)
    request._came_by_link = isinstance(found, Came)  # type: ignore[attr-defined]
    return found


def came_by_link(request: HttpRequest, link: Link) -> Came | HttpResponse:
    ref = link.ref
    kept = cookie_client(request, ref)
    if request.method in ("GET", "HEAD"):
        return Came(kept, True) if kept else by_email_only(request)
    carried = client_in(request.POST.get("ticket", ""), ref, "form")
    if carried:
        return Came(carried, kept is not None, opened_at=_opened(request, ref))
    opening = request.POST.get("opening", "")
    client = client_in(opening, ref, "opening")
    if not client:
        return lost_page(request)
    return _opens(request, link, client, opening)


def _opens(request: HttpRequest, link: Link, client: str, opening: str) -> Came | HttpResponse:
    """The code, typed where the token was; it is not asked for again in the form."""
    code = code_in(request.POST)
    refusal = check_code(link, code, client=client)
    if refusal:
        return code_page(request, opening, request.path, refusal)
    return Came(client, cookie_client(request, link.ref) is not None, code)


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
    return quiet(render(request, "links/unknown.html", status=404))


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
