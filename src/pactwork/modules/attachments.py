"""A file that somebody handed in, as a page gives it back: to be kept, never to be run."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from pactwork.modules.blobs import NEVER_RUN, read
from pactwork.modules.models import Blob


def as_attachment(blob: Blob) -> HttpResponse:
    """As it was handed in, or not at all."""
    content = read(blob.digest)
    if content is None:
        raise Http404
    made = HttpResponse(content, content_type=blob.type)
    made["Content-Disposition"] = content_disposition_header(True, blob.name)
    made["Content-Security-Policy"] = NEVER_RUN
    made["X-Content-Type-Options"] = "nosniff"
    made["Cache-Control"] = "private, no-store"
    return made
