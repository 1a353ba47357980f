"""Wording only: a seat whose yes was kept through other words may ask to be asked about them."""

from django.db import transaction

from pactwork.contracts.actions.asking import seat_for, staff_and_student
from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.as_facts import answered_by
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Agreement, Contract, Draft, Objection
from pactwork.contracts.queries.days import object_until
from pactwork.contracts.rules.answers import reason_problem
from pactwork.contracts.rules.wording_only import kept_by_wording
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.record import Notice
from pactwork.people.actors import Actor


@transaction.atomic
def object_to_wording(contract: Contract, seat_ref: str, *, by: Actor, reason: str) -> None:
    """For this party the words do not mean the same: its yes lapses, and the text before is in force."""
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    today = clock.today(contract.institution.time_zone)
    until = object_until(dossier, seat.pk)
    check("object", dossier, by, seat=seat.pk, object_until=until, today=today)
    insist(reason_problem(reason))
    kept = kept_by_wording(dossier.facts, seat.pk)
    given = next(a for a in reversed(dossier.answers) if a.seat_id == seat.pk)
    if kept is None or (by.via == "link" and answered_by(given) != by.ref):
        raise Refused(Refusal("not_your_answer"))
    draft = next(d for d in dossier.drafts if d.number == kept.draft)
    Objection.objects.create(
        seat=seat,
        draft=draft,
        reason=reason.strip(),
        by_person_id=by.person_id,
        by_name=by.name,
        at=clock.now(),
    )
    _back_in_force(dossier, draft)
    payload = {"party": seat.party, "draft": draft.number, "reason": reason.strip()}
    letters = [Notice("objected", to, contract.ref) for to in staff_and_student(dossier)]
    finish("objected", contract, by=by, payload=payload, notices=letters)


def _back_in_force(dossier: Dossier, draft: Draft) -> None:
    """What everybody had agreed to before this draft holds again, from now."""
    in_force = dossier.agreements[-1] if dossier.agreements else None
    earlier = [a for a in dossier.agreements if a.draft.number < draft.number]
    if in_force and in_force.draft_id == draft.pk and earlier:
        Agreement.objects.create(
            contract=dossier.contract,
            draft=earlier[-1].draft,
            from_at=clock.now(),
            yeses=earlier[-1].yeses,
        )
