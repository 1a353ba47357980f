"""What happened to somebody: the list behind the bell. To look at it marks nothing as read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.ground import clock
from pactwork.ground.typed_numbers import number_in
from pactwork.people.news import MOST, told_one, told_page, unread
from pactwork.people.requests import actor_of, person_behind
from pactwork.web.actions import mark_all_read, mark_read
from pactwork.web.pages.happened import happened_page

DEEPEST = 10_000  # pages


@require_http_methods(["GET", "HEAD", "POST"])
def happened(request: HttpRequest) -> HttpResponseBase:
    person, actor = person_behind(request), actor_of(request)
    if request.method == "POST":
        return _marked(request)
    page = number_in(request.GET.get("page", ""), 1, DEEPEST) or 1
    items, older = told_page(actor, person, page)
    today = clock.today(actor.zone)
    shown = happened_page(items, unread(actor), MOST, today, page, older=older)
    return render(request, "web/happened.html", {"shown": shown})


def _marked(request: HttpRequest) -> HttpResponse:
    """One that is opened leads to its page; what somebody may not read any more leads back here."""
    person, actor = person_behind(request), actor_of(request)
    one = number_in(request.POST.get("open", ""), 1)
    if one is None:
        mark_all_read(person, up_to=number_in(request.POST.get("up_to", ""), 1) or 0)
        messages.success(request, _("Everything is marked as read."))
        return redirect("happened")
    found = told_one(actor, person, one)
    mark_read(person, one)
    if found is None:
        messages.error(request, _("That is no longer there for you to read."))
        return redirect("happened")
    return redirect(found.line.address)
