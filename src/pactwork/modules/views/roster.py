"""The roster: a file is looked at first, and written when an administrator says so."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.modules.actions import apply_roster, keep_columns, set_columns
from pactwork.modules.forms import FORGET, RosterFile, reread, sealed, typed_map, unsealed, uploaded
from pactwork.modules.queries.roster import column_map, columns_asked_for, runs_with_people
from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.columns import COLUMNS, FOR_ALL, ROLE_WORDS, example
from pactwork.modules.roster.heads import HEADINGS
from pactwork.modules.roster.known import known
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.text import CODE_PAGES
from pactwork.people.actors import actor_for
from pactwork.people.models import Person
from pactwork.people.requests import person_behind

# What every page about columns offers.
OFFERED: dict[str, Any] = {
    "columns": COLUMNS,
    "roles": ROLE_WORDS,
    "for_all": FOR_ALL,
    "code_pages": [(name, name) for name in CODE_PAGES],
    "forget": FORGET,
}
UNREAD = "unread"  # instead of the digest of a plan: a file that nobody could follow yet


def _administrator(request: HttpRequest) -> Person:
    person = person_behind(request)
    if not person.administrator:
        raise Http404
    return person


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return _form(request, _administrator(request))


def _form(request: HttpRequest, person: Person, **more: Any) -> HttpResponse:
    context = {
        "runs": runs_with_people(person.institution),
        "kept": column_map(person.institution),
    }
    return render(request, "modules/roster.html", {**OFFERED, **context, **more})


@require_safe
def example_file(request: HttpRequest) -> HttpResponse:
    _administrator(request)
    answer = HttpResponse("\ufeff" + example(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="roster.csv"'
    return answer


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What the file would change. Of people nothing is written; what was said of the columns is
    kept for the next file, if its tick says so."""
    person = _administrator(request)
    again = "seal" in request.POST
    file = reread(request, person) if again else uploaded(request)
    if file is None:
        return _form(request, person, refusal=Refusal("roster_old" if again else "roster_missing"))
    if file.refusal:
        return _form(request, person, file=file, refusal=file.refusal)
    file = file.known_at(person.institution)
    kept = again and request.POST.get("remember") == "yes" and _kept(file, person)
    return _preview(request, person, file, just_kept=kept)


def _kept(file: RosterFile, person: Person) -> bool:
    """Whether there was something to keep; what cannot be read is no map."""
    if file.sheet.fatal:
        return False
    return keep_columns(person.institution, file.choices, named=file.named, by=actor_for(person))


def _unread(
    request: HttpRequest, person: Person, file: RosterFile, problem: Problem
) -> HttpResponse:
    """The file as a whole cannot be read; where only its columns are unclear, they can be said."""
    context: dict[str, Any] = {"problem": problem, "file": file, "sheet": file.sheet}
    clear = problem.code in HEADINGS and problem.code != "no_header"
    if file.sheet.head.pairs and (clear or file.choices.columns):
        context["seal"] = sealed(file, UNREAD, person)
    return _form(request, person, **context)


def _preview(
    request: HttpRequest,
    person: Person,
    file: RosterFile,
    refusal: Refusal | None = None,
    *,
    just_kept: bool = False,
) -> HttpResponse:
    sheet = file.sheet
    if sheet.fatal:
        return _unread(request, person, file, sheet.fatal)
    plan = planned(sheet, known(person.institution), file.run, file.whole)
    context: dict[str, Any] = {"file": file, "sheet": sheet, "plan": plan, "refusal": refusal}
    context |= {"just_kept": just_kept, "seal": sealed(file, plan.digest, person), **OFFERED}
    return render(request, "modules/roster_preview.html", context, status=409 if refusal else 200)


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """The word is given: exactly what was shown is written, or nothing."""
    person = _administrator(request)
    opened = unsealed(request.POST.get("seal", ""), person)
    if opened is None:
        return _form(request, person, refusal=Refusal("roster_old"))
    file, shown = opened[0].known_at(person.institution), opened[1]
    sure = request.POST.get("sure") == "yes"
    try:
        plan = _written(person, file, shown, sure)
    except Refused as refused:
        return _preview(request, person, file, refused.refusal)
    messages.success(request, _said(plan, file.name))
    return redirect("modules:roster")


def _written(person: Person, file: RosterFile, shown: str, sure: bool) -> Plan:
    """Who would end was listed; the box says that this is meant."""
    where, sheet = person.institution, file.sheet
    if file.whole and not sure:
        plan = planned(sheet, known(where), file.run, whole=True)
        insist(Refusal("roster_sure") if plan.absent else None)
    by = actor_for(person)
    return apply_roster(where, sheet, run=file.run, whole=file.whole, expected=shown, by=by)


def _said(plan: Plan, name: str) -> str:
    said = ngettext(
        "Saved: %(num)s line of %(name)s.", "Saved: %(num)s lines of %(name)s.", plan.lines
    )
    said %= {"num": plan.lines, "name": name}
    if not plan.absent:
        return said
    ended = ngettext("%(num)s place has ended.", "%(num)s places have ended.", len(plan.absent))
    return f"{said} {ended % {'num': len(plan.absent)}}"


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest) -> HttpResponse:
    """The column map: what the record system calls its columns, seen, changed and forgotten by hand."""
    person = _administrator(request)
    where, refusal = person.institution, None
    shown, named = column_map(where), columns_asked_for(where)
    if request.method == "POST":
        shown = Choices() if "forget_all" in request.POST else typed_map(request)
        try:
            set_columns(where, shown, named=named, by=actor_for(person))
        except Refused as refused:
            refusal = refused.refusal
        else:
            messages.success(request, _("Saved. The next file is read this way."))
            return redirect("modules:roster_columns")
    context = {**OFFERED, "kept": shown, "refusal": refusal, "named": named}
    return render(request, "modules/roster_columns.html", context, status=422 if refusal else 200)
