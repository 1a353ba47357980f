"""Copying a run for another year: the page shows every date beside the old one; making it is one act."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed_days import day_in
from pactwork.modules.actions import begin_draft, copy_module
from pactwork.modules.actions.copying import PREPARES
from pactwork.modules.editing.copying import (
    before,
    compared,
    copied,
    copy_part,
    later,
    moved_dates,
    stayed,
)
from pactwork.modules.editing.fields import posted, summed_up, typed_values
from pactwork.modules.editing.run import body_of
from pactwork.modules.models import Role, Run
from pactwork.modules.queries import specification
from pactwork.modules.queries.leading import runs_led_by, staff_on
from pactwork.modules.rules.entries import as_day
from pactwork.modules.rules.rollover import next_start
from pactwork.modules.rules.specification import Specification
from pactwork.modules.views.editing import led
from pactwork.people.requests import actor_of


@dataclass
class Copy:
    """The page as it is shown: what stands in its fields, who is ticked, and what is the matter."""

    values: dict[str, str]
    ticked: set[str]
    spec: Specification | None = None
    problems: dict[str, str] = field(default_factory=dict)
    refusal: Refusal | None = None
    elsewhere: list[str] = field(default_factory=list)


def named(role: Role) -> str:
    return f"{role.kind}:{role.person.ref}"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, ref: str) -> HttpResponse:
    run = led(request, ref)
    roles, was = staff_on(run), specification(run)
    if request.method != "POST":
        return _shown(request, run, roles, _proposed(request, run, roles))
    typed = posted(copy_part(was), request.POST)
    found = copied(was, typed)
    copy = Copy(typed, set(request.POST.getlist("role")), found.spec, found.problems)
    copy.elsewhere = found.elsewhere
    do = {"make": _make, "draft": _draft}.get(request.POST.get("do", ""))
    if found.spec is None or do is None:
        return _shown(request, run, roles, copy)
    try:
        return do(request, run, found.spec, [one for one in roles if named(one) in copy.ticked])
    except Refused as refused:
        copy.refusal = refused.refusal
        return _shown(request, run, roles, copy)


def _make(request: HttpRequest, run: Run, spec: Specification, chosen: list[Role]) -> HttpResponse:
    return _made(request, run, copy_module(run, spec, roles=chosen, by=actor_of(request)))


def _draft(request: HttpRequest, run: Run, spec: Specification, chosen: list[Role]) -> HttpResponse:
    """Not in force yet; its leaders are those who were ticked, or whoever leads the earlier run."""
    leading = [role for role in staff_on(run) if role.kind == PREPARES]
    ticked = [role for role in leading if role in chosen]
    leaders = {role.person_id: role.person for role in ticked or leading}.values()
    draft = begin_draft(run.institution, spec, run.files, by=actor_of(request), leaders=leaders)
    return redirect("modules:draft", draft.ref)


def _made(request: HttpRequest, run: Run, made: Run) -> HttpResponse:
    said = _(
        "Created: %(run)s. It has no students yet; an administrator adds them with a roster."
    ) % {"run": made}
    messages.success(request, said)
    mine = runs_led_by(actor_of(request)).filter(pk=made.pk).exists()
    return redirect("modules:edit", made.ref if mine else run.ref)


def _proposed(request: HttpRequest, run: Run, roles: list[Role]) -> Copy:
    """A year on, or from the day that is asked for."""
    was, today = specification(run), clock.today(run.institution.time_zone)
    starts_on = next_start(was.calendar.starts_on, today)
    problems = {}
    try:
        asked = request.GET.get("starts")
        starts_on = as_day(day_in(asked)) if asked else starts_on
    except ValueError:
        problems["starts"] = _("Enter a date, such as 2027-09-27.")
    spec = later(was, starts_on)
    values = typed_values(copy_part(was), spec.model_dump(mode="json"))
    ticked = {named(role) for role in roles if stayed(role, was, today)}
    return Copy(values, ticked, spec, problems)


def _shown(request: HttpRequest, run: Run, roles: list[Role], copy: Copy) -> HttpResponse:
    was, part = specification(run), copy_part(specification(run))
    now = copy.spec or was
    staff = [(named(role), role, moved_dates(role, was, now)) for role in roles]
    context: dict[str, Any] = {"run": run, "spec": was, "part": part, "form": copy, "staff": staff}
    context["summed_up"] = summed_up(part, copy.problems, copy.elsewhere)
    context["was"] = before(part, body_of(run))
    context["compared"] = compared(was, copy.spec) if copy.spec else None
    status = 409 if copy.refusal else 422 if copy.problems or copy.elsewhere else 200
    return render(request, "modules/copy.html", context, status=status)
