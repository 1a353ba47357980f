"""The student asks somebody else instead: one ask is taken back and another takes its place."""

from django.db import transaction

from pactwork.contracts.actions.asking import (
    end_ask,
    letters_of,
    place_ask,
    seat_for,
    seat_holder,
)
from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Contract
from pactwork.contracts.rules.answers import note_problem
from pactwork.contracts.visibility import fresh
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.validation import insist_valid
from pactwork.people.actors import Actor


@transaction.atomic
def ask_instead(
    contract: Contract,
    seat_ref: str,
    *,
    by: Actor,
    draft: int,
    name: str,
    email: str,
    job: str = "",
    message: str = "",
    sure: bool = True,
) -> None:
    """Take an open ask by link back and put the newest draft before somebody else, in one act.

    Whoever was asked first is told. When the new ask is refused, the old one stands.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("withdraw_ask", dossier, by, seat=seat.pk)
    if dossier.party_of(seat).by != "link":
        raise Refused(Refusal("not_your_move", {"move": "ask"}))
    if dossier.newest and dossier.newest.number != draft:
        insist(Refusal("not_newest", {"draft": draft, "newest": dossier.newest.number}))
    before = dossier.open_ask(seat.pk)
    letters = end_ask(dossier, seat, "withdrawn")
    now = load_dossier(fresh(contract))
    check("ask", now, by, seat=seat.pk)
    insist_valid({"message": note_problem(message)})
    holder = seat_holder(now, now.seat(seat.pk), name, email, job, sure=sure)
    letters += letters_of(now, place_ask(now, now.seat(seat.pk), holder, message))
    payload = {"party": seat.party, "seat": seat.n, "draft": draft, "of": holder.called}
    if before and before.holder:
        payload["instead_of"] = before.holder.called
    finish("asked", contract, by=by, payload=payload, notices=letters)
