"""Posts: a reply, with what it quotes and whom it names; and other words, with the earlier ones kept."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from pactwork.conversations.actions.base import (
    find_post,
    insist_reads,
    keep_mentions,
    named_in,
    person_of,
    remember,
    seal,
)
from pactwork.conversations.models import Mention, Post, Thread, Wording
from pactwork.conversations.rules.posts import post_problem
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.time_windows import lately
from pactwork.ground.twice import A_WHILE
from pactwork.ground.validation import Duplicate, insist_valid
from pactwork.history.models import Delivery
from pactwork.history.record import Notice
from pactwork.people.actors import Actor

A_DAY = timedelta(hours=24)


def put_post(
    thread: Thread,
    text: str,
    *,
    by: Actor,
    quotes: Post | None = None,
    tell: Sequence[str] = (),
) -> Post:
    """The post with its first wording, whom it names, and what search reads."""
    named = named_in(thread, text, tell)
    now, words = clock.now(), text.strip()
    made = Post.objects.create(
        thread=thread, person_id=person_of(by), text=words, quotes=quotes, at=now
    )
    Wording.objects.create(post=made, number=1, text=words, at=now)
    keep_mentions(made, named)
    find_post(made, thread, first=thread.posts_count == 0)
    Thread.objects.filter(pk=thread.pk).update(active_at=now, posts_count=F("posts_count") + 1)
    return made


def _locked(thread: Thread) -> Thread:
    rows = Thread.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("run__institution", "person").get(pk=thread.pk)


def _told_today(kind: str, about: str, to: str) -> bool:
    sent = Delivery.objects.filter(lately("due_at", A_DAY), kind=kind, about=about, to=to)
    return sent.exists()


def to_the_named(post: Post, besides: Iterable[int] = ()) -> list[Notice]:
    """Whoever is named hears of that, once for each post. ``besides``: who was named before."""
    named = Mention.objects.filter(post=post).exclude(person__in=besides).order_by("person")
    emails = named.values_list("person__email", flat=True)
    return [Notice("talk_named", email, post.ref) for email in emails]


def _letters(thread: Thread, post: Post) -> list[Notice]:
    """The asker hears of a reply once a day at most; whoever is named hears of that."""
    found = to_the_named(post)
    asker = thread.person
    heard = asker.pk == post.person_id or asker.email in {n.to for n in found}
    if not heard and not _told_today("talk_reply", thread.ref, asker.email):
        found.append(Notice("talk_reply", asker.email, thread.ref))
    return found


def _insist_new(
    thread: Thread, text: str, by: Actor, quotes: Post | None, tell: Sequence[str]
) -> None:
    """Back, and sent again, is said once. Whoever ticks somebody else to tell has more to say."""
    rows = thread.posts.filter(person=person_of(by), text=text.strip(), quotes=quotes)
    first = rows.filter(lately("at", A_WHILE), hidden_at=None).first()
    if first is None:
        return
    told = set(first.mentions.values_list("person__ref", flat=True))
    if told.issuperset(tell):
        raise Duplicate(first.ref)


@transaction.atomic
def reply(
    thread: Thread, text: str, *, by: Actor, quotes: str = "", tell: Sequence[str] = ()
) -> Post:
    """Say something in a thread that one may read. ``quotes``: the ref of a post of the same thread;
    ``tell``: the refs of people who are told of it besides those named in it. Raises ``Duplicate``."""
    found = _locked(thread)
    insist_reads(by, found)
    insist_valid({"text": post_problem(text)})
    quoted = found.posts.filter(ref=quotes, hidden_at=None).first() if quotes else None
    insist(Refusal("no_post") if quotes and quoted is None else None)
    _insist_new(found, text, by, quoted, tell)
    made = put_post(found, text, by=by, quotes=quoted, tell=tell)
    payload = {"thread": found.ref, "post": made.ref} | seal(made.text)
    house = found.run.institution
    remember("posted", house, found.ref, by, payload, _letters(found, made))
    return made


def locked_post(post: Post) -> Post:
    rows = Post.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("thread__run__institution", "thread__person").get(pk=post.pk)


@transaction.atomic
def edit(post: Post, text: str, *, version: int, by: Actor) -> Post:
    """Other words for one's own post; the earlier ones stay to be seen. ``version``: the one read."""
    found = locked_post(post)
    person = insist_reads(by, found.thread)
    if found.person_id != person or found.hidden_at:
        raise Refused(Refusal("not_yours"))
    insist(Refusal("words_moved") if found.version != version else None)
    insist_valid({"text": post_problem(text)})
    named = named_in(found.thread, text)
    if text.strip() == found.text:
        return found
    found.text, found.edited_at, found.version = text.strip(), clock.now(), version + 1
    found.save(update_fields=["text", "edited_at", "version"])
    Wording.objects.create(post=found, number=found.version, text=found.text, at=found.edited_at)
    before = list(found.mentions.values_list("person", flat=True))
    keep_mentions(found, named)
    opening = found.thread.posts.order_by("pk").values_list("pk", flat=True)[0] == found.pk
    find_post(found, found.thread, first=opening)
    payload = {"post": found.ref, "version": found.version} | seal(found.text)
    house, letters = found.thread.run.institution, to_the_named(found, before)
    remember("post_edited", house, found.thread.ref, by, payload, letters)
    return found
