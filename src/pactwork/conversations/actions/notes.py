"""The staff room: what the team of a run notes on a student or on a thread, for itself alone."""

from typing import Any

from django.db import transaction

from pactwork.conversations.actions.base import insist_team, remember, seal
from pactwork.conversations.actions.posts import put_post
from pactwork.conversations.models import Post, Thread
from pactwork.conversations.rules.posts import post_problem
from pactwork.conversations.visibility import reads, scope_for
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, insist
from pactwork.ground.twice import insist_new
from pactwork.ground.validation import insist_valid
from pactwork.modules.models import Enrolment, Run
from pactwork.people.actors import Actor


def _noted(run: Run, text: str, by: Actor, place: str, title: str, **about: Any) -> Post:
    """One thread of notes for each student and thread; it begins with the first note. ``Duplicate``."""
    person = insist_team(by, run.pk)
    Run.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=run.pk)
    insist_valid({"text": post_problem(text)})
    scope, also = scope_for("staff", run, person, None)
    now = clock.now()
    beginning = {"scope": scope, "also": also, "title": title, "person_id": person}
    beginning |= {"made_at": now, "active_at": now, "institution_id": run.institution_id}
    thread, _new = Thread.objects.select_related("run__institution", "person").get_or_create(
        run=run, audience="staff", place=place, **about, defaults=beginning
    )
    insist_new(thread.posts.filter(person=person, text=text.strip(), hidden_at=None), "at")
    made = put_post(thread, text, by=by)
    payload = {"post": made.ref} | seal(made.text)
    remember("team_noted", run.institution, thread.ref, by, payload)
    return made


@transaction.atomic
def note_on_student(enrolment: Enrolment, text: str, *, by: Actor) -> Post:
    """For the team of the run; the student is never shown it."""
    title = enrolment.person.name[:200]
    return _noted(enrolment.run, text, by, "student", title, student=enrolment)


@transaction.atomic
def note_on_thread(thread: Thread, text: str, *, by: Actor) -> Post:
    insist(None if reads(by, thread) and thread.audience != "staff" else Refusal("no_thread"))
    return _noted(thread.run, text, by, "thread", thread.title, about=thread)
