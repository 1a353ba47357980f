"""What every page of talk begins with: what is there for this reader, or else 404."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from pactwork.conversations.models import Clarification, Post, Thread
from pactwork.conversations.queries import clarifications
from pactwork.conversations.queries.thread import one_thread
from pactwork.conversations.visibility import is_team, on_run, posts_seen_by, talks_on
from pactwork.modules.models import Run
from pactwork.modules.queries import runs_seen_by
from pactwork.modules.speaking import speak_of
from pactwork.people.actors import Actor
from pactwork.people.requests import actor_of


@dataclass(frozen=True)
class Here:
    """A run as one actor talks on it."""

    actor: Actor
    run: Run
    team: bool


def here(request: HttpRequest, ref: str, *, team: bool = False, reads: bool = False) -> Here:
    """``team``: for the team only. ``reads``: for the run's examiner too."""
    actor = actor_of(request)
    run = get_object_or_404(runs_seen_by(actor).select_related("institution"), ref=ref)
    is_ours = is_team(actor, run.pk)
    may = on_run(actor, run.pk) if reads else talks_on(actor, run.pk)
    if not may or (team and not is_ours):
        raise Http404
    speak_of(run)
    return Here(actor, run, is_ours)


def the_thread(request: HttpRequest, ref: str) -> Thread:
    found = one_thread(actor_of(request), ref)
    if found is None:
        raise Http404
    speak_of(found.run)
    return found


def the_post(request: HttpRequest, ref: str, *, team: bool = False) -> Post:
    actor = actor_of(request)
    rows = posts_seen_by(actor).select_related(
        "thread__run__institution", "thread__learning_set", "person", "hidden_by"
    )
    found = get_object_or_404(rows, ref=ref)
    if team and not is_team(actor, found.thread.run_id):
        raise Http404
    return found


def the_clarification(
    request: HttpRequest, ref: str, *, team: bool = False, talks: bool = False
) -> Clarification:
    actor = actor_of(request)
    found = clarifications.one(ref, actor.institution_id)
    if found is None or not on_run(actor, found.run_id):
        raise Http404
    if (team and not is_team(actor, found.run_id)) or (talks and not talks_on(actor, found.run_id)):
        raise Http404
    return found
