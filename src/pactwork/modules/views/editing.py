"""Changing a run in the browser: the pages there are, one page, and the file that results."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from pactwork.modules.actions import edit_module
from pactwork.modules.editing.overview import overview_of
from pactwork.modules.editing.place import Place
from pactwork.modules.models import Run
from pactwork.modules.packing import Packed, packed
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import Touched, last_touched
from pactwork.modules.queries.leading import last_changes, runs_led_by
from pactwork.modules.queries.versions import of_run
from pactwork.modules.speaking import speak_of
from pactwork.modules.views.editing_page import Editing, shown_or_saved
from pactwork.modules.warned import warned
from pactwork.people.requests import actor_of


def led(request: HttpRequest, ref: str) -> Run:
    """The run, for its leader and administrators; to everybody else it is not here."""
    run: Run = get_object_or_404(runs_led_by(actor_of(request)), ref=ref)
    speak_of(run)
    return run


@require_safe
def overview(request: HttpRequest, ref: str) -> HttpResponse:
    run = led(request, ref)
    place, spec = Place(run), specification(run)
    context = {"run": run, "place": place, "spec": spec, "parts": place.parts}
    context |= {"lists": overview_of(spec, place.parts), "warned": warned(spec)}
    context["draft"] = run.drafts.filter(closed_at=None).first()
    return render(request, "modules/edit.html", {**context, "changes": last_changes(run)})


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, ref: str, part: str) -> HttpResponse:
    run = led(request, ref)

    def now() -> Place:
        run.refresh_from_db()
        return Place(run)

    def touched() -> dict[str, Touched]:
        return last_touched(of_run(run).filter(in_force=True), run.institution_id)

    save = partial(edit_module, run, by=actor_of(request))
    return shown_or_saved(request, Editing(Place(run), save, now, touched), part)


@require_safe
def download(request: HttpRequest, ref: str) -> HttpResponse:
    """The file as it is in force: alone, or in an archive beside the files that its brief names."""
    return as_download(packed(led(request, ref)))


def as_download(file: Packed) -> HttpResponse:
    answer = HttpResponse(file.content, content_type=file.type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name)
    answer["Cache-Control"] = "private, no-store"
    return answer
