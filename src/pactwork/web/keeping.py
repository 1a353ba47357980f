"""What a browser may keep of a page, and how *Back* finds one after a form.

A page behind a sign-in or a mailed link is never kept by a browser, so that *Back* shows nothing of
it to whoever sits there next. A form that is answered with a page (a refusal, a preview) would then
leave an address that *Back* cannot show again: the page is held here for a while, and the browser
is led to an address that shows it. And whoever keeps a copy of typed words until we have them is
told when we do (``keepsake.js``).
"""

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url

from pactwork.ground.cookies import named
from pactwork.web.envelope import NEVER_KEPT
from pactwork.web.models import Session
from pactwork.web.sessions import SessionStore
from pactwork.web.unsent import readable_near

Next = Callable[[HttpRequest], HttpResponse]

HELD = "held"  # in an address: which held page it shows
KEPT_AS = "kept_as"  # in a form: the browser's own name for its copy of the words
TAKEN = "taken"  # a cookie: the copy that is not needed any more
COPY = re.compile(r"[a-z0-9]{8,40}")
HELD_FOR = 3600  # seconds
TOLD_FOR = 30 * 24 * 3600  # as long as a browser keeps a copy: the next visit may be weeks away
MOST_TOLD = 9  # earlier copies that are named again
MOST = 1_500_000  # bytes of a page that is held
LOOKED_AT_AGAIN = "no-cache, private"  # *Back* may show what this one form was answered with
CARRIED = ("Content-Type", "Cache-Control", "Referrer-Policy", "X-Robots-Tag")


class KeepingMiddleware:
    """After the sign-in: its pages are not kept, and *Back* after a form finds a page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500:  # perhaps there is no database to ask
            return response
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = NEVER_KEPT
        if request.method != "POST" or getattr(response, "unheld", False):
            return response
        if 300 <= response.status_code < 400 or _saved(response):
            _told(request, response)
        if 300 <= response.status_code < 400:
            return response
        if _may_be_held(request, response):
            return _held(request, response)
        if not response.has_header(
            "Content-Disposition"
        ):  # a file to keep is no page to go back to
            response["Cache-Control"] = LOOKED_AT_AGAIN
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Called once the earlier middleware, such as the one for the sign-in, let the request pass."""
        request._reached = True  # type: ignore[attr-defined]
        if request.method in ("GET", "HEAD") and (token := request.GET.get(HELD, "")):
            return _shown(request, token)
        return None


def _saved(response: HttpResponse) -> bool:
    """Saved while somebody types; whoever left meanwhile has not heard of it."""
    return response.status_code == 200 and isinstance(response, JsonResponse)


def taken(request: HttpRequest) -> list[str]:
    """The copies whose words this browser knew we had when it asked for a page.

    The page says them again: a copy is dropped only beside a page that was made after its words came.
    """
    return [one for one in request.COOKIES.get(named(TAKEN), "").split(".") if COPY.fullmatch(one)]


def _told(request: HttpRequest, response: HttpResponse) -> None:
    """The words were taken: the browser may drop its copy. A way to the sign-in takes nothing.

    Copies that were taken before, and that no page has dropped yet, are named again.
    """
    name = request.POST.get(KEPT_AS, "") if hasattr(request, "_reached") else ""
    if not COPY.fullmatch(name):
        return
    response.set_cookie(
        named(TAKEN),
        ".".join([*taken(request)[-MOST_TOLD:], name]),
        max_age=TOLD_FOR,
        samesite="Strict",
        secure=request.is_secure(),
    )


def _may_be_held(request: HttpRequest, response: HttpResponse) -> bool:
    """A page that a window shows, for somebody signed in or come by a mailed link.

    Pages for anybody else (a sign-in, a code that is asked for) would fill the table for strangers.
    """
    return (
        request.headers.get("Sec-Fetch-Dest") == "document"
        and not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
        and len(response.content) <= MOST
        and bool(_reader(request))
    )


def _reader(request: HttpRequest) -> str:
    """Who may see a held page: this session, or a browser that shows it keeps the link's cookie."""
    if not getattr(request, "_came_by_link", request.user.is_authenticated):
        return ""
    if request.user.is_authenticated:
        return request.session.session_key or ""
    return "cookie" if request.COOKIES else ""


def unheld(response: HttpResponse) -> HttpResponse:
    """What answers a form as it is: a key is on it that is kept nowhere, or nothing was taken by it."""
    response.unheld = True  # type: ignore[attr-defined]
    return response


def _cookie(token: str) -> str:
    return named(f"{HELD}-{token[:8]}")


def _held(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Held as a row of the sessions that has an end, but signs nobody in."""
    page = SessionStore()
    secret = secrets.token_urlsafe(16)
    page["page"] = response.content.decode(response.charset)
    page["status"] = response.status_code
    page["headers"] = {name: response[name] for name in CARRIED if name in response}
    page["path"], page["reader"], page["secret"] = request.path, _reader(request), secret
    page.set_expiry(HELD_FOR)
    page.create()
    query = request.GET.copy()
    token = query[HELD] = str(page.session_key)
    onward = HttpResponse(status=303, headers={"Location": f"{request.path}?{query.urlencode()}"})
    onward.cookies = response.cookies
    onward["Cache-Control"], onward["Referrer-Policy"] = NEVER_KEPT, "same-origin"
    if page["reader"] == "cookie":
        onward.set_cookie(
            _cookie(token),
            secret,
            max_age=HELD_FOR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return onward


def _shown(request: HttpRequest, token: str) -> HttpResponse:
    """The page as it was; or, when it is gone or somebody else's, the one it was about."""
    page = SessionStore(token)
    if page.get("path") != request.path or not _may_see(request, page, token):
        query = request.GET.copy()
        del query[HELD]
        near = readable_near(request.path)
        more = f"?{query.urlencode()}" if query and near == request.path else ""
        return redirect((near or resolve_url("home")) + more)
    return HttpResponse(page["page"], status=page["status"], headers=page["headers"])


def _may_see(request: HttpRequest, page: SessionStore, token: str) -> bool:
    if page["reader"] == "cookie":
        return secrets.compare_digest(request.COOKIES.get(_cookie(token), ""), page["secret"])
    return bool(page["reader"]) and page["reader"] == request.session.session_key


def drop_ended() -> int:
    """A rule with a clock: sessions and held pages go once they end, by the database's clock."""
    ended = Session.objects.filter(expire_date__lt=Now())
    return ended.delete()[0] if ended.exists() else 0  # a delete would lock the database


def drop_held() -> int:
    """Every held page, whatever is on it: lists and previews show words of many contracts.

    Only what ends within the hour is read: a session that somebody is signed in to lasts for weeks.
    """
    rows = Session.objects.filter(expire_date__lte=SessionStore().get_expiry_date(expiry=HELD_FOR))
    held = [row.pk for row in rows.iterator() if "page" in row.get_decoded()]
    return Session.objects.filter(pk__in=held).delete()[0]
