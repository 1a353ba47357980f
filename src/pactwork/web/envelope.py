"""What goes round every answer, outside of all else: no body for HEAD, and no cache for one person's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

OPEN_NOTHING = {"theme", "minutes", "taken"}
NEVER_KEPT = "no-store, private"


class EnvelopeMiddleware:
    """The first of all, so that no answer of another middleware goes out without it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Cache-Control" not in response and _of_one_person(request):
            response["Cache-Control"] = NEVER_KEPT
        return _without_body(response) if request.method == "HEAD" else response


def _of_one_person(request: HttpRequest) -> bool:
    """Whoever brings a cookie that opens something is signed in, or came by a mailed link."""
    return any(
        name != settings.CSRF_COOKIE_NAME and name.removeprefix("__Host-") not in OPEN_NOTHING
        for name in request.COOKIES
    )


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """Its head says what the answer to GET would have; whoever serves it may not take the body away."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()  # what it would have read is closed with it
    else:
        response.content = b""  # type: ignore[attr-defined]  # whatever streams is the other kind
    return response
