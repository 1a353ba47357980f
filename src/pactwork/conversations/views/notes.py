"""The staff room: the team's notes on a student and on a thread."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pactwork.contracts.requests import desk
from pactwork.conversations import actions
from pactwork.conversations.forms import words
from pactwork.conversations.views.base import the_thread
from pactwork.conversations.visibility import is_team
from pactwork.ground.validation import Duplicate, Invalid
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.requests import actor_of


@require_POST
def on_student(request: HttpRequest, ref: str) -> HttpResponse:
    mine, text = desk(request, ref), words(request.POST, "note")
    if not mine.roles & TEACHING_TEAM:
        raise Http404
    contract = mine.dossier.contract
    try:
        actions.note_on_student(contract.enrolment, text, by=mine.actor)
    except Duplicate:
        messages.warning(request, _("You have already posted this. Here it is."))
    except Invalid as bad:
        known = {"about": contract.student.name, "text": text, "problems": bad.problems}
        return render(request, "conversations/note.html", known, status=422)
    return redirect(f"/contracts/{contract.ref}/review/#team-notes")


@require_POST
def on_thread(request: HttpRequest, ref: str) -> HttpResponse:
    found, text = the_thread(request, ref), words(request.POST, "note")
    by = actor_of(request)
    if not is_team(by, found.run_id) or found.audience in ("staff", "me"):
        raise Http404
    try:
        actions.note_on_thread(found, text, by=by)
    except Duplicate:
        messages.warning(request, _("You have already posted this. Here it is."))
    except Invalid as bad:
        known = {"about": found.heading, "text": text, "problems": bad.problems}
        return render(request, "conversations/note.html", known, status=422)
    return redirect(f"/talk/{found.ref}/#team-notes")
