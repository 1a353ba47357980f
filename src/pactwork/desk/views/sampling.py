"""The module leader draws a sample of contracts for an external examiner, and ends it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pactwork.contracts.actions.sampling import MOST, end_sample, sample
from pactwork.desk.queries.sampling import drawn, sample_page
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import typed_in
from pactwork.ground.typed_days import optional_day
from pactwork.ground.typed_numbers import number_in
from pactwork.modules.models import Run
from pactwork.modules.queries import roles_now, staff_of
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.people.requests import actor_of


def _led(request: HttpRequest, ref: str) -> tuple[Actor, Run]:
    actor = actor_of(request)
    led = roles_now(actor).filter(kind="module_leader").values("run")
    runs = Run.objects.filter(pk__in=led, institution=actor.institution_id)
    return actor, get_object_or_404(runs.select_related("institution"), ref=ref)


def _examiner(run: Run, ref: str) -> Person:
    held = staff_of(run, "examiner").filter(person__ref=ref).first()
    if held is None:
        raise Refused(Refusal("not_an_examiner"))
    return held.person


def _act(actor: Actor, run: Run, typed: dict[str, str]) -> str:
    to = _examiner(run, typed["to"])
    if typed["do"] == "end":
        end_sample(run, to=to, by=actor)
        return _("%(name)s is no longer shown any contracts.") % {"name": to.name}
    count = number_in(typed["count"].strip(), 1, MOST)
    if count is None:
        raise Refused(Refusal("sample_count", {"most": MOST}))
    until, had = optional_day(typed["until"]), number_in(typed["had"])
    if isinstance(until, Refusal):
        raise Refused(until)
    number = sample(run, drawn(run, count, to), to=to, until=until, by=actor, had=had)
    said = ngettext("%(num)s contract is shown.", "%(num)s contracts are shown.", number)
    return said % {"num": number}


@require_http_methods(["GET", "HEAD", "POST"])
def samples(request: HttpRequest, ref: str) -> HttpResponse:
    """What each external examiner is shown; drawing more, and ending it."""
    actor, run = _led(request, ref)
    names = ("do", "to", "count", "until", "had")
    typed: dict[str, Any] = {n: typed_in(request.POST, n) for n in names}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            messages.success(request, _act(actor, run, typed))
            return redirect("contracts:samples", ref)
        except Refused as no:
            refusal = no.refusal
    context = {"typed": typed, "refusal": refusal, **sample_page(run)}
    return render(request, "desk/samples.html", context, status=422 if refusal else 200)
