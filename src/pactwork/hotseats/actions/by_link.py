"""What the guest may do by the mailed link: answer, or say that it cannot be done.

A link only locates. Whatever changes something needs the six digits printed in the letter. Wrong
digits are counted outside the act, and stay counted.
"""

from collections.abc import Mapping

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, insist
from pactwork.ground.validation import insist_valid
from pactwork.history.outbox import stop_letters_about
from pactwork.history.record import Notice
from pactwork.hotseats.actions.answering import put
from pactwork.hotseats.actions.base import locked, remember, standing
from pactwork.hotseats.models import Answer, Hotseat, Question
from pactwork.hotseats.rules import typed
from pactwork.hotseats.rules.queue import gone
from pactwork.hotseats.rules.window import over
from pactwork.hotseats.visibility import window
from pactwork.links.actions import check_code, leave_alone
from pactwork.modules.queries import staff_of
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor


def guest(seat: Hotseat) -> Actor:
    """The guest as one who acts."""
    house = seat.run.institution_id
    return Actor(house, seat.guest_name, f"guest:{seat.ref}", via="link")


def _code(seat: Hotseat, code: str, client: str) -> Refusal | None:
    if seat.link is None:
        return Refusal("guest_not_invited")
    return check_code(seat.link, code, client=client)


def answer_by_link(
    seat: Hotseat, said: Mapping[str, str], *, code: str, client: str, was: Mapping[str, str]
) -> None:
    """Answers by the ref of their question; those left as they were are left alone.

    ``was`` is the digest of each answer as the page showed it: words that staff wrote down meanwhile
    are not overwritten unseen. Raises ``Invalid`` by field, the code's among them; all or nothing.
    """
    insist(over(window(seat)) or _no_more(seat))
    typed_now = {ref: text for ref, text in said.items() if text.strip()}
    wrong = {ref: typed.words(text, typed.LONG) for ref, text in typed_now.items()}
    if not typed_now:
        wrong[""] = Refusal("nothing_answered")
    wrong["code"] = _code(seat, code, client)
    insist_valid(wrong)
    _write(seat, typed_now, was)


def _no_more(seat: Hotseat) -> Refusal | None:
    return Refusal("already_declined") if seat.declined_at else None


def _stale(question: Question, text: str, was: str) -> Refusal | None:
    """Why this answer cannot be put to this question now."""
    known: Answer | None = getattr(question, "answer", None)
    moved = known is not None and digest([known.text]) != was and known.text != text.strip()
    return gone(standing(question)) or (Refusal("answer_moved") if moved else None)


@transaction.atomic
def _write(seat: Hotseat, said: Mapping[str, str], was: Mapping[str, str]) -> None:
    found = locked(seat)
    insist(over(window(found)) or _no_more(found))
    rows = Question.objects.filter(hotseat=found, ref__in=list(said)).select_related("answer")
    asked = {question.ref: question for question in rows}
    insist_valid({ref: _stale(q, said[ref], was.get(ref, "")) for ref, q in asked.items()})
    made = [put(question, said[ref], None) for ref, question in asked.items()]
    answers = {answer.ref: digest([answer.text]) for answer in made if answer}
    if not answers:
        insist_valid({"": Refusal("nothing_answered")})
    by = guest(found)
    remember("question_answered", found.run, subject=found.ref, by=by, payload={"answers": answers})


def decline(seat: Hotseat, *, code: str, client: str, why: str, alone: bool = False) -> None:
    """The guest cannot do it. Whoever plans it hears so at once; the link ends with this."""
    insist(over(window(seat)) or _no_more(seat))
    wrong = {"why": typed.words(why, typed.SHORT, missing="")}
    insist_valid(wrong | {"code": _code(seat, code, client)})
    _decline(seat, why.strip(), alone=alone)


@transaction.atomic
def _decline(seat: Hotseat, why: str, *, alone: bool) -> None:
    found = locked(seat)
    insist(over(window(found)) or _no_more(found))
    if Answer.objects.filter(question__hotseat=found).exists():
        insist(Refusal("already_answering"))
    found.declined_at, found.declined_why = clock.now(), why
    found.save(update_fields=["declined_at", "declined_why"])
    stop_letters_about([found.ref], "the guest has declined")
    if alone:
        leave_alone(found.run.institution, found.guest_email)
    told = {role.person.email for role in staff_of(found.run, *TEACHING_TEAM)}
    notices = [Notice("guest_declined", email, found.ref) for email in sorted(told)]
    payload = {"hotseat": found.ref, "words": digest([why])}
    by = guest(found)
    remember(
        "guest_declined", found.run, subject=found.ref, by=by, payload=payload, notices=notices
    )
