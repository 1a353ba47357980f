"""Topics: proposed by students and staff, voted for by students, set aside by staff with a reason."""

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.validation import Duplicate, insist_valid
from pactwork.hotseats.actions.base import (
    insist_proposer,
    insist_student,
    insist_team,
    place_now,
    remember,
)
from pactwork.hotseats.models import Hotseat, Topic, TopicVote
from pactwork.hotseats.rules import typed
from pactwork.hotseats.rules.queue import taken_off
from pactwork.modules.models import Run
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.people.switches import insist_switched_on
from pactwork.post.names import one_line


def _insist_new(made: Topic) -> None:
    """The person's row is held, so that two presses come one after the other."""
    Person.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(
        pk=made.person_id
    )
    same = {name: getattr(made, name) for name in ("run", "person", "title", "about")}
    rows = Topic.objects.filter(**same, aside_at=None, withdrawn_at=None)
    first = rows.exclude(hotseats__in=Hotseat.objects.filter(cancelled_at=None)).first()
    if first:
        raise Duplicate(first.ref)


@transaction.atomic
def propose(run: Run, *, by: Actor, title: str, about: str = "") -> Topic:
    """A topic; a student's own vote goes with it. Raises ``Invalid`` by field; ``Duplicate``."""
    person = insist_proposer(by, run.pk)
    insist_switched_on(run.institution, "hotseats")
    insist_valid(typed.topic(title, about))
    made = Topic(run=run, title=one_line(title, typed.TITLE), about=about.strip(), person_id=person)
    _insist_new(made)
    made.at = clock.now()
    made.save()
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
    insist(taken_off(aside=found.aside_at is not None, withdrawn=found.withdrawn_at is not None))
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
    insist_valid({"why": typed.words(why, typed.SHORT, missing="reason_for_aside")})
    found.aside_at, found.aside_why = clock.now(), why.strip()
    found.save(update_fields=["aside_at", "aside_why"])
    payload = {"topic": found.ref, "words": digest([found.aside_why])}
    remember("topic_set_aside", found.run, subject=found.ref, by=by, payload=payload)


@transaction.atomic
def withdraw_topic(topic: Topic, *, by: Actor) -> None:
    """Whoever proposed it takes it off the list again, as long as no hotseat has come of it."""
    person, found = insist_proposer(by, topic.run_id), _open(topic)
    if found.person_id != person:
        raise Refused(Refusal("not_yours_here"))
    found.withdrawn_at = clock.now()
    found.save(update_fields=["withdrawn_at"])
    payload = {"topic": found.ref}
    remember("topic_withdrawn", found.run, subject=found.ref, by=by, payload=payload)
