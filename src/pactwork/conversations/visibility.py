"""Who reads which thread: one column says it, and one list says what somebody's columns are.

``r12`` everybody on run 12, ``s7`` learning set 7, ``t12`` the team of run 12, ``p5`` person 5 alone,
``i3`` everybody at institution 3. ``also`` lets the team of a run read what its sets say: ``u12``.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from pactwork.contracts.memberships import Memberships, memberships, memberships_now
from pactwork.conversations.models import Post, Thread
from pactwork.modules.models import Enrolment, LearningSet, Run
from pactwork.modules.queries import enrolled_now, roles_on
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor
from pactwork.people.models import Person

APART = frozenset({"examiner"})  # reads the contracts shown to them, and no talk


def scope_for(audience: str, run: Run, person: int, learning_set: int | None) -> tuple[str, str]:
    """``scope`` and ``also`` of a new thread."""
    own = {
        "me": (f"p{person}", ""),
        "set": (f"s{learning_set}", f"u{run.pk}"),
        "cohort": (f"r{run.pk}", ""),
        "staff": (f"t{run.pk}", ""),
        "everyone": (f"i{run.institution_id}", ""),
    }
    return own[audience]


def _scopes(actor: Actor, theirs: Memberships) -> tuple[str, ...]:
    if actor.person_id is None:
        return ()
    found = {f"p{actor.person_id}", f"i{actor.institution_id}"}
    found |= {f"r{e.run_id}" for e in theirs.enrolments}
    found |= {f"s{pk}" for pk in theirs.sets}
    for role in theirs.roles:
        if role.kind not in APART:
            found.add(f"r{role.run_id}")
        if role.kind in TEACHING_TEAM:
            found |= {f"t{role.run_id}", f"u{role.run_id}"}
    return tuple(sorted(found))


def scopes(actor: Actor) -> tuple[str, ...]:
    """For a page, which reads who somebody is once."""
    return _scopes(actor, memberships(actor))


def scopes_now(actor: Actor) -> tuple[str, ...]:
    """For whoever writes."""
    return _scopes(actor, memberships_now(actor))


def readable(mine: Iterable[str], prefix: str = "") -> Q:
    own = list(mine)
    return Q(**{f"{prefix}scope__in": own}) | Q(**{f"{prefix}also__in": own})


def seen_by(actor: Actor) -> QuerySet[Thread]:
    """The threads this actor may read."""
    rows = Thread.objects.filter(institution_id=actor.institution_id)
    return rows.filter(readable(scopes(actor)))


def posts_seen_by(actor: Actor) -> QuerySet[Post]:
    return Post.objects.filter(thread__in=seen_by(actor))


def reads(actor: Actor, thread: Thread) -> bool:
    mine = scopes_now(actor)
    same = thread.institution_id == actor.institution_id
    return same and (thread.scope in mine or thread.also in mine)


def is_team(actor: Actor, run: int) -> bool:
    """Whether this actor teaches the run: moderates, clarifies, reads the team's notes."""
    return any(r.run_id == run and r.kind in TEACHING_TEAM for r in memberships(actor).roles)


def on_run(actor: Actor, run: int) -> bool:
    """Whether this actor takes part in a run at all, in talk or as its examiner."""
    theirs = memberships(actor)
    return any(e.run_id == run for e in theirs.enrolments) or any(
        r.run_id == run for r in theirs.roles
    )


def talks_on(actor: Actor, run: int) -> bool:
    return f"r{run}" in scopes(actor)


def talked_runs(actor: Actor) -> list[Run]:
    """The runs on which this actor talks, the newest first. No query of its own."""
    mine = scopes(actor)
    return [run for run in memberships(actor).runs if f"r{run.pk}" in mine]


def readers_of(thread: Thread) -> list[Person]:
    """Everybody of the run who may read a thread: who can be named in it."""
    roles = list(roles_on(thread.run))
    team = [r.person for r in roles if r.kind in TEACHING_TEAM]
    if thread.audience == "me":
        return [thread.person]
    if thread.audience == "staff":
        return team
    students = enrolled_now(thread.run).select_related("person")
    if thread.audience == "set":
        in_set = students.filter(learning_set=thread.learning_set_id, learning_set__isnull=False)
        return [e.person for e in in_set] + team  # a set that is gone has no members
    others = [r.person for r in roles if r.kind not in APART]
    return [e.person for e in students] + others


def own_enrolment(actor: Actor, run: int) -> Enrolment | None:
    return next((e for e in memberships(actor).enrolments if e.run_id == run), None)


def own_set(actor: Actor, run: int) -> LearningSet | None:
    found = own_enrolment(actor, run)
    return found.learning_set if found else None
