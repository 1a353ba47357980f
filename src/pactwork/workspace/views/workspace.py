"""The student's workspace: starting a contract, the step to write next, the step that is open."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.models import Contract
from pactwork.contracts.requests import desk, student_desk
from pactwork.ground.cookies import named
from pactwork.ground.refusal import Refusal, Refused
from pactwork.modules.queries import enrolments_now, template_for
from pactwork.modules.rules.specification import Section
from pactwork.people.requests import actor_of
from pactwork.workspace.forms.sections import said_in
from pactwork.workspace.pages.overview import overview_page
from pactwork.workspace.pages.steps import unfinished
from pactwork.workspace.pages.workspace import step_page
from pactwork.workspace.queries.brief import earlier_attempts
from pactwork.workspace.views.writing import (
    clash,
    freshly_checked,
    keep,
    look_of,
    onward,
    section_of,
    shelf,
    wrong,
)

YEAR = 365 * 24 * 3600


@require_POST
def start(request: HttpRequest, ref: str) -> HttpResponse:
    """Begin the contract of one's own enrolment on this run; a second press finds the first one's."""
    actor = actor_of(request)
    own = enrolments_now(actor).select_related("run__institution", "person").filter(run__ref=ref)
    enrolment = get_object_or_404(own)
    found = Contract.objects.filter(enrolment=enrolment).first()
    copied = next(
        (one for one in earlier_attempts(enrolment) if one.ref == request.POST.get("copy")), None
    )
    contract = found or actions.start_contract(
        enrolment, form=template_for(enrolment), by=actor, copy_from=copied
    )
    return redirect("contracts:workspace", contract.ref)


@require_safe
def workspace(request: HttpRequest, ref: str) -> HttpResponse:
    """Carry on: the step to write next, or all of them once they are written."""
    found = desk(request, ref, writing=True)
    if "student" not in found.roles:
        return redirect("contracts:drafts", ref)
    section = None if found.why_not("write") else unfinished(found.dossier)
    if section and "all" not in request.GET:
        return redirect("contracts:step", ref, section.key)
    page = overview_page(found.dossier, look_of(request, ref, ""))
    return render(request, "workspace/workspace.html", {"desk": found, **page})


@require_POST
def minutes(request: HttpRequest, ref: str) -> HttpResponse:
    """Show or hide how long steps take, and go back to the step one was at."""
    found = student_desk(request, ref)
    key = request.POST.get("key", "")
    known = found.dossier.writing.section(key)
    response = redirect("contracts:step", ref, key) if known else redirect("contracts:check", ref)
    shown = "off" if request.POST.get("minutes") == "off" else "on"
    secure = request.is_secure()
    response.set_cookie(named("minutes"), shown, YEAR, samesite="Lax", secure=secure)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    found = student_desk(request, ref)
    section = section_of(found, key)
    if request.method == "POST":
        return save(request, found, section)
    if found.dossier.writing.section(key) is None:  # the answers do not call for it now
        return redirect("contracts:workspace", ref)
    look = look_of(request, ref, key)
    page = step_page(found.dossier, section, look)
    return render(request, "workspace/step.html", {"desk": found, **page})


def save(request: HttpRequest, found: Desk, section: Section) -> HttpResponse:
    """Keep what was typed and go where the button says; or show it all again, with what is wrong."""
    ref, key = found.dossier.contract.ref, section.key
    picks = any(name.startswith("pick-") for name in request.POST)
    theirs = found.dossier.working.get(key) if picks else None
    said = said_in(section, request.POST, found.dossier.context, theirs)
    refusal: Refusal | None = None
    if not said.problems:
        try:
            text = keep(found, section, said, by_hand=said.then in ("next", "stop"))
        except Refused as no:
            refusal, found = no.refusal, student_desk(request, ref)
        else:
            if said.then == "exemplars":
                request.session[shelf(ref, key)] = True
            return redirect(onward(found, section, replace(said, value=text.value)))
    page = step_page(found.dossier, section, look_of(request, ref, key), said=said, refusal=refusal)
    status = 409 if refusal else 422
    return render(request, "workspace/step.html", {"desk": found, **page}, status=status)


@require_POST
def words(request: HttpRequest, ref: str, key: str) -> JsonResponse:
    """Saving while somebody types. Private: it changes the working text and tells nobody."""
    found = student_desk(request, ref)
    section = section_of(found, key)
    said = said_in(section, request.POST, found.dossier.context)
    if said.problems:
        return wrong(request, said)
    try:
        text = keep(found, section, said)
    except Refused as no:
        return clash(request, ref, section, said, no.refusal)
    found.dossier.rewrite(key, text.value)
    return freshly_checked(request, found, section, said, text)
