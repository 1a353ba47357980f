"""Who the workplace is, is the word of a member of staff: this is the right person, or we cannot tell."""

from django.db import transaction

from pactwork.contracts.actions.asking import end_ask, seat_for, staff_and_student
from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.as_facts import taken_back_at
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Contract, Holder, Seat
from pactwork.contracts.rules.answers import said_in_a_sentence
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.seat_states import speaker
from pactwork.contracts.signed import signed_otherwise
from pactwork.ground import clock
from pactwork.ground.mailboxes import mailbox
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.record import Notice
from pactwork.links.actions import end_link
from pactwork.people.actors import Actor
from pactwork.people.models import Person


def _looked_at(dossier: Dossier, seat: Seat, by: Actor, who: str) -> Holder:
    """The person that staff mean to judge; not themselves, nor somebody else than they looked at."""
    holder = speaker(dossier, seat)
    if holder is None:
        raise Refused(Refusal("nothing_to_vouch"))
    if who and who != holder.who:
        raise Refused(Refusal("holder_changed"))
    mine = Person.objects.filter(pk=by.person_id or 0).values_list("email", flat=True)
    if holder.email and mailbox(holder.email) in map(mailbox, mine):
        raise Refused(Refusal("own_person"))
    return holder


def _given(dossier: Dossier, seat: Seat, holder: Holder) -> Answer | None:
    """What this person answered last, if that is the seat's latest answer and stands."""
    given = next((a for a in reversed(dossier.answers) if a.seat_id == seat.pk), None)
    theirs = given is not None and given.ask.holder_id == holder.pk
    return given if given and theirs and taken_back_at(given) is None else None


@transaction.atomic
def vouch(contract: Contract, seat_ref: str, *, by: Actor, how: str, who: str = "") -> None:
    """Staff have looked, and say how: this is the right person to ask at the workplace.

    A yes that waited for that counts from now. ``who`` is the name and address they looked at; refused
    when somebody else holds the seat by now.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("vouch", dossier, by)
    insist(said_in_a_sentence(how, "how_missing"))
    holder = _looked_at(dossier, seat, by, who)
    given = _given(dossier, seat, holder)
    again = given is not None and holder.vouched_at is not None and holder.vouched_at < given.at
    if holder.vouched_at and not (again and signed_otherwise(dossier, given)):
        raise Refused(Refusal("nothing_to_vouch"))
    waited = given is not None and holder.unconfirmed and given.kind in YES
    holder.vouched_by_id, holder.vouched_at = by.person_id, clock.now()
    holder.looked_how = how.strip()
    holder.save(update_fields=["vouched_by", "vouched_at", "looked_how"])
    payload = {"party": seat.party, "of": holder.called, "how": holder.looked_how}
    letters = []
    if given and waited:
        payload["answer"] = given.ref
        letters.append(Notice("confirmed", dossier.contract.student.email, given.ref))
    finish("vouched", contract, by=by, payload=payload, notices=letters)


@transaction.atomic
def turn_down(contract: Contract, seat_ref: str, *, by: Actor, reason: str, who: str = "") -> None:
    """Staff cannot confirm this person, and say why: their yes counts no more, and another is asked.

    So is a word of staff put right that was given by mistake: whoever was confirmed is so no more.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("turn_down", dossier, by, seat=seat.pk)
    insist(said_in_a_sentence(reason, "why_not_confirmed"))
    holder = _looked_at(dossier, seat, by, who)
    given, moment = _given(dossier, seat, holder), clock.now()
    asked = max((a for a in dossier.asks if a.holder_id == holder.pk), key=lambda a: a.pk)
    end_ask(dossier, seat, "refused")
    for ask in dossier.asks:
        if ask.link and ask.holder_id == holder.pk:
            end_link(ask.link, "refused")
    holder.until_at = holder.until_at or moment
    holder.refused_by_id, holder.refused_at, holder.looked_how = (
        by.person_id,
        moment,
        reason.strip(),
    )
    holder.vouched_by, holder.vouched_at = None, None
    holder.save()
    payload = {"party": seat.party, "of": holder.called, "reason": reason.strip()}
    if given and given.kind in YES:
        given.withdrawn_at, given.withdrawn_why = moment, reason.strip()
        given.save(update_fields=["withdrawn_at", "withdrawn_why"])
        payload["answer"] = given.ref
    to = [*staff_and_student(dossier), *([holder.email] if holder.email else [])]
    letters = [Notice("not_confirmed", address, asked.ref) for address in dict.fromkeys(to)]
    finish("turned_down", contract, by=by, payload=payload, notices=letters)
