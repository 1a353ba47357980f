"""What others owe to a student's module has come, as staff say; or it was noted by mistake."""

from datetime import date
from typing import Any

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract, Received
from pactwork.contracts.rules.answers import note_problem
from pactwork.contracts.rules.owing import wrong_day
from pactwork.contracts.theirs import Theirs, theirs
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import Duplicate, insist_valid
from pactwork.modules.queries.handing_in import dates_for
from pactwork.people.actors import Actor


def _owed(dossier: Dossier, piece: str) -> Theirs:
    """What is owed by others here; what has come is among it."""
    found = next((one for one in theirs(dossier) if one.piece == piece), None)
    if found is None:
        raise Refused(Refusal("not_owed"))
    return found


@transaction.atomic
def note_received(
    contract: Contract, piece: str, number: int, *, by: Actor, on: date, note: str = ""
) -> None:
    """It came on this day. ``number``: the week, of what is due every week; else 1. Raises ``Duplicate``."""
    dossier = locked(contract)
    check("note_received", dossier, by)
    if by.person_id is None:
        raise Refused(Refusal("not_your_move", {"move": "note_received"}))
    owed, zone = _owed(dossier, piece), contract.institution.time_zone
    if number not in owed.numbers:
        raise Refused(Refusal("not_owed"))
    since = _since(dossier, owed, zone)
    insist_valid({"on": wrong_day(on, since, clock.today(zone)), "note": note_problem(note)})
    said = {"on": on, "note": note.strip(), "by_person_id": by.person_id}
    for row in dossier.receipts:
        if (row.piece, row.number) != (piece, number):
            continue
        if all(getattr(row, name) == value for name, value in said.items()):
            raise Duplicate(contract.ref)
        raise Refused(Refusal("received_already", _known(row)))
    Received.objects.create(contract=contract, piece=piece, number=number, at=clock.now(), **said)
    payload = _payload(owed, number, on)
    finish("received", contract, by=by, payload={**payload, "note": note.strip()})


@transaction.atomic
def undo_received(contract: Contract, piece: str, number: int, *, by: Actor, expected: str) -> None:
    """It was marked by mistake: it is owed as before.

    ``expected`` is the mark that was looked at, as ``Came.stands`` has it: a later one stays.
    """
    dossier = locked(contract)
    check("note_received", dossier, by)
    rows = [row for row in dossier.receipts if (row.piece, row.number) == (piece, number)]
    if not rows:
        raise Refused(Refusal("not_received"))
    owed = _owed(dossier, piece)
    if rows[0].at.isoformat() != expected:
        raise Refused(Refusal("received_since", _known(rows[0])))
    Received.objects.filter(pk=rows[0].pk).delete()
    finish("receipt_undone", contract, by=by, payload=_payload(owed, number, rows[0].on))


def _since(dossier: Dossier, owed: Theirs, zone: str) -> date:
    """The first day on which it can have come: much does before its student opens the contract."""
    contract = dossier.contract
    dates = dates_for(contract.enrolment, dossier.agreed_on)
    began = min(clock.day_of(contract.made_at, zone), contract.run.starts_on, dates.start)
    return min(began, owed.first or began)


def _known(row: Received) -> dict[str, Any]:
    return {"name": row.by_person.name, "at": row.at, "on": row.on}


def _payload(owed: Theirs, number: int, on: date) -> dict[str, Any]:
    said = {"piece": owed.piece, "number": number, "what": owed.title, "on": on.isoformat()}
    if owed.days:
        due = owed.days.get(number)
        said |= {"due": due.isoformat()} if due else {"week": number}
    return said
