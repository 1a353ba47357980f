"""What pages of the set begin with: the contract for whoever reads it here, and one of its drafts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pactwork.contracts.access import Desk
from pactwork.contracts.models import Draft
from pactwork.contracts.requests import desk, warn_of
from pactwork.people.requests import actor_of
from pactwork.reviews.forms import typed_number
from pactwork.reviews.rules.comments import READERS
from pactwork.reviews.substitutes import LentDesk, lent_desk


def reader(request: HttpRequest, ref: str) -> Desk:
    """The contract for whoever is in the set, or helps it, or stands in as a reviewer of one draft."""
    try:
        mine = desk(request, ref)
    except Http404:
        lent = lent_desk(actor_of(request), ref)
        if lent is None:
            raise
        warn_of(request, lent.dossier)
        return lent
    if not mine.roles & READERS:
        raise Http404
    return mine


def draft_asked(mine: Desk, asked: str) -> Draft:
    """The draft of this number, or the newest; of a lent one there is no other."""
    if not asked and isinstance(mine, LentDesk):
        asked = str(mine.number)
    found = mine.dossier.draft(typed_number(asked)) if asked else mine.dossier.newest
    if found is None or not mine.reads(found.number):
        raise Http404
    return found


def _home_of(mine: Desk, section: str) -> str:
    """Where somebody of these roles reads threads."""
    ref = mine.dossier.contract.ref
    if "student" in mine.roles:
        return reverse("contracts:step", args=[ref, section])
    name = "reviews:reading" if "peer" in mine.roles else "contracts:review"
    return reverse(name, args=[ref])


def page_before(request: HttpRequest, otherwise: str) -> str:
    """The page the reader came from, if it is one of ours."""
    asked = request.POST.get("next", "")
    safe = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None)
    return asked.partition("#")[0] if safe else otherwise


def back_to(request: HttpRequest, mine: Desk, ref: str, section: str) -> HttpResponse:
    """To the page the reader came from, at the thread."""
    page = page_before(request, _home_of(mine, section))
    return redirect(f"{page}#note-{ref}")
