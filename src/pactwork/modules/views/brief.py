"""The page of a run, and the files of its brief."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pactwork.files.attachments import as_attachment
from pactwork.modules.pages.brief import page_of
from pactwork.modules.queries import file_seen_by, runs_seen_by
from pactwork.modules.queries.brief import brief
from pactwork.modules.queries.drafting import draft_file_seen_by
from pactwork.modules.speaking import speak_of
from pactwork.people.requests import actor_of


@require_safe
def page(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    run = get_object_or_404(runs_seen_by(actor).select_related("institution"), ref=ref)
    speak_of(run)
    found = brief(run, actor, request.GET.get("group", ""))
    return render(request, "modules/run.html", page_of(found))


@require_safe
def file(request: HttpRequest, ref: str) -> HttpResponse:
    """A file as it was handed in: to be kept, never to be run. None is larger than a few MB."""
    actor = actor_of(request)
    blob = file_seen_by(actor, ref) or draft_file_seen_by(actor, ref)
    if blob is None:
        raise Http404
    hour = "private, max-age=3600"
    return as_attachment(blob.digest, kind=blob.type, name=blob.name, cache=hour)
