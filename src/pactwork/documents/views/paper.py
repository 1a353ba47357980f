"""Contracts as files: PDF, Word, plain text; one page for the workplace; and the evidence."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pactwork.contracts.access import Desk
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Draft
from pactwork.contracts.requests import desk
from pactwork.contracts.rules.readers import parties_of
from pactwork.documents.doubted import warned
from pactwork.documents.pages.evidence_page import evidence_page
from pactwork.documents.pages.printed import printed
from pactwork.documents.pages.sign_sheet import asked_by_hand, five_lines
from pactwork.documents.paper.document import Document
from pactwork.documents.paper.formats import FORMS
from pactwork.documents.reader import Reader


def as_file(dossier: Dossier, document: Document | None, form: str) -> HttpResponse:
    """A document to keep; its name is plain letters, whatever people are called."""
    if document is None or form not in FORMS:
        raise Http404
    write, kind = FORMS[form]
    response = HttpResponse(write(warned(dossier, document)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{document.name}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


def _draft(found: Desk, number: int) -> Draft:
    """A draft of which this reader reads anything at all."""
    one = found.dossier.draft(number)
    if one is None or not found.reads(number):
        raise Http404
    return one


def reader_at(found: Desk) -> Reader:
    return Reader(found.roles, parties_of(found.dossier.template, found.roles))


@require_safe
def paper(request: HttpRequest, ref: str, number: int, form: str) -> HttpResponse:
    found = desk(request, ref)
    one = _draft(found, number)
    if form not in FORMS:
        raise Http404
    return as_file(found.dossier, printed(found.dossier, one, reader_at(found)), form)


@require_safe
def sheet(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What the workplace is asked, on one page, for whoever reads all of it."""
    found = desk(request, ref)
    one = _draft(found, number)
    wanted = request.GET.get("for", "")
    party = asked_by_hand(found.dossier, one, found.reads(number), wanted)
    if party is None:
        raise Http404
    return as_file(found.dossier, five_lines(found.dossier, one, party), "pdf")


@require_safe
def evidence(request: HttpRequest, ref: str) -> HttpResponse:
    found = desk(request, ref)
    groups = evidence_page(found.dossier, reader_at(found), found.reads)
    return render(request, "documents/evidence.html", {"desk": found, "groups": groups})
