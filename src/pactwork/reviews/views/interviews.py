"""The interview: the author's page and the peer's."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.contracts.requests import student_desk
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import Invalid
from pactwork.people.actors import Actor
from pactwork.people.requests import actor_of
from pactwork.reviews import actions
from pactwork.reviews.forms import typed_interview, typed_version
from pactwork.reviews.queries.interviews import Sitting, sitting_of, sitting_seen_by

SAVES = ["GET", "HEAD", "POST"]


@require_http_methods(SAVES)
def mine(request: HttpRequest, ref: str) -> HttpResponse:
    """The author asks for it, reads what was heard, takes it over or lets it go."""
    desk = student_desk(request, ref)
    page = sitting_of(desk.dossier)
    if request.method != "POST":
        return render(request, "reviews/interview_mine.html", {"page": page})
    try:
        done = _moved(request, page)
    except Refused as no:
        context = {"page": sitting_of(desk.dossier), "refusal": no.refusal}
        return render(request, "reviews/interview_mine.html", context, status=409)
    messages.success(request, done)
    return redirect("reviews:interview_mine", ref)


def _moved(request: HttpRequest, page: Sitting) -> str:
    by, post = actor_of(request), request.POST
    if page.interview is None:
        peer = next((p for p in page.peers if p.ref == post.get("peer")), None)
        if peer is None:
            raise Refused(Refusal("not_in_your_set"))
        actions.ask_interview(page.contract, by=by, interviewer=peer)
        return _("%(name)s has been asked.") % {"name": peer.first_name}
    if post.get("move") == "end":
        actions.end_interview(page.interview.ref, by=by)
        return _("The interview has been removed.")
    actions.take_interview(page.interview.ref, by=by, version=typed_version(post))
    return _("Added to your card. Now make it your own.")


@require_http_methods(SAVES)
def hold(request: HttpRequest, ref: str) -> HttpResponse:
    """The peer asks aloud and types."""
    by = actor_of(request)
    page = sitting_seen_by(by, ref)
    if page is None or page.interview is None:
        raise Http404
    if request.method != "POST":
        return render(request, "reviews/interview.html", {"page": page, "problems": {}})
    words = typed_interview(request.POST, [q.prompt.key for q in page.questions])
    if problems := _typed(ref, by, words, typed_version(request.POST)):
        context = {"page": page, "problems": problems, "typed": words}
        return render(request, "reviews/interview.html", context, status=422)
    messages.success(
        request, _("Saved. %(name)s will read it and decide what to use.") % _first(page)
    )
    return redirect("reviews:interview", ref)


def _typed(ref: str, by: Actor, words: dict[str, str], version: int) -> dict[str, Refusal]:
    """What is wrong, by prompt; nothing: it is kept."""
    try:
        actions.type_interview(ref, by=by, words=words, version=version)
    except Invalid as wrong:
        return wrong.problems
    except Refused as no:
        return {"": no.refusal}
    return {}


def _first(page: Sitting) -> dict[str, str]:
    return {"name": page.contract.student.first_name}
