"""A workplace is lost: whoever spoke for it speaks no more, and their yes with them."""

from django.db import transaction

from pactwork.contracts.actions.asking import end_ask, seat_for, staff_and_student
from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.as_facts import taken_back_at
from pactwork.contracts.models import Contract
from pactwork.contracts.rules.answers import reason_problem
from pactwork.contracts.rules.facts import YES
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.record import Notice
from pactwork.links.actions import end_link
from pactwork.people.actors import Actor


@transaction.atomic
def leave_workplace(contract: Contract, seat_ref: str, *, by: Actor, reason: str) -> None:
    """The job, the placement or the advocate is gone: the seat is empty, its yes taken back.

    What was agreed stays readable and is suspended until somebody else holds the seat and agrees.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("leave_workplace", dossier, by, seat=seat.pk)
    insist(reason_problem(reason))
    holder = seat.holder
    if holder is None:
        raise Refused(Refusal("nobody_there"))
    letters = end_ask(dossier, seat, "left")
    moment = clock.now()
    holder.until_at = moment
    holder.save(update_fields=["until_at"])
    given = next((a for a in reversed(dossier.answers) if a.seat_id == seat.pk), None)
    if given and given.kind in YES and taken_back_at(given) is None:
        given.withdrawn_at, given.withdrawn_why = moment, reason.strip()
        given.save(update_fields=["withdrawn_at", "withdrawn_why"])
    for ask in dossier.asks:
        if ask.link and ask.seat_id == seat.pk:
            end_link(ask.link, "left")
    payload = {"party": seat.party, "of": holder.called, "reason": reason.strip()}
    letters += [Notice("left_workplace", to, contract.ref) for to in staff_and_student(dossier)]
    finish("workplace_left", contract, by=by, payload=payload, notices=letters)
