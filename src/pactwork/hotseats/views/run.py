"""The hotseats of a run: its page, a topic proposed, a vote, a topic set aside, the archive."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import markdown_in
from pactwork.ground.validation import Duplicate, Invalid
from pactwork.hotseats import actions
from pactwork.hotseats.models import Topic
from pactwork.hotseats.queries.archive import archive
from pactwork.hotseats.queries.run import run_page
from pactwork.hotseats.visibility import place, run_read_by, topic_seen_by
from pactwork.modules.models import Run
from pactwork.modules.speaking import speak_of
from pactwork.people.requests import actor_of


def run_or_404(request: HttpRequest, ref: str) -> Run:
    run = run_read_by(actor_of(request), ref)
    if run is None:
        raise Http404
    speak_of(run)
    return run


def _show(
    request: HttpRequest,
    run: Run,
    wrong: Mapping[str, Refusal] | None = None,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    context = {"page": run_page(run, actor_of(request)), "wrong": wrong or {}, "typed": typed or {}}
    return render(request, "hotseats/run.html", context, status=422 if wrong else 200)


@require_safe
def page(request: HttpRequest, ref: str) -> HttpResponse:
    return _show(request, run_or_404(request, ref))


@require_POST
def propose(request: HttpRequest, ref: str) -> HttpResponse:
    run, actor = run_or_404(request, ref), actor_of(request)
    if not place(actor, run.pk).proposes:
        raise Http404
    typed = {name: markdown_in(request.POST, name) for name in ("title", "about")}
    try:
        actions.propose(run, by=actor, **typed)
    except Duplicate as first:
        messages.warning(request, _("You have already proposed this. Here it is."))
        return redirect(reverse("hotseats:run", args=[run.ref]) + f"#t-{first.ref}")
    except Invalid as bad:
        return _show(request, run, bad.problems, typed)
    messages.success(request, _("Your topic is on the list."))
    return redirect("hotseats:run", run.ref)


def _topic(request: HttpRequest, ref: str) -> Topic:
    found = topic_seen_by(actor_of(request), ref)
    if found is None:
        raise Http404
    return found


@require_POST
def topic_vote(request: HttpRequest, ref: str) -> HttpResponse:
    topic, actor = _topic(request, ref), actor_of(request)
    if not place(actor, topic.run_id).student:
        raise Http404
    actions.vote_for_topic(topic, by=actor, on=request.POST.get("on") != "no")
    return redirect(reverse("hotseats:run", args=[topic.run.ref]) + f"#t-{topic.ref}")


@require_POST
def topic_aside(request: HttpRequest, ref: str) -> HttpResponse:
    topic, actor = _topic(request, ref), actor_of(request)
    if not place(actor, topic.run_id).team:
        raise Http404
    why = markdown_in(request.POST, "why")
    try:
        actions.set_topic_aside(topic, by=actor, why=why)
    except Invalid as bad:
        wrong = {f"why-{topic.ref}": bad.problems["why"]}
        return _show(request, topic.run, wrong, {f"why-{topic.ref}": why})
    return redirect("hotseats:run", topic.run.ref)


@require_POST
def topic_withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """One's own; another's is not there to be taken back."""
    topic, actor = _topic(request, ref), actor_of(request)
    if topic.person_id != actor.person_id or not place(actor, topic.run_id).proposes:
        raise Http404
    try:
        actions.withdraw_topic(topic, by=actor)
    except Refused as no:
        return _show(request, topic.run, {"": no.refusal})
    messages.success(request, _("Your topic has been withdrawn."))
    return redirect("hotseats:run", topic.run.ref)


@require_safe
def archive_page(request: HttpRequest, ref: str) -> HttpResponse:
    words = markdown_in(request.GET, "q")[:200]
    found = archive(run_or_404(request, ref), words)
    return render(request, "hotseats/archive.html", {"page": found})
