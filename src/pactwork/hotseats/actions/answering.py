"""Answers: written once, changed while the hotseat lasts, every earlier wording kept."""

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, insist
from pactwork.ground.validation import Invalid, insist_valid
from pactwork.hotseats.actions.base import insist_team, locked, question_now, remember, standing
from pactwork.hotseats.models import Answer, EarlierWords, Question
from pactwork.hotseats.rules import typed
from pactwork.hotseats.rules.queue import gone
from pactwork.hotseats.rules.window import over
from pactwork.hotseats.visibility import window
from pactwork.people.actors import Actor


def put(question: Question, text: str, person: int | None) -> Answer | None:
    """The answer to a question, new or changed; nothing when it says so already.

    Called with the hotseat locked; the words have been looked at.
    """
    now, said = clock.now(), text.strip()
    known: Answer | None = getattr(question, "answer", None)
    if known is None:
        return Answer.objects.create(question=question, text=said, at=now, by_person_id=person)
    if known.text == said:
        return None
    since = known.changed_at or known.at
    EarlierWords.objects.create(
        answer=known, text=known.text, at=since, by_person_id=known.by_person_id
    )
    known.text, known.changed_at, known.by_person_id = said, now, person
    known.save(update_fields=["text", "changed_at", "by_person"])
    return known


@transaction.atomic
def answer_for_guest(question: Question, *, by: Actor, text: str) -> Answer:
    """Staff write down what the guest said, on the phone or in the room; the page says that they did."""
    person = insist_team(by, question.hotseat.run_id)
    found = locked(question.hotseat)
    insist(over(window(found)))
    asked = question_now(question)
    insist(gone(standing(asked)))
    insist_valid({"text": typed.words(text, typed.LONG)})
    made = put(asked, text, person)
    if made is None:
        raise Invalid({"text": Refusal("same_answer")})
    payload = {"answers": {made.ref: digest([made.text])}, "for_guest": True}
    remember("question_answered", found.run, subject=found.ref, by=by, payload=payload)
    return made
