"""One page of the editor, of a run or of a draft: what was typed is saved, or comes back with why not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pactwork.files.uploads import Upload, upload_in
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.sentences import sentence
from pactwork.ground.typed import typed_in
from pactwork.modules.editing.applying import Edited, differences
from pactwork.modules.editing.fields import Part, posted, summed_up, typed_values
from pactwork.modules.editing.handed import MOST_BYTES, Handed
from pactwork.modules.editing.place import Place
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.queries.drafting import Touched

OF_THE_KEY = ("draft_key_taken", "draft_new_not_yours")


@dataclass
class Form:
    """One page as it is shown: what stands in its fields, and what is the matter with it."""

    values: dict[str, str]
    stands: str
    problems: dict[str, str] = field(default_factory=dict)
    differs: list[tuple[str, str, str]] = field(default_factory=list)
    refusal: Refusal | None = None
    elsewhere: list[str] = field(default_factory=list)
    touched: Touched | None = None  # who has changed this page meanwhile


@dataclass(frozen=True)
class Editing:
    """What a page needs to know of where it is: how it is kept, what stands there by now, who saved what."""

    place: Place
    keep: Callable[..., Edited]
    now: Callable[[], Place]
    touched: Callable[[], dict[str, Touched]]


def shown_or_saved(request: HttpRequest, editing: Editing, key: str) -> HttpResponse:
    part = editing.place.parts.get(key)
    if part is None:
        raise Http404
    if request.method == "POST":
        return _save(request, editing, part)
    body = body_of(editing.place.says)
    form = Form(typed_values(part, body), stands_on(part, body))
    return _shown(request, editing, part, form)


def _save(request: HttpRequest, editing: Editing, part: Part) -> HttpResponse:
    typed, stands = posted(part, request.POST), request.POST.get("stands", "")
    file = _handed(request) if part.takes_files else None
    if isinstance(file, Refusal):
        return _shown(request, editing, part, Form(typed, stands, refusal=file))
    try:
        done = editing.keep(part, typed, expected=stands, file=file)
    except Refused as refused:
        form = _refused(editing, part, typed, stands, refused.refusal)
        return _shown(request, editing, part, form)
    if done.spec is None:
        form = Form(typed, stands, done.problems, elsewhere=done.elsewhere)
        return _shown(request, editing, part, form)
    said = _("Saved: %(part)s.") if done.changed else _("No changes to save: %(part)s.")
    messages.success(request, said % {"part": part.title})
    return redirect(editing.place.home)


def _refused(
    editing: Editing, part: Part, typed: dict[str, str], stands: str, refusal: Refusal
) -> Form:
    if refusal.code in OF_THE_KEY:
        return Form(typed, stands, {"key": sentence(refusal)})
    if refusal.code == "piece_received":
        return Form(typed, stands, refusal=refusal)
    return _beside(editing, part, typed, refusal)


def _handed(request: HttpRequest) -> Handed | Refusal | None:
    file = upload_in(request, "file", MOST_BYTES)
    if not isinstance(file, Upload):
        return file
    return Handed(file.name[-100:], file.content, typed_in(request.POST, "file-title").strip())


def _beside(editing: Editing, part: Part, typed: dict[str, str], refusal: Refusal) -> Form:
    """What was typed, beside what somebody else has put there; saving again is meant, then."""
    body = body_of(editing.now().says)
    now = typed_values(part, body)
    differs = differences(part, typed, now)
    touched = editing.touched().get(part.key)
    return Form(typed, stands_on(part, body), {}, differs, refusal, touched=touched)


def _shown(request: HttpRequest, editing: Editing, part: Part, form: Form) -> HttpResponse:
    if request.FILES:  # no browser keeps a file over a form that came back
        form.values["file-title"] = typed_in(request.POST, "file-title")
        form.problems.setdefault("file", _("Choose the file again."))
    status = 409 if form.refusal else 422 if form.problems or form.elsewhere else 200
    place = editing.place
    context: dict[str, Any] = {"place": place, "spec": place.spec, "part": part, "form": form}
    context["summed_up"] = summed_up(part, form.problems, form.elsewhere)
    return render(request, "modules/edit_part.html", context, status=status)
