"""Somebody writes down a yes they heard; the page on which it was said is fetched."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.models import Seat
from pactwork.contracts.queries.days import days_for
from pactwork.contracts.requests import at_seat, desk
from pactwork.files.attachments import as_attachment
from pactwork.ground.refusal import Refused
from pactwork.workspace.forms.recording import TypedYes, typed_yes
from pactwork.workspace.pages.recording import page_of, recording_page


def back_from(found: Desk, seat: Seat) -> str:
    """Where this began: the student's page about that party, or the review."""
    ref = found.dossier.contract.ref
    if "student" in found.roles:
        return reverse("contracts:ask", args=[ref, seat.ref])
    return reverse("contracts:review", args=[ref])


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, ref: str, work: str) -> HttpResponse:
    """A yes that was said in a meeting, by phone or on paper."""
    found, place = at_seat(request, ref, work, "record")
    if request.method != "POST":
        return _page(request, found, place)
    typed = typed_yes(request)
    days = days_for(found.dossier, place.party)
    problems = typed.problems(days, by_student="student" in found.roles)
    if problems:
        return _page(request, found, place, typed, 422, problems=problems)
    try:
        _write(found, place, typed)
    except Refused as no:
        fresh, now = at_seat(request, ref, work, "record")
        return _page(request, fresh, now, typed, 409, refusal=no.refusal)
    messages.success(request, _written(typed))
    return redirect(back_from(found, place))


def _page(
    request: HttpRequest,
    found: Desk,
    seat: Seat,
    typed: TypedYes | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"desk": found, "page": recording_page(found, seat, typed), "problems": {}}
    context |= {"back": back_from(found, seat), **more}
    return render(request, "workspace/record.html", context, status=status)


def _write(found: Desk, seat: Seat, typed: TypedYes) -> None:
    contract, by, draft = found.dossier.contract, found.actor, typed.draft
    if typed.page:
        actions.record_on_paper(contract, seat.ref, typed.told, typed.page, by=by, draft=draft)
    else:
        actions.record_yes(contract, seat.ref, typed.told, by=by, draft=draft)


def _written(typed: TypedYes) -> str:
    if not typed.email.strip():
        return _("Written down. We cannot send a receipt, because there is no address.")
    said = _("Written down. A receipt is on its way to %(email)s, with one working day to object.")
    return said % {"email": typed.email.strip()}


@require_safe
def signed_page(request: HttpRequest, ref: str, written: str) -> HttpResponse:
    """The page on which a yes was said: to be kept, never to be run."""
    blob = page_of(desk(request, ref), written)
    if blob is None:
        raise Http404
    return as_attachment(blob.digest, kind=blob.type, name=blob.name)
