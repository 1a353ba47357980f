"""A contract rests, goes on, ends; or is declared void, which takes two."""

from datetime import date

from django.db import transaction

from pactwork.contracts.actions.asking import end_ask, staff_and_student
from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.actions.dropping import dropped
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract, Ending, Pause, Voiding
from pactwork.contracts.rules.answers import reason_problem
from pactwork.contracts.visibility import fresh
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import insist_valid
from pactwork.history.record import Notice
from pactwork.people.actors import Actor

ENDINGS = ("completed", "ended_early", "deferred", "withdrawn")


def _close_asks(dossier: Dossier, why: str) -> list[Notice]:
    return [notice for seat in dossier.seats for notice in end_ask(dossier, seat, why)]


def _over(dossier: Dossier) -> list[Notice]:
    """Whoever said yes hears that it is over; whoever is being asked, that nothing is any more."""
    yeses = [notice for seat in dossier.seats for notice in dropped(dossier, seat)]
    return yeses + _close_asks(dossier, "withdrawn")


def _person(by: Actor) -> int:
    if by.person_id is None:
        raise Refused(Refusal("not_your_move", {"move": "end"}))
    return by.person_id


@transaction.atomic
def end_contract(contract: Contract, *, by: Actor, kind: str, reason: str) -> None:
    """Completed, ended early, deferred to a later run, or withdrawn. Open asks and links close."""
    dossier = locked(contract)
    check("end", dossier, by)
    none = None if kind in ENDINGS else Refusal("choose_ending")
    insist_valid({"kind": none, "reason": reason_problem(reason)})
    letters = _over(dossier)
    Ending.objects.create(
        contract=contract,
        kind=kind,
        reason=reason.strip(),
        by_person_id=_person(by),
        at=clock.now(),
    )
    Voiding.objects.filter(contract=contract).delete()
    payload = {"kind": kind, "reason": reason.strip()}
    finish("ended", fresh(contract), by=by, payload=payload, notices=letters)


@transaction.atomic
def void_contract(contract: Contract, *, by: Actor, reason: str) -> bool:
    """Propose to declare it void, or second somebody else's proposal; whether it is void now."""
    dossier = locked(contract)
    check("void", dossier, by)
    insist_valid({"reason": reason_problem(reason)})
    first = Voiding.objects.filter(contract=contract).first()
    if first is None:
        Voiding.objects.create(
            contract=contract, reason=reason.strip(), by_person_id=_person(by), at=clock.now()
        )
        letters = [Notice("void_proposed", to, contract.ref) for to in staff_and_student(dossier)]
        payload = {"reason": reason.strip()}
        finish("void_proposed", fresh(contract), by=by, payload=payload, notices=letters)
        return False
    letters = _over(dossier)
    Ending.objects.create(
        contract=contract,
        kind="void",
        reason=first.reason,
        by_person_id=first.by_person_id,
        second_by_id=_person(by),
        at=clock.now(),
    )
    first.delete()
    payload = {"kind": "void", "reason": reason.strip()}
    finish("ended", fresh(contract), by=by, payload=payload, notices=letters)
    return True


@transaction.atomic
def keep_contract(contract: Contract, *, by: Actor) -> None:
    """Turn down, or take back, the proposal to declare it void."""
    dossier = locked(contract)
    check("keep", dossier, by)
    Voiding.objects.filter(contract=contract).delete()
    finish("void_dropped", fresh(contract), by=by, payload={})


@transaction.atomic
def pause(contract: Contract, *, by: Actor, reason: str, back_on: date | None = None) -> None:
    """Let it rest: open asks close, no promise runs, every yes is kept."""
    dossier = locked(contract)
    check("pause", dossier, by)
    past = back_on and back_on <= clock.today(contract.institution.time_zone)
    wrong = Refusal("date_past") if past else None
    insist_valid({"reason": reason_problem(reason), "back_on": wrong})
    letters = _close_asks(dossier, "paused")
    Pause.objects.create(
        contract=contract,
        reason=reason.strip(),
        by_person_id=_person(by),
        at=clock.now(),
        back_on=back_on,
    )
    letters += [Notice("paused", to, contract.ref) for to in staff_and_student(dossier)]
    payload = {"reason": reason.strip(), "back_on": back_on.isoformat() if back_on else ""}
    finish("paused", fresh(contract), by=by, payload=payload, notices=letters)


@transaction.atomic
def resume(contract: Contract, *, by: Actor) -> None:
    """It goes on where it stood; whoever was being asked is asked again by the student."""
    dossier = locked(contract)
    check("resume", dossier, by)
    Pause.objects.filter(contract=contract, over_at=None).update(
        over_at=clock.now(), over_by=_person(by)
    )
    letters = [Notice("resumed", to, contract.ref) for to in staff_and_student(dossier)]
    finish("resumed", fresh(contract), by=by, payload={}, notices=letters)
