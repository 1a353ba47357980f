"""A student researcher says when they can meet, and what they bring."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.modules.queries import enrolments_now
from pactwork.modules.speaking import speak_of
from pactwork.people.requests import actor_of
from pactwork.sets.actions import say_when
from pactwork.sets.forms import times_said, typed_times
from pactwork.sets.models import Availability
from pactwork.sets.pages import levels
from pactwork.sets.words import grid


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    mine = enrolments_now(actor).select_related("run__institution")
    place = get_object_or_404(mine, run__ref=ref)
    speak_of(place.run)
    if request.method == "POST":
        typed = typed_times(request.POST)
        if not typed.problems:
            level = int(typed.experience) if typed.experience else None
            work = typed.discipline
            say_when(place, slots=typed.slots, experience=level, discipline=work, by=actor)
            messages.success(request, _("Saved. You can change this whenever your week changes."))
            return redirect("sets:when", ref)
    else:
        typed = times_said(Availability.objects.filter(enrolment=place).first())
    context = {"run": place.run, "typed": typed, "days": grid(typed.slots)}
    context["levels"] = levels()
    return render(request, "sets/when.html", context, status=422 if typed.problems else 200)
