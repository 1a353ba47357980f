"""Who teaches and helps on a run, for its leader: weeks, dates, stand-ins, and somebody new."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import typed_in
from pactwork.modules.actions import change_staff
from pactwork.modules.editing.staff import Held, beside, held, lines, stands_on, values
from pactwork.modules.models import Role, Run
from pactwork.modules.queries.leading import colleagues, team_of
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
    run = led(request, ref)
    rows = held(team_of(run))
    if request.method != "POST":
        return _shown(request, run, rows, Form(values(rows), stands_on(rows)))
    typed = {name: typed_in(request.POST, name)[:300] for name in request.POST}
    sheet = lines(run, rows, typed, colleagues(run))
    stands = typed.get("stands", "")
    try:
        plan = change_staff(run, sheet, expected=stands, by=actor_of(request))
    except Refused as refused:
        form = Form(typed, stands_on(rows), refusal=refused.refusal)
        return _shown(request, run, rows, form)
    if plan.problems:
        return _shown(request, run, rows, Form(typed, stands, beside(plan.problems, rows)))
    messages.success(request, _("Saved.") if plan.writes else _("No changes to save."))
    return redirect("modules:people", run.ref)


def _shown(request: HttpRequest, run: Run, rows: list[Held], form: Form) -> HttpResponse:
    context = {"run": run, "rows": rows, "form": form, "people": colleagues(run)}
    context["kinds"] = Role.KINDS
    status = 409 if form.refusal else 422 if form.problems else 200
    return render(request, "modules/people.html", context, status=status)
