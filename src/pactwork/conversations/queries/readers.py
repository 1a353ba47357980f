"""Whom a writer may tell of a post by ticking them: people who can read it, and stand near enough.

The team, one's own learning set, and whoever has spoken in the thread. Anybody else of a large cohort
can still be named with @: nobody is handed a list of all of it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Subquery

from pactwork.conversations.models import Thread
from pactwork.conversations.visibility import APART, own_set
from pactwork.modules.models import Role, Run
from pactwork.modules.queries import enrolled_now, staff_of
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor
from pactwork.people.models import Person

MOST = 60


@dataclass(frozen=True)
class Reader:
    ref: str
    name: str
    role: str = ""  # none for a fellow student


def _people(actor: Actor, run: Run, kinds: Collection[str], students: Q | None) -> list[Reader]:
    """Each once, staff first, the reader left out; one query."""
    roles = staff_of(run, *kinds).filter(person=OuterRef("pk")).order_by("pk").values("kind")
    chosen = Q(Exists(roles))
    if students is not None:
        chosen |= Q(Exists(enrolled_now(run).filter(students, person=OuterRef("pk"))))
    rows = Person.objects.filter(chosen, active=True).exclude(pk=actor.person_id or 0)
    told = rows.annotate(role=Subquery(roles[:1])).order_by(F("role").asc(nulls_last=True), "name")
    return [Reader(*row) for row in _bare(told.values_list("ref", "name", "role")[:MOST])]


def _bare(rows: Iterable[tuple[str, str, str | None]]) -> Iterable[tuple[str, str, str]]:
    return ((ref, name, role or "") for ref, name, role in rows)


def of_run(actor: Actor, run: Run) -> list[Reader]:
    """For a question that has no thread yet, whoever it will be for."""
    mine = own_set(actor, run.pk)
    return _people(actor, run, _talking(), Q(learning_set=mine) if mine else None)


def _talking() -> list[str]:
    return [kind for kind in Role.KINDS if kind not in APART]


def of_thread(actor: Actor, thread: Thread, spoken: Iterable[int]) -> list[Reader]:
    """For a reply; nobody for a note to oneself."""
    if thread.audience == "me":
        return []
    if thread.audience in ("set", "staff"):
        in_set = Q(learning_set=thread.learning_set_id) if thread.learning_set_id else None
        return _people(actor, thread.run, TEACHING_TEAM, in_set)
    mine = own_set(actor, thread.run_id)
    near = Q(person__in=set(spoken)) | (Q(learning_set=mine) if mine else Q())
    return _people(actor, thread.run, _talking(), near)
