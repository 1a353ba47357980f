"""A draft looked at as a student and as a workplace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pactwork.ground import clock
from pactwork.ground.typed import typed_in
from pactwork.modules.editing.place import Place
from pactwork.modules.models import ModuleDraft, SpecVersion
from pactwork.modules.pages.previewing import as_student, as_workplace
from pactwork.modules.queries.brief import preview
from pactwork.modules.queries.drafting import newest
from pactwork.modules.speaking import speak_of
from pactwork.modules.views.drafting import drafted
from pactwork.people.requests import actor_of


def _spoken_of(draft: ModuleDraft) -> SpecVersion:
    """What the draft says now, from here on in its own words, as those would read it who take it."""
    now = newest(draft)
    now.institution = draft.institution
    speak_of(now)
    return now


@require_safe
def student(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    now, today = _spoken_of(draft), clock.today(actor_of(request).zone)
    code, group = typed_in(request.GET, "code"), typed_in(request.GET, "group")
    context = as_student(preview(now, today, code, group))
    context |= {"draft": draft, "place": Place(now, draft)}
    return render(request, "modules/preview_student.html", context)


@require_safe
def workplace(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    place = Place(_spoken_of(draft), draft)
    context = as_workplace(place.spec, typed_in(request.GET, "party"))
    context |= {"draft": draft, "place": place}
    return render(request, "modules/preview_workplace.html", context)
