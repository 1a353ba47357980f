"""What talk has brought somebody since a moment: answers to what they asked, clarifications they cite
that have changed. Places and names only; nobody's words. What asks something of them is in ``owed``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from pactwork.contracts.memberships import memberships
from pactwork.contracts.models import Text
from pactwork.conversations.models import Clarification, Post, Reliance, Thread
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
class Changed:
    made: Clarification
    place: str


@dataclass(frozen=True)
class News:
    replies: list[Replies] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)


def news_of_talk(actor: Actor, since: datetime) -> News:
    """Four queries at most. Only of what the actor may read today."""
    if actor.person_id is None:
        return News()
    return News(_replies(actor, since), _changed(actor, since))


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


def _changed(actor: Actor, since: datetime) -> list[Changed]:
    """Clarifications of runs the reader takes, cited in an earlier version and not relied on."""
    taken = [e.run_id for e in memberships(actor).enrolments]
    own = Reliance.objects.filter(clarification=OuterRef("pk"), person=actor.person_id)
    rows = Clarification.objects.filter(
        run__in=taken, version__gt=1, at__gt=since, withdrawn_at=None
    )
    told = rows.filter(~Exists(own)).select_related("run").defer(*HEAVY)
    made = list(told.order_by("pk"))
    cited = _cited(actor, made)
    return [Changed(m, named(specification(m.run), m.place, m.key)) for m in made if m.pk in cited]


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
