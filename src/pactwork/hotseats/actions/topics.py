"""Topics: proposed by students and staff, voted for by students, set aside by staff with a reason."""

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, insist
from pactwork.hotseats.actions.base import (
    insist_proposer,
    insist_student,
    insist_team,
    insist_words,
    place_now,
    remember,
)
from pactwork.hotseats.models import Topic, TopicVote
from pactwork.hotseats.rules import typed
from pactwork.modules.models import Run
from pactwork.people.actors import Actor


@transaction.atomic
def propose(run: Run, *, by: Actor, title: str, about: str = "") -> Topic:
    """A topic; a student's own vote goes with it. Raises ``BadWords`` by field."""
    person = insist_proposer(by, run.pk)
    insist_words(typed.topic(title, about))
    made = Topic.objects.create(
        run=run,
        title=" ".join(title.split()),
        about=about.strip(),
        person_id=person,
        at=clock.now(),
    )
    if place_now(by, run.pk).student:
        TopicVote.objects.create(topic=made, person_id=person)
    payload = {"topic": made.ref, "words": digest([made.title, made.about])}
    remember("topic_proposed", run, subject=made.ref, by=by, payload=payload)
    return made


def _open(topic: Topic) -> Topic:
    """The topic's row, locked, while it can still be voted for."""
    rows = Topic.objects.select_for_update(of=("self",), no_key=True).select_related(
        "run__institution"
    )
    found = rows.get(pk=topic.pk)
    insist(Refusal("topic_aside") if found.aside_at else None)
    planned = found.hotseats.filter(cancelled_at=None).exists()
    insist(Refusal("topic_planned") if planned else None)
    return found


@transaction.atomic
def vote_for_topic(topic: Topic, *, by: Actor, on: bool) -> None:
    """One vote each, given or taken back; a second press changes nothing."""
    person, found = insist_student(by, topic.run_id), _open(topic)
    if on:
        _, changed = TopicVote.objects.get_or_create(topic=found, person_id=person)
    else:
        changed = TopicVote.objects.filter(topic=found, person=person).delete()[0] > 0
    if changed:
        payload = {"topic": found.ref, "on": on}
        remember("topic_voted", found.run, subject=found.ref, by=by, payload=payload)


@transaction.atomic
def set_topic_aside(topic: Topic, *, by: Actor, why: str) -> None:
    """Staff take a topic off the list; whoever proposed it reads why."""
    insist_team(by, topic.run_id)
    found = _open(topic)
    insist_words({"why": typed.words(why, typed.SHORT, missing="reason_for_aside")})
    found.aside_at, found.aside_why = clock.now(), why.strip()
    found.save(update_fields=["aside_at", "aside_why"])
    payload = {"topic": found.ref, "words": digest([found.aside_why])}
    remember("topic_set_aside", found.run, subject=found.ref, by=by, payload=payload)
