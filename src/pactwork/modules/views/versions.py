"""The versions of a run, two of them side by side, and one of them as a file."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from pactwork.ground.typed import typed_in
from pactwork.modules.editing.parts import parts
from pactwork.modules.models import SpecVersion
from pactwork.modules.pages.versions import compared, options, pair
from pactwork.modules.queries import specification
from pactwork.modules.queries.versions import Listed, listed, of_run
from pactwork.modules.views.editing import led
from pactwork.modules.writing import module_file


@require_safe
def of_a_run(request: HttpRequest, ref: str) -> HttpResponse:
    run = led(request, ref)
    rows = listed(of_run(run), run.institution_id)
    titles = {key: part.title for key, part in parts(specification(run)).items()}
    context = {"run": run, "titles": titles, **chosen(request, rows)}
    return render(request, "modules/versions.html", context)


def chosen(request: HttpRequest, rows: Sequence[Listed]) -> dict[str, Any]:
    """The list, and how the two that were chosen differ."""
    two = pair(rows, typed_in(request.GET, "old"), typed_in(request.GET, "new"))
    found: dict[str, Any] = {"rows": rows, "options": options(rows), "two": two, "shown": None}
    if two:
        whole = SpecVersion.objects.in_bulk([row.version.pk for row in two])
        older, newer = (specification(whole[row.version.pk]) for row in two)
        found["shown"] = compared(older, newer)
    return found


@require_safe
def file(request: HttpRequest, ref: str, version: str) -> HttpResponse:
    """The file as it was written; what was saved in the browser, as it would be written."""
    run = led(request, ref)
    found = of_run(run).filter(ref=version).first()
    if found is None:
        raise Http404
    return as_file(found)


def as_file(found: SpecVersion) -> HttpResponse:
    text = found.source or module_file(specification(found))
    answer = HttpResponse(text.encode(), content_type="application/yaml")
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.key}.yaml")
    answer["Cache-Control"] = "private, no-store"
    return answer
