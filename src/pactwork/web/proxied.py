"""What stands between a reader and us: whose address a request has, and by which name it asks."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from pactwork.web.clients import address_in

# Asked by load balancers and monitors, by whatever name or number they know us.
MACHINES = frozenset({"/healthz", "/metrics"})


class ProxiedMiddleware:
    """The first of all, so that every limit and every log has the reader's own address.

    Each proxy adds, or sets, the address that it was asked from. So the last entries are our own
    proxies' word; whatever a reader wrote into the header stands before them and is not looked at.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if told := _told(request.META.get("HTTP_X_FORWARDED_FOR", "")):
            request.META["REMOTE_ADDR"] = told
        if request.path in MACHINES:
            request.META["HTTP_HOST"] = urlsplit(settings.PACTWORK_URL).netloc
        return self.get_response(request)


def _told(header: str) -> str:
    """The address that the outermost of our own proxies was asked from, if it is one."""
    entries = [one.strip() for one in header.split(",")]
    if not 0 < settings.PACTWORK_PROXIES <= len(entries):
        return ""
    return str(address_in(entries[-settings.PACTWORK_PROXIES]) or "")
