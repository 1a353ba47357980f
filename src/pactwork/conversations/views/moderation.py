"""Moderation, for the team: putting a post's words away with a reason, and bringing them back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from pactwork.conversations import actions
from pactwork.conversations.forms import words
from pactwork.conversations.queries.talk import hidden_posts
from pactwork.conversations.views.base import here, the_post
from pactwork.ground.validation import Invalid
from pactwork.people.requests import actor_of


@require_safe
def put_away(request: HttpRequest, ref: str) -> HttpResponse:
    mine = here(request, ref, team=True)
    posts = hidden_posts(mine.actor, mine.run)
    return render(request, "conversations/put_away.html", {"here": mine, "posts": posts})


@require_http_methods(["GET", "HEAD", "POST"])
def hiding(request: HttpRequest, ref: str) -> HttpResponse:
    """A GET shows the form. A POST puts the words away, or brings them back."""
    found = the_post(request, ref, team=True)
    by, why = actor_of(request), words(request.POST, "why")
    if request.method == "POST":
        try:
            if request.POST.get("to") == "shown":
                actions.show_again(found, by=by)
            else:
                actions.hide(found, why=why, by=by)
            return redirect(f"/talk/{found.thread.ref}/#post-{found.ref}")
        except Invalid as bad:
            known = {"post": found, "why": why, "problems": bad.problems}
            return render(request, "conversations/hide.html", known, status=422)
    return render(request, "conversations/hide.html", {"post": found, "why": "", "problems": {}})
