"""Who takes a run, for its leader: each student's own people and dates, which can be changed here."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import typed_in
from pactwork.modules.actions import change_place
from pactwork.modules.editing import own_place
from pactwork.modules.models import Run
from pactwork.modules.pages.students import Student, found, shown
from pactwork.modules.views.editing import led
from pactwork.people.requests import actor_of


@dataclass
class Form:
    values: dict[str, str]
    stands: str
    problems: dict[str, str] = field(default_factory=dict)
    refusal: Refusal | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, ref: str) -> HttpResponse:
    """Everybody; with ``place``, one student's form as well."""
    run = led(request, ref)
    post = request.method == "POST"
    wanted = typed_in(request.POST, "place") if post else request.GET.get("place", "")
    if not wanted:
        return _shown(request, run)
    one = _one(run, wanted)
    if post:
        return _saved(request, run, one)
    return _shown(
        request, run, one, Form(own_place.values(one.place), own_place.stands_on(one.place))
    )


def _one(run: Run, ref: str) -> Student:
    one = found(run, ref[:20])
    if one is None:
        raise Http404
    return one


def _saved(request: HttpRequest, run: Run, one: Student) -> HttpResponse:
    typed = {name: typed_in(request.POST, name)[:300] for name in request.POST}
    sheet, stands = own_place.line(one.place, typed, one.keys), typed.get("stands", "")
    try:
        plan = change_place(one.place, sheet, expected=stands, by=actor_of(request))
    except Refused as refused:
        form = Form(typed, own_place.stands_on(one.place), refusal=refused.refusal)
        return _shown(request, run, one, form)
    if plan.problems:
        wrong = own_place.beside(plan.problems, one.place)
        return _shown(request, run, one, Form(typed, stands, wrong))
    messages.success(request, _("Saved.") if plan.writes else _("No changes to save."))
    return redirect("modules:students", run.ref)


def _shown(
    request: HttpRequest, run: Run, one: Student | None = None, form: Form | None = None
) -> HttpResponse:
    context = {"run": run, "page": shown(run), "one": one, "form": form}
    status = 200 if form is None else 409 if form.refusal else 422 if form.problems else 200
    return render(request, "modules/students.html", context, status=status)
