"""A thread begins: a question or a remark about one place of a run, to people who are named."""

from django.db import transaction

from pactwork.contracts.memberships import memberships_now
from pactwork.conversations.actions.base import person_of, remember, seal
from pactwork.conversations.actions.posts import A_DAY, put_post, to_the_named
from pactwork.conversations.models import Mention, Thread
from pactwork.conversations.rules.places import place
from pactwork.conversations.rules.posts import (
    TITLE,
    post_problem,
    title_problem,
    why_not_audience,
)
from pactwork.conversations.typed import Begun
from pactwork.conversations.visibility import scope_for, scopes_now
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import Duplicate, insist_valid
from pactwork.modules.models import LearningSet, Run
from pactwork.modules.queries import specification
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.people.switches import insist_switched_on
from pactwork.post.names import one_line


def _insist_here(run: Run, by: Actor) -> None:
    if f"r{run.pk}" not in scopes_now(by):
        raise Refused(Refusal("no_thread"))


def _set_of(run: Run, by: Actor) -> LearningSet | None:
    own = (e for e in memberships_now(by).enrolments if e.run_id == run.pk)
    return next((e.learning_set for e in own), None)


def _insist_new(made: Thread, text: str, tell: tuple[str, ...]) -> None:
    """The person's row is held, so that two presses come one after the other."""
    Person.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(
        pk=made.person_id
    )
    same = ("run", "person", "scope", "place", "key", "title")
    rows = Thread.objects.filter(**{name: getattr(made, name) for name in same}, title_away=False)
    said = {"posts__text": text.strip(), "posts__person": made.person_id}
    for one in rows.filter(made_at__gt=made.made_at - A_DAY, **said).order_by("pk").distinct():
        named = Mention.objects.filter(post__thread=one)
        if {*tell} <= {*named.values_list("person__ref", flat=True)}:
            raise Duplicate(one.ref)


@transaction.atomic
def begin(run: Run, begun: Begun, *, by: Actor) -> Thread:
    """Raises ``Invalid`` with a refusal by field when what was typed will not do; ``Duplicate``."""
    _insist_here(run, by)
    insist_switched_on(run.institution, "conversations")
    person = person_of(by)
    learning_set = _set_of(run, by)
    team = any(r.run_id == run.pk and r.kind in TEACHING_TEAM for r in memberships_now(by).roles)
    known = begun.place == "set" or place(specification(run), begun.place, begun.key)
    insist_valid(
        {
            "title": title_problem(begun.title),
            "text": post_problem(begun.words, missing=""),
            "place": None if known else Refusal("no_place"),
            "audience": why_not_audience(begun.audience, team=team, in_set=bool(learning_set)),
        }
    )
    scope, also = scope_for(begun.audience, run, person, learning_set.pk if learning_set else None)
    now = clock.now()
    made = Thread(
        institution_id=run.institution_id,
        run=run,
        audience=begun.audience,
        scope=scope,
        also=also,
        learning_set=learning_set if begun.audience == "set" else None,
        place=begun.place,
        key="" if begun.place == "set" else begun.key,
        title=one_line(begun.title, TITLE),
        person_id=person,
        made_at=now,
        active_at=now,
    )
    _insist_new(made, begun.words, begun.tell)
    made.save()
    post = put_post(made, begun.words, by=by, tell=begun.tell)
    payload = {"thread": made.ref, "audience": made.audience, "post": post.ref}
    words = seal(made.title, post.text)
    letters = to_the_named(post)
    remember("thread_begun", run.institution, made.ref, by, payload | words, letters)
    return made
