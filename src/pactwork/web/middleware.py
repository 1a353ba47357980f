"""Each request in its institution's time zone; a refused act comes back as one plain sentence."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render

from pactwork.contracts.memberships import memberships
from pactwork.ground.refusal import Refused
from pactwork.ground.sentences import sentence
from pactwork.modules.speaking import speak_of
from pactwork.people.models import Account
from pactwork.people.requests import acting, actor_of
from pactwork.people.speaking import speaking_for
from pactwork.web.devices import device_in
from pactwork.web.sessions import DEVICE, SessionStore
from pactwork.web.unsent import asks_again, sign_in_page, signed_out

Next = Callable[[HttpRequest], HttpResponse]


class SignedIn(LoginRequiredMiddleware):
    """Every page asks for a sign-in and keeps what was typed; a script hears it as data."""

    def handle_no_permission(  # type: ignore[override]  # the stubs know redirects only
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"signed_out": True}, status=401)
        if asks_again(request):
            return signed_out(request)
        return redirect(sign_in_page(request))


class WholeAddress:
    """An address with a null byte names nothing: no page makes one, and a database cannot look for it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path + unquote(request.META.get("QUERY_STRING", "")):
            raise BadRequest("a null byte in the address")
        return self.get_response(request)


class StillHere:
    """Whoever asks for something was here, by the hour; whoever signs in, with which browser."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        if response.status_code >= 500 or not isinstance(session, SessionStore):
            return response  # perhaps there is no database to ask
        if session.is_new_to(request.COOKIES.get(settings.SESSION_COOKIE_NAME)):
            session[DEVICE] = device_in(request.headers.get("User-Agent", ""))
        elif session.here and session.here.is_stale:
            session.seen_again(session.here)
        return response


class InstitutionMiddleware:
    """Finds the person once, and speaks as their institution does: its clock, its words.

    Pages go on in the words that all the modules of their reader share; those about one module, in its own.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Account):
            person = acting(request, request.user)
            request._person = person  # type: ignore[attr-defined]
            if person:
                with speaking_for(person.institution):
                    if request.method in ("GET", "HEAD"):  # every page asks for these anyway
                        speak_of(*memberships(actor_of(request)).runs)
                    return self.get_response(request)
        return self.get_response(request)


class RefusalMiddleware:
    """What no view has caught: the sentence on a page of its own, and the way back."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        request._refused_for = error.refusal.code  # type: ignore[attr-defined]
        said = [words for words in request.POST.getlist("note") if words.strip()]
        context = {"sentence": sentence(error.refusal), "said": said}
        return render(request, "web/refused.html", context, status=409)


class FormAddressMiddleware:
    """Somebody reloads, or goes back to, an address that only takes a form: say so on a page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        reads = request.method in ("GET", "HEAD")
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not reads:
            return response
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page
