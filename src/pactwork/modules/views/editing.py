"""Changing a run in the browser: the pages there are, one page, and the file that results."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pactwork.files.uploads import Upload, upload_in
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import typed_in
from pactwork.modules.actions import edit_module
from pactwork.modules.editing.applying import differences
from pactwork.modules.editing.fields import Part, posted, summed_up, typed_values
from pactwork.modules.editing.handed import MOST_BYTES, Handed
from pactwork.modules.editing.overview import overview_of
from pactwork.modules.editing.parts import parts
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.models import Run
from pactwork.modules.packing import packed
from pactwork.modules.queries import specification
from pactwork.modules.queries.leading import last_changes, runs_led_by
from pactwork.modules.warned import warned
from pactwork.people.requests import actor_of


@dataclass
class Form:
    """One page as it is shown: what stands in its fields, and what is the matter with it."""

    values: dict[str, str]
    stands: str
    problems: dict[str, str] = field(default_factory=dict)
    differs: list[tuple[str, str, str]] = field(default_factory=list)
    refusal: Refusal | None = None
    elsewhere: list[str] = field(default_factory=list)


def led(request: HttpRequest, ref: str) -> Run:
    """The run, for its leader and administrators; to everybody else it is not here."""
    return get_object_or_404(runs_led_by(actor_of(request)), ref=ref)


@require_safe
def overview(request: HttpRequest, ref: str) -> HttpResponse:
    run = led(request, ref)
    spec = specification(run)
    context = {"run": run, "spec": spec, "lists": overview_of(spec), "parts": parts(spec)}
    context["warned"] = warned(spec)
    return render(request, "modules/edit.html", {**context, "changes": last_changes(run)})


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, ref: str, part: str) -> HttpResponse:
    run = led(request, ref)
    found = parts(specification(run)).get(part)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _save(request, run, found)
    body = body_of(run)
    return _shown(request, run, found, Form(typed_values(found, body), stands_on(found, body)))


def _save(request: HttpRequest, run: Run, part: Part) -> HttpResponse:
    typed, stands = posted(part, request.POST), request.POST.get("stands", "")
    file = _handed(request) if part.takes_files else None
    if isinstance(file, Refusal):
        return _shown(request, run, part, Form(typed, stands, refusal=file))
    try:
        by = actor_of(request).ref
        done = edit_module(run, part, typed, expected=stands, by=by, file=file)
    except Refused as refused:
        return _shown(request, run, part, _beside(run, part, typed, refused.refusal))
    if done.spec is None:
        form = Form(typed, stands, done.problems, elsewhere=done.elsewhere)
        return _shown(request, run, part, form)
    said = _("Saved: %(part)s.") if done.changed else _("No changes to save: %(part)s.")
    messages.success(request, said % {"part": part.title})
    return redirect("modules:edit", run.ref)


def _handed(request: HttpRequest) -> Handed | Refusal | None:
    file = upload_in(request, "file", MOST_BYTES)
    if not isinstance(file, Upload):
        return file
    return Handed(file.name[-100:], file.content, typed_in(request.POST, "file-title").strip())


def _beside(run: Run, part: Part, typed: dict[str, str], refusal: Refusal) -> Form:
    """What was typed, beside what somebody else has put there; saving again is meant, then."""
    run.refresh_from_db()
    body = body_of(run)
    now = typed_values(part, body)
    return Form(typed, stands_on(part, body), {}, differences(part, typed, now), refusal)


def _shown(request: HttpRequest, run: Run, part: Part, form: Form) -> HttpResponse:
    if request.FILES:  # no browser keeps a file over a form that came back
        form.values["file-title"] = typed_in(request.POST, "file-title")
        form.problems.setdefault("file", _("Choose the file again."))
    status = 409 if form.refusal else 422 if form.problems or form.elsewhere else 200
    context: dict[str, Any] = {"run": run, "spec": specification(run), "part": part, "form": form}
    context["summed_up"] = summed_up(part, form.problems, form.elsewhere)
    return render(request, "modules/edit_part.html", context, status=status)


@require_safe
def download(request: HttpRequest, ref: str) -> HttpResponse:
    """The file as it is in force: alone, or in an archive beside the files that its brief names."""
    file = packed(led(request, ref))
    answer = HttpResponse(file.content, content_type=file.type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name)
    answer["Cache-Control"] = "private, no-store"
    return answer
