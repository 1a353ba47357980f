"""A form that cannot be taken because the session is not the one it was made in: its words come back.

Nothing is written anywhere: a page of ours shows what the request itself brought.
"""

from collections.abc import Callable
from inspect import getclosurevars, isfunction
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from pactwork.web.trouble import sent_again, typed

GIVEN_BY_US = {"csrfmiddlewaretoken"}
UNTYPED = GIVEN_BY_US | {"kept_as"}  # a browser's name for its copy goes on, but nobody wrote it


def asks_again(request: HttpRequest) -> bool:
    """A form with something in it: a bare press loses nothing by a sign-in."""
    return request.method == "POST" and any(
        name not in UNTYPED and value.strip() for name, value in sent_again(request)
    )


def signed_out(request: HttpRequest) -> HttpResponse:
    """In place of the way to the sign-in, which would lose what was typed."""
    sentence = _("You are signed out in this browser, so what you sent was not saved.")
    return _page(request, _("You are signed out"), sentence, 401, ours=_ours(request) is not False)


def second_step_first(request: HttpRequest, at: str) -> HttpResponse:
    """In place of the way to where it is set up or shown, which would lose what was typed."""
    sentence = _(
        "Your university now asks its staff for a second step when they sign in, so what "
        "you sent was not saved. Set it up or complete it in a new tab, then come back "
        "to this page and send it again."
    )
    title = _("Second step needed")
    return _page(request, title, sentence, 403, ours=_ours(request) is not False, set_up=at)


def other_session(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: usually somebody signed in or out in another tab."""
    title = _("That was not sent")
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"sentence": title, "somebody": _somebody(request)}, status=403)
    sentence = _(
        "Since you opened that page, someone signed in or out in this browser, or the "
        "browser does not keep cookies. To be safe, we did not save anything under the "
        "wrong name."
    )
    return _page(request, title, sentence, 403, ours=bool(_ours(request)))


def _somebody(request: HttpRequest) -> dict[str, str] | None:
    """Who is signed in now: a page says it if that is not who it was made for."""
    person = getattr(request, "_person", None)
    return {"ref": person.ref, "name": person.name} if person else None


def _ours(request: HttpRequest) -> bool | None:
    """Whether the form was on a page of ours; None if the browser does not say."""
    fetched, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if fetched:
        return fetched == "same-origin"
    return origin == f"{request.scheme}://{request.get_host()}" if origin else None


def _page(
    request: HttpRequest, title: str, sentence: str, status: int, ours: bool, set_up: str = ""
) -> HttpResponse:
    """Words that another site sent here are nobody's we know: they are not shown as the reader's."""
    all_fields = sent_again(request) if _ours(request) is not False else []
    fields = [(name, value) for name, value in all_fields if name not in GIVEN_BY_US]
    files = [str(file) for file in request.FILES.values()] if all_fields else []
    person = getattr(request, "_person", None)
    context = {
        "heading": title,
        "sentence": sentence,
        "fields": fields if ours and not files else [],
        "typed": typed(fields),
        "files": files,
        "address": request.get_full_path(),
        "who": person.name if person else "",
        "back": form_page(request),
        "set_up": set_up,
        "sign_in": "" if person else sign_in_page(request),
    }
    return render(request, "web/unsent.html", context, status=status)


def sign_in_page(request: HttpRequest) -> str:
    """The sign-in, and from there to a page that can be read."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': form_page(request)})}"


def form_page(request: HttpRequest) -> str:
    """Where somebody was: for a form the page it was on, never an address that only takes forms."""
    at = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        came = urlsplit(request.headers.get("Referer", ""))
        if came.netloc == request.get_host():
            at = came.path + (f"?{came.query}" if came.query else "")
    path = urlsplit(at).path
    near = readable_near(path)
    return at if near == path else near


def readable_near(path: str) -> str:
    """This address, or the nearest above it that is a page and not only for a form."""
    while not _readable(path) and path not in ("", "/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return path or "/"


def _readable(path: str) -> bool:
    try:
        view: Callable[..., Any] | None = resolve(path).func
    except Resolver404:
        return False
    while view is not None:
        # What ``require_http_methods`` was given; Django keeps it nowhere else.
        known = getclosurevars(view).nonlocals if isfunction(view) else {}
        if "request_method_list" in known:
            return "GET" in known["request_method_list"]
        view = getattr(view, "__wrapped__", None)
    return True
