"""Each request in its institution's time zone; a refused act comes back as one plain sentence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pactwork.ground.refusal import Refused
from pactwork.people.actors import person_of
from pactwork.people.models import Account
from pactwork.web.words import sentence

Next = Callable[[HttpRequest], HttpResponse]


class InstitutionMiddleware:
    """Finds the person once, and speaks of times as their institution does."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Account):
            person = person_of(request.user)
            request._person = person  # type: ignore[attr-defined]
            if person:
                with timezone.override(person.institution.time_zone):
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
        said = [words for words in request.POST.getlist("note") if words.strip()]
        context = {"sentence": sentence(error.refusal), "said": said}
        return render(request, "web/refused.html", context, status=409)
