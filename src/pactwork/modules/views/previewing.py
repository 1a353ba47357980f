"""A draft looked at as a student and as a workplace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pactwork.ground import clock
from pactwork.ground.typed import typed_in
from pactwork.modules.editing.place import Place
from pactwork.modules.pages.previewing import as_student, as_workplace
from pactwork.modules.queries.brief import preview
from pactwork.modules.queries.drafting import newest
from pactwork.modules.views.drafting import drafted, place_of
from pactwork.people.requests import actor_of


@require_safe
def student(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    now, today = newest(draft), clock.today(actor_of(request).zone)
    code, group = typed_in(request.GET, "code"), typed_in(request.GET, "group")
    context = as_student(preview(now, today, code, group))
    context |= {"draft": draft, "place": Place(now, draft)}
    return render(request, "modules/preview_student.html", context)


@require_safe
def workplace(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    place = place_of(draft)
    context = as_workplace(place.spec, typed_in(request.GET, "party"))
    context |= {"draft": draft, "place": place}
    return render(request, "modules/preview_workplace.html", context)
