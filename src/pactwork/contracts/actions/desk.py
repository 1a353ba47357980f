"""A facilitator's desk: read, hand over, propose a talk, waive, keep notes."""

from django.db import transaction

from pactwork.contracts.actions.asking import (
    end_ask,
    insist_not_a_colleagues,
    seat_for,
    staff_and_student,
)
from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.actions.dropping import dropped
from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.models import (
    Contract,
    Reading,
    SavedNote,
    Talk,
    Waiver,
)
from pactwork.contracts.rules.answers import reason_problem
from pactwork.contracts.rules.needed import to_waive
from pactwork.contracts.rules.notes import NAME_MOST, name_from, name_problem
from pactwork.contracts.rules.own_person import of_party
from pactwork.ground import clock
from pactwork.ground.bulk import put_row
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.time_windows import lately
from pactwork.ground.twice import A_WHILE
from pactwork.ground.validation import Duplicate, insist_valid, words_problem
from pactwork.history.outbox import stop_letters_to
from pactwork.history.record import Notice
from pactwork.links.actions import leave_alone
from pactwork.links.queries import LEFT_ALONE
from pactwork.modules.queries import staff_of
from pactwork.people.actors import Actor
from pactwork.people.models import Person


def _said(text: str, code: str = "reason_missing") -> str:
    """A reason or message: there, and not endless."""
    insist(reason_problem(text, code))
    return text.strip()


@transaction.atomic
def mark_read(contract: Contract, *, by: Actor, draft: int) -> None:
    """Redlines start from here for this reader."""
    dossier = locked(contract)
    check("mark_read", dossier, by)
    read = dossier.draft(draft)
    if read is None or by.person_id is None:
        raise Refused(Refusal("no_draft"))
    before = Reading.objects.filter(contract=contract, person_id=by.person_id).first()
    if before and before.draft.number > draft:
        raise Refused(Refusal("read_further", {"number": before.draft.number}))
    put_row(
        Reading,
        contract=contract,
        person_id=by.person_id,
        defaults={"draft": read, "at": clock.now()},
    )
    finish("marked_read", contract, by=by, payload={"draft": draft})


@transaction.atomic
def hand_over(
    contract: Contract, seat_ref: str, *, by: Actor, to: Person, note: str, in_place_of: str = ""
) -> None:
    """Give an open ask to a colleague of the same role, with what they need to know.

    What a colleague was given is taken from them only where ``in_place_of`` names them.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("hand_over", dossier, by, seat=seat.pk)
    kind = dossier.seat(seat.pk).by
    if not staff_of(contract.run, kind).filter(person=to).exists() or to.pk == by.person_id:
        raise Refused(Refusal("not_a_colleague"))
    own = of_party(dossier.facts.named, seat.party)
    if own is not None and not own.decides(person_ref(to.ref)):
        raise Refused(Refusal("not_a_colleague"))
    asked = dossier.open_ask(seat.pk)
    if asked is None:
        raise Refused(Refusal("no_open_ask"))
    insist_not_a_colleagues(dossier, seat, by, in_place_of)
    if to.pk == asked.not_by_id:  # the student asked for somebody other than them
        raise Refused(Refusal("not_a_colleague"))
    asked.handed_to, asked.hand_note = to, _said(note, "note_missing")
    asked.save(update_fields=["handed_to", "hand_note"])
    payload = {"party": seat.party, "to": to.called, "note": asked.hand_note}
    finish(
        "handed_over",
        contract,
        by=by,
        payload=payload,
        notices=[Notice("handed_over", to.email, asked.ref)],
    )


@transaction.atomic
def propose_talk(contract: Contract, seat_ref: str, *, by: Actor, message: str) -> None:
    """Suggest talking it through; the ask stays open and the clock runs on. Raises ``Duplicate``."""
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("propose_talk", dossier, by, seat=seat.pk)
    asked = dossier.open_ask(seat.pk)
    if asked is None or by.person_id is None:
        raise Refused(Refusal("no_open_ask"))
    said = {"ask": asked, "by_person_id": by.person_id, "message": _said(message, "note_missing")}
    if Talk.objects.filter(lately("at", A_WHILE), **said).exists():
        raise Duplicate(asked.ref)
    Talk.objects.create(at=clock.now(), **said)
    notices = [Notice("talk", dossier.contract.student.email, asked.ref)]
    payload = {"party": seat.party, "message": message.strip()}
    finish("talk_proposed", contract, by=by, payload=payload, notices=notices)


@transaction.atomic
def waive(contract: Contract, seat_ref: str, *, by: Actor, reason: str, section: str = "") -> None:
    """Go on without a seat's yes in this round, or without its yes to one section, with a reason.

    Never ethics, never one's own; and never a section that the seat has said yes to.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("waive", dossier, by, seat=seat.pk)
    if by.person_id is None:
        raise Refused(Refusal("not_your_move", {"move": "waive"}))
    why, still = _said(reason), to_waive(dossier.facts, seat.party, seat.pk)
    if section and section not in still:
        raise Refused(Refusal("not_to_waive"))
    # Whoever has another section to say yes to is asked about that, as before.
    over = not section or len(still) < 2
    letters = [*dropped(dossier, seat), *end_ask(dossier, seat, "withdrawn")] if over else []
    said = {"seat": seat, "reason": why, "by_person_id": by.person_id, "section": section}
    Waiver.objects.create(at=clock.now(), **said)
    letters.append(Notice("waived", dossier.contract.student.email, contract.ref))
    payload = {"party": seat.party, "reason": why} | ({"section": section} if section else {})
    finish("waived", contract, by=by, payload=payload, notices=letters)


