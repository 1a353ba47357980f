"""The page of a run, and the files of its brief."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from pactwork.modules.blobs import NEVER_RUN, read, told
from pactwork.modules.queries import file_seen_by, runs_seen_by
from pactwork.modules.queries.brief import brief
from pactwork.people.requests import actor_of


@require_safe
def page(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    run = get_object_or_404(runs_seen_by(actor).select_related("institution"), ref=ref)
    found = brief(run, actor, request.GET.get("group", ""))
    return render(request, "modules/run.html", {"brief": found})


@require_safe
def file(request: HttpRequest, ref: str) -> HttpResponse:
    """A file as it was handed in: to be kept, never to be run. None is larger than a few MB."""
    blob = file_seen_by(actor_of(request), ref)
    content = read(blob.digest) if blob else None
    if blob is None or content is None:
        raise Http404
    answer = HttpResponse(content, content_type=told(blob.type, content))
    answer["Content-Disposition"] = content_disposition_header(True, blob.name)
    answer["Content-Security-Policy"] = NEVER_RUN
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
