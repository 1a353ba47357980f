"""What talk has brought somebody since a moment: answers to what they asked, their name in a post,
clarifications they go by that have changed. Places and names only; nobody's words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast

from pactwork.contracts.memberships import memberships
from pactwork.contracts.models import Text
from pactwork.conversations.models import Clarification, Mention, Post, Reliance, Thread
from pactwork.conversations.queries.names import named
from pactwork.conversations.queries.talk import NOTES
from pactwork.conversations.visibility import readable, scopes
from pactwork.modules.queries import specification
from pactwork.people.actors import Actor

HEAVY = ("run__specification", "run__files")


@dataclass(frozen=True)
class Replies:
    """How many, in one thread that the reader began; ``at``: the newest."""

    thread: Thread
    place: str
    count: int
    at: datetime


@dataclass(frozen=True)
class Named:
    post: Post
    place: str


@dataclass(frozen=True)
class Changed:
    made: Clarification
    place: str


@dataclass(frozen=True)
class News:
    replies: list[Replies] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)


def news_of_talk(actor: Actor, since: datetime) -> News:
    """Five queries at most. Only of what the actor may read today."""
    if actor.person_id is None:
        return News()
    return News(_replies(actor, since), _named(actor, since), _changed(actor, since))


def _place(thread: Thread) -> str:
    return named(specification(thread.run), thread.place, thread.key)


def _posts(actor: Actor, since: datetime) -> Iterable[Post]:
    rows = Post.objects.filter(
        readable(scopes(actor), "thread__"),
        thread__person=actor.person_id,
        hidden_at=None,
        at__gt=since,
    ).exclude(thread__place__in=NOTES)
    return rows.exclude(mentions__person=actor.person_id).only("thread", "person", "at")


def _replies(actor: Actor, since: datetime) -> list[Replies]:
    """What others said after the reader's own last word in the thread."""
    found: dict[int, list[datetime]] = {}
    for post in _posts(actor, since):  # in the order in which they were said
        if post.person_id == actor.person_id:
            found.pop(post.thread_id, None)
        else:
            found.setdefault(post.thread_id, []).append(post.at)
    threads = Thread.objects.select_related("run").defer(*HEAVY).in_bulk(found) if found else {}
    return [Replies(threads[pk], _place(threads[pk]), len(at), at[-1]) for pk, at in found.items()]


def _named(actor: Actor, since: datetime) -> list[Named]:
    rows = Mention.objects.filter(
        readable(scopes(actor), "post__thread__"),
        person=actor.person_id,
        post__hidden_at=None,
        post__at__gt=since,
    ).exclude(post__person=actor.person_id)
    joined = rows.select_related("post__thread__run", "post__person").order_by("pk")
    posts = [m.post for m in joined.defer(*(f"post__thread__{name}" for name in HEAVY))]
    return [Named(post, _place(post.thread)) for post in posts]


def _changed(actor: Actor, since: datetime) -> list[Changed]:
    """Clarifications of runs the reader takes: relied on in an earlier version, or cited."""
    taken = [e.run_id for e in memberships(actor).enrolments]
    own = Reliance.objects.filter(clarification=OuterRef("pk"), person=actor.person_id)
    rows = Clarification.objects.filter(
        run__in=taken, version__gt=1, at__gt=since, withdrawn_at=None
    )
    told = rows.annotate(relied=Subquery(own.values("version")[:1])).select_related("run")
    made = list(told.defer(*HEAVY).order_by("pk"))
    cited = _cited(actor, [m for m in made if m.relied is None])
    return [
        Changed(m, named(specification(m.run), m.place, m.key))
        for m in made
        if (m.pk in cited if m.relied is None else m.relied < m.version)
    ]


def _cited(actor: Actor, made: Iterable[Clarification]) -> set[int]:
    """Those of these that the reader's own working texts cite in an earlier version."""
    marks = {m.pk: f"[C-{m.ref} v" for m in made}
    if not marks:
        return set()
    holds = Q()
    for mark in marks.values():
        holds |= Q(t__contains=mark)
    texts = Text.objects.filter(contract__student=actor.person_id)
    found = texts.annotate(t=Cast("value", TextField())).filter(holds).values_list("t", flat=True)
    now = {m.pk: m.mark for m in made}
    return {
        pk for pk, mark in marks.items() if any(t.count(mark) > t.count(now[pk]) for t in found)
    }
