"""What a log is told of: what was refused, and to whom."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from pactwork.ground.log_lines import told
from pactwork.people.actions import limit_reached
from pactwork.people.models import Person
from pactwork.people.reached import taken


class LogbookMiddleware:
    """Writes down what was refused: the name of the address, never the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        taken()  # whatever a request before this one left behind
        response = self.get_response(request)
        for kind in taken():
            limit_reached(kind)
        if 400 <= response.status_code < 600:
            told("refused" if response.status_code < 500 else "failed", **_about(request, response))
        return response


def _about(request: HttpRequest, response: HttpResponse) -> dict[str, str | int]:
    match = request.resolver_match
    person = getattr(request, "_person", None)
    facts: dict[str, str | int] = {
        "status": response.status_code,
        "method": request.method or "",
        "route": match.view_name if match else "",
        "by": person.ref if isinstance(person, Person) else "",
        "why": getattr(request, "_refused_for", ""),
    }
    ref = match.kwargs.get("ref") if match else None
    if isinstance(ref, str):
        facts["ref"] = ref.partition(".")[0]  # what follows the dot of a mailed link opens it
    return {name: value for name, value in facts.items() if value != ""}
