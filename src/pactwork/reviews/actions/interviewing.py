"""The interview: asked for, typed by a peer, taken over by the author or let go."""

from collections.abc import Mapping

from django.db import transaction

from pactwork.contracts.actions import save_text
from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.models import Contract, Text
from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.validation import insist_valid
from pactwork.history.record import Notice
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import lasting, today_at
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.reviews.actions.base import person_id
from pactwork.reviews.models import Interview
from pactwork.reviews.rules.interviews import card_of, joined, problems


def _in_set(contract: Contract, person: int) -> bool:
    circle = contract.enrolment.learning_set_id
    here = Enrolment.objects.filter(lasting(today_at(contract.run)), learning_set=circle)
    return circle is not None and here.filter(person=person, person__active=True).exists()


@transaction.atomic
def ask_interview(contract: Contract, *, by: Actor, interviewer: Person) -> Interview:
    """The author asks somebody of their set, before the first draft is shared."""
    dossier = locked(contract)
    check("write", dossier, by)
    card = card_of(dossier.writing)
    insist(Refusal("interview_too_late") if dossier.drafts or card is None else None)
    stranger = interviewer.pk == contract.student_id or not _in_set(contract, interviewer.pk)
    insist(Refusal("not_in_your_set") if stranger else None)
    there = Interview.objects.filter(Interview.OPEN, contract=contract).exists()
    insist(Refusal("interview_there") if there else None)
    made = Interview.objects.create(
        contract=contract,
        interviewer=interviewer,
        section=card.key if card else "",
        asked_at=clock.now(),
    )
    notice = Notice("interview_asked", interviewer.email, made.ref)
    payload = {"interview": made.ref}
    finish("interview_asked", contract, by=by, payload=payload, notices=[notice])
    return made


def _open(ref: str) -> Interview:
    rows = Interview.objects.select_for_update(of=("self",), no_key=True).filter(Interview.OPEN)
    found = rows.select_related("contract").filter(ref=ref).first()
    if found is None:
        raise Refused(Refusal("interview_over"))
    return found


@transaction.atomic
def type_interview(ref: str, *, by: Actor, words: Mapping[str, str], version: int) -> Interview:
    """The peer keeps what they heard. Raises ``Invalid`` when the words will not do."""
    found = _open(ref)
    contract = found.contract
    dossier = locked(contract)
    card = card_of(dossier.writing)
    mine = found.interviewer_id == person_id(by) and _in_set(contract, found.interviewer_id)
    mine = mine and not hasattr(contract, "ending")
    insist(None if mine and card else Refusal("interview_over"))
    insist(Refusal("interview_typed_since") if found.version != version else None)
    insist_valid(problems(card, words) if card else {})
    found.words, found.typed_at = dict(words), clock.now()
    found.version += 1
    found.save(update_fields=["words", "typed_at", "version"])
    notices = [Notice("interview_typed", contract.student.email, found.ref)]
    payload = {"interview": found.ref, "words": digest(found.words)}
    first = notices if found.version == 1 else []
    finish("interview_typed", contract, by=by, payload=payload, notices=first)
    return found


@transaction.atomic
def take_interview(ref: str, *, by: Actor, version: int) -> Interview:
    """The author puts what was heard into their own card; what stands there stays."""
    found = _open(ref)
    contract = found.contract
    check("write", locked(contract), by)
    insist(Refusal("interview_typed_since") if found.version != version else None)
    text = Text.objects.filter(contract=contract, section=found.section).first()
    value = dict(text.value) if text else {}
    value |= {key: joined(value.get(key), heard) for key, heard in found.words.items()}
    save_text(contract, found.section, value, version=text.version if text else 0, by=by)
    found.taken_at = clock.now()
    found.save(update_fields=["taken_at"])
    finish("interview_taken", contract, by=by, payload={"interview": found.ref})
    return found


@transaction.atomic
def end_interview(ref: str, *, by: Actor) -> Interview:
    """Either of the two lets it go; what was heard goes with it."""
    found = _open(ref)
    both = {found.interviewer_id, found.contract.student_id}
    insist(None if person_id(by) in both else Refusal("interview_over"))
    locked(found.contract)
    found.over_at, found.words = clock.now(), {}
    found.save(update_fields=["over_at", "words"])
    finish("interview_ended", found.contract, by=by, payload={"interview": found.ref})
    return found
