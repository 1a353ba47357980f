"""Clarifications: of a run, one with its versions, those of last time, and beside what they are of."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from pactwork.conversations.models import (
    Clarification,
    Post,
    Reliance,
    Renewal,
    Thread,
    Version,
)
from pactwork.conversations.queries.names import named
from pactwork.conversations.rules.marks import whole_text
from pactwork.conversations.rules.places import stands_beside
from pactwork.conversations.visibility import is_team, readable, scopes, talks_on
from pactwork.ground.compiled_query import Prepared
from pactwork.ground.redline import Run as Piece
from pactwork.ground.redline import redline
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from pactwork.modules.rules.specification import Section
from pactwork.people.actors import Actor


def _with_reliance(run: int, person: int) -> "QuerySet[Clarification]":
    own = Reliance.objects.filter(clarification=OuterRef("pk"), person=person).values("version")
    rows = Clarification.objects.filter(run=run, withdrawn_at=None).annotate(
        relied=Subquery(own[:1])
    )
    return rows.order_by("pk")


_of_run = Prepared(_with_reliance)


@dataclass(frozen=True)
class Shown:
    """``relied``: the version that the reader said they go by; none where they have not."""

    made: Clarification
    place: str
    relied: int | None = None


@dataclass(frozen=True)
class Step:
    """One version with its difference from the one before."""

    version: Version
    runs: list[Piece]


@dataclass(frozen=True)
class Page:
    shown: Shown
    steps: list[Step]
    team: bool
    talks: bool
    from_thread: Thread | None


def of_run(actor: Actor, run: Run) -> list[Shown]:
    """Every clarification of a run, in one query."""
    spec = specification(run)
    return [
        Shown(c, named(spec, c.place, c.key), getattr(c, "relied", None))
        for c in _of_run(run.pk, actor.person_id or 0)
    ]


def beside(actor: Actor, run: Run, section: Section | None) -> list[Shown]:
    return [s for s in of_run(actor, run) if stands_beside(s.made.place, s.made.key, section)]


def one(ref: str, institution: int) -> Clarification | None:
    rows = Clarification.objects.select_related(
        "run__institution", "person", "post", "withdrawn_by"
    )
    return rows.filter(ref=ref, run__institution=institution).first()


def made_of(post: Post) -> Clarification | None:
    """What a post became, where that still stands."""
    return Clarification.objects.filter(post=post, withdrawn_at=None).first()


def steps(made: Clarification) -> list[Step]:
    """The newest first, each against the one before it."""
    rows = list(made.versions.select_related("person"))
    texts = ["", *(whole_text(v.text, v.readings) for v in rows)]
    found = [Step(v, redline(texts[n], texts[n + 1]) if n else []) for n, v in enumerate(rows)]
    return found[::-1]


def page(actor: Actor, made: Clarification) -> Page:
    """Three queries: versions, one's own reliance, the thread it came from if one may read it."""
    relied = made.reliances.filter(person=actor.person_id or 0)
    place = named(specification(made.run), made.place, made.key)
    shown = Shown(made, place, relied.values_list("version", flat=True).first())
    threads = Thread.objects.filter(readable(scopes(actor)))
    thread = threads.filter(posts=made.post_id).first() if made.post_id else None
    team = is_team(actor, made.run_id)
    return Page(shown, steps(made), team, talks_on(actor, made.run_id), thread)


def from_last_time(run: Run) -> list[Shown]:
    """Clarifications of the run before this one that are neither renewed nor put aside yet."""
    before = Run.objects.filter(institution=run.institution_id, key=run.key)
    earlier = before.filter(starts_on__lt=run.starts_on).order_by("-starts_on")
    settled = Renewal.objects.filter(run=run).values("earlier")
    last = Clarification.objects.filter(run=Subquery(earlier.values("pk")[:1]), withdrawn_at=None)
    spec = specification(run)
    rows = last.exclude(pk__in=settled).order_by("pk")
    return [Shown(c, named(spec, c.place, c.key)) for c in rows]
