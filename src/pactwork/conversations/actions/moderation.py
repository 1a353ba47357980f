"""Moderation: a post's words are put away for a reason; its place stays, and the words for the team."""

from django.db import transaction

from pactwork.conversations.actions.base import find_post, insist_team, remember, seal
from pactwork.conversations.actions.posts import locked_post
from pactwork.conversations.models import Post, Thread
from pactwork.conversations.rules.posts import reason_problem
from pactwork.conversations.visibility import reads
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, insist
from pactwork.ground.validation import insist_valid
from pactwork.people.actors import Actor


def _for_team(post: Post, by: Actor) -> tuple[Post, int]:
    found = locked_post(post)
    person = insist_team(by, found.thread.run_id)
    insist(None if reads(by, found.thread) else Refusal("no_thread"))
    return found, person


def _is_first(post: Post) -> bool:
    return post.thread.posts.order_by("pk").values_list("pk", flat=True)[0] == post.pk


def _with_title(post: Post, *, away: bool) -> None:
    """The title was written with the first post, goes with it and comes back with it."""
    first = _is_first(post)
    if first:
        Thread.objects.filter(pk=post.thread_id).update(title_away=away)
    find_post(post, post.thread, first=first)


@transaction.atomic
def hide(post: Post, *, why: str, by: Actor) -> Post:
    """Everybody sees that something was said, who put it away, and why."""
    found, person = _for_team(post, by)
    insist_valid({"why": reason_problem(why)})
    if found.hidden_at:
        return found
    found.hidden_at, found.hidden_by_id, found.hidden_why = clock.now(), person, why.strip()
    found.save(update_fields=["hidden_at", "hidden_by", "hidden_why"])
    _with_title(found, away=True)
    payload = {"post": found.ref} | seal(found.hidden_why)
    remember("post_hidden", found.thread.run.institution, found.thread.ref, by, payload)
    return found


@transaction.atomic
def show_again(post: Post, *, by: Actor) -> Post:
    found, _person = _for_team(post, by)
    if found.hidden_at is None:
        return found
    found.hidden_at, found.hidden_by, found.hidden_why = None, None, ""
    found.save(update_fields=["hidden_at", "hidden_by", "hidden_why"])
    _with_title(found, away=False)
    payload = {"post": found.ref}
    remember("post_shown_again", found.thread.run.institution, found.thread.ref, by, payload)
    return found