@transaction.atomic
def stop_letters(contract: Contract, seat_ref: str, *, by: Actor) -> None:
    """Whoever came by this link wants no more letters; staff and student are told."""
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    holder = next((h for h in seat.holders.all() if f"holder:{h.pk}" == by.ref), None)
    if holder is None:
        raise Refused(Refusal("no_open_ask"))
    email, asked = holder.email, dossier.open_ask(seat.pk)
    if asked and asked.holder_id == holder.pk:  # not if it has gone to somebody else since
        end_ask(dossier, seat, "left_alone")
    leave_alone(contract.institution, email)
    if not Person.objects.filter(institution=contract.institution, email__iexact=email).exists():
        stop_letters_to(email, LEFT_ALONE, chain=contract.institution.ref)
    to = staff_and_student(dossier)
    finish(
        "left_alone",
        contract,
        by=by,
        payload={"party": seat.party},
        notices=[Notice("left_alone", address, contract.ref) for address in to],
    )


@transaction.atomic
def keep_note(*, by: Actor, text: str, name: str = "") -> SavedNote:
    """Keep a note in one's own bank; it is nobody else's and no act on a contract. ``Duplicate``.

    Without a name it is called by its first words.
    """
    if by.person_id is None:
        raise Refused(Refusal("not_your_move", {"move": "keep_note"}))
    words = _said(text, "note_missing")
    said = {"person_id": by.person_id, "text": words}
    Person.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=by.person_id)
    if first := SavedNote.objects.filter(**said).first():  # however long ago: it is still there
        raise Duplicate(first.ref)
    taken = _names(by)
    insist_valid({"name": name_problem(name, taken)})
    called = name.strip() or name_from(words, taken)
    return SavedNote.objects.create(made_at=clock.now(), name=called, **said)


def _names(by: Actor) -> list[str]:
    return list(
        SavedNote.objects.filter(person_id=by.person_id or 0).values_list("name", flat=True)
    )


@transaction.atomic
def name_note(ref: str, *, by: Actor, name: str) -> None:
    """Call one of one's own notes by another name."""
    insist_valid({"name": words_problem(name, NAME_MOST, missing="note_name_missing")})
    note = SavedNote.objects.filter(person_id=by.person_id or 0, ref=ref).first()
    if note is None:
        raise Refused(Refusal("note_gone"))
    others = [other for other in _names(by) if other != note.name]
    insist_valid({"name": name_problem(name, others)})
    note.name = name.strip()
    note.save(update_fields=["name"])


@transaction.atomic
def drop_note(ref: str, *, by: Actor) -> None:
    """Throw away one of one's own notes."""
    SavedNote.objects.filter(person_id=by.person_id or 0, ref=ref).delete()
