"""Questions: asked and wanted by students, taken back; merged or set aside by staff."""

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.validation import Duplicate, insist_valid
from pactwork.hotseats.actions.base import (
    insist_student,
    insist_team,
    locked,
    question_now,
    remember,
    standing,
)
from pactwork.hotseats.models import Hotseat, Question, QuestionVote
from pactwork.hotseats.rules import typed
from pactwork.hotseats.rules.queue import gone, why_not_take_out
from pactwork.hotseats.rules.window import over
from pactwork.hotseats.visibility import window
from pactwork.people.actors import Actor


@transaction.atomic
def ask(seat: Hotseat, *, by: Actor, text: str) -> Question:
    """A question to the guest; the asker's own vote goes with it. Raises ``Duplicate``."""
    person, found = insist_student(by, seat.run_id), locked(seat)
    insist(over(window(found)) or _declined(found))
    insist_valid({"text": typed.words(text, typed.SHORT)})
    _insist_new(found, person, text)
    made = Question.objects.create(
        hotseat=found, person_id=person, text=text.strip(), at=clock.now()
    )
    QuestionVote.objects.create(question=made, person_id=person)
    payload = {"question": made.ref, "words": digest([made.text])}
    remember("question_asked", found.run, subject=found.ref, by=by, payload=payload)
    return made


def _insist_new(seat: Hotseat, person: int, text: str) -> None:
    """Where it was put together with another, that one stands for it. Called with the seat locked."""
    rows = Question.objects.filter(hotseat=seat, person=person, text=text.strip())
    first = rows.filter(withdrawn_at=None, aside_at=None).select_related("merged_into").first()
    if first:
        raise Duplicate((first.merged_into or first).ref)


def _declined(seat: Hotseat) -> Refusal | None:
    return Refusal("guest_declined") if seat.declined_at else None


@transaction.atomic
def vote_for_question(question: Question, *, by: Actor, on: bool) -> None:
    """One vote each, given or taken back; a second press changes nothing."""
    person = insist_student(by, question.hotseat.run_id)
    found, asked = _open(question)
    insist(gone(standing(asked)))
    if on:
        _, changed = QuestionVote.objects.get_or_create(question=asked, person_id=person)
    else:
        changed = QuestionVote.objects.filter(question=asked, person=person).delete()[0] > 0
    if changed:
        payload = {"question": asked.ref, "on": on}
        remember("question_voted", found.run, subject=found.ref, by=by, payload=payload)


def _open(question: Question) -> tuple[Hotseat, Question]:
    """The hotseat, locked and not over, and the question as it is now."""
    found = locked(question.hotseat)
    insist(over(window(found)))
    return found, question_now(question)


@transaction.atomic
def withdraw_question(question: Question, *, by: Actor) -> None:
    """One's own, as long as nobody has answered it."""
    person = insist_student(by, question.hotseat.run_id)
    found, asked = _open(question)
    if asked.person_id != person:
        raise Refused(Refusal("not_yours_here"))
    insist(why_not_take_out(standing(asked)))
    asked.withdrawn_at = clock.now()
    asked.save(update_fields=["withdrawn_at"])
    payload = {"question": asked.ref}
    remember("question_withdrawn", found.run, subject=found.ref, by=by, payload=payload)


@transaction.atomic
def merge(question: Question, *, into: str, by: Actor) -> None:
    """Two that ask the same are one; whoever wanted either wants that one now, and once."""
    insist_team(by, question.hotseat.run_id)
    found, asked = _open(question)
    insist(why_not_take_out(standing(asked)))
    others = Question.objects.filter(hotseat=found).exclude(pk=asked.pk)
    head = others.select_related("answer").filter(ref=into).first()
    if head is None or gone(standing(head)):
        raise Refused(Refusal("merge_with_another"))
    asked.merged_into = head
    asked.save(update_fields=["merged_into"])
    Question.objects.filter(merged_into=asked).update(merged_into=head)
    wanted = set(asked.votes.values_list("person", flat=True))
    have = set(head.votes.values_list("person", flat=True))
    QuestionVote.objects.bulk_create(
        QuestionVote(question=head, person_id=person) for person in sorted(wanted - have)
    )
    payload = {"question": asked.ref, "into": head.ref}
    remember("question_merged", found.run, subject=found.ref, by=by, payload=payload)


@transaction.atomic
def set_question_aside(question: Question, *, by: Actor, why: str) -> None:
    """Staff take a question out of the queue; whoever asked it reads why."""
    insist_team(by, question.hotseat.run_id)
    found, asked = _open(question)
    insist(why_not_take_out(standing(asked)))
    insist_valid({"why": typed.words(why, typed.SHORT, missing="reason_for_aside")})
    asked.aside_at, asked.aside_why = clock.now(), why.strip()
    asked.save(update_fields=["aside_at", "aside_why"])
    payload = {"question": asked.ref, "words": digest([asked.aside_why])}
    remember("question_set_aside", found.run, subject=found.ref, by=by, payload=payload)
