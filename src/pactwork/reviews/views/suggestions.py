"""What becomes of suggestions: the author's list of them, and each commenter's page about theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pactwork.people.requests import actor_of
from pactwork.reviews.queries.fates import because_of


@require_safe
def because_of_you(request: HttpRequest) -> HttpResponse:
    return render(request, "reviews/because_of_you.html", {"plans": because_of(actor_of(request))})
