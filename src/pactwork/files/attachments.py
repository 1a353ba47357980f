"""A file that somebody handed in, as a page gives it back: to be kept, never to be run."""

import re

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from pactwork.files.blobs import NEVER_RUN, read, told

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # no header can hold a line break


def as_attachment(
    digest: str, *, kind: str, name: str, cache: str = "private, no-store"
) -> HttpResponse:
    """As it was handed in, or not at all."""
    content = read(digest)
    if content is None:
        raise Http404
    made = HttpResponse(content, content_type=told(kind, content))
    made["Content-Disposition"] = content_disposition_header(True, _CONTROL.sub(" ", name))
    made["Content-Security-Policy"] = NEVER_RUN
    made["X-Content-Type-Options"] = "nosniff"
    made["Cache-Control"] = cache
    return made
