"""By link: the reader's own copies of what is agreed, asked and signed, on screen and as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pactwork.contracts.recorded import recording_of
from pactwork.documents.pages.agreed import for_link
from pactwork.documents.pages.printed import printed
from pactwork.documents.pages.sign_sheet import five_lines
from pactwork.documents.paper.formats import FORMS
from pactwork.documents.reader import Reader
from pactwork.documents.views.paper import as_file
from pactwork.files.attachments import as_attachment
from pactwork.workplace.views.visit import Visit, by_link


@by_link
def plan_agreement(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The reader's copy of the contract in force, with the sections they may read."""
    page = for_link(visit.plan, request.GET.get("on", ""))
    if page is None:
        raise Http404
    return render(request, "documents/agreement.html", {"page": page, "plan": visit.plan})


@by_link
def plan_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The signed page that somebody kept, for the one who is said to have signed it."""
    record = recording_of(visit.plan.answer) if visit.plan.state == "answered" else None
    if record is None or record.file is None:
        raise Http404
    return as_attachment(record.file.digest, kind=record.file.type, name=record.file.name)


@by_link
def plan_paper(request: HttpRequest, visit: Visit, form: str) -> HttpResponse:
    """The reader's copy of the contract in force, as a file."""
    plan = visit.plan
    page = for_link(plan, "")
    if page is None or page.agreement is None or form not in FORMS:
        raise Http404
    reader = Reader(frozenset({"advocate"}), frozenset({plan.seat.party}))
    return as_file(plan.dossier, printed(plan.dossier, page.agreement.draft, reader), form)


@by_link
def plan_sheet(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the reader is asked, on one page."""
    plan = visit.plan
    if plan.state not in ("open", "answered"):
        raise Http404
    return as_file(plan.dossier, five_lines(plan.dossier, plan.draft, plan.party), "pdf")
