"""Somebody is erased: their own contracts go, their name goes from everything else."""

from django.db import transaction

from pactwork.contracts.actions.base import lock
from pactwork.contracts.actions.erasing import erase_contract
from pactwork.contracts.rules.answers import reason_problem
from pactwork.ground.personal_data import DataSubject
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.models import Entry, Name
from pactwork.history.queries import ERASED, NAMELESS
from pactwork.history.record import record
from pactwork.rights.actions.forgetting import forget_in_contract, forget_person, forget_rows
from pactwork.rights.queries.holds import holds, named_in, own
from pactwork.web.keeping import drop_held


@transaction.atomic
def erase_person(who: DataSubject, *, by: str, reason: str) -> list[Entry]:
    """All of it or nothing. Every contract it touches has its own entry, and the whole has one.

    The entries name nobody. Those in which the person is named hold marks; without the rows that the
    marks stand for, nobody can tell whose they were, and the chain holds as before.
    """
    insist(reason_problem(reason))
    named = list(named_in(who))
    for contract in named:
        lock(contract)
    if holds(who):
        raise Refused(Refusal("person_is_held"))
    house, entries = who.house, []
    for contract in own(who):
        erase_contract(contract, by=by, reason=reason)
        entries.append(Entry.objects.filter(chain=house.ref, act=ERASED).latest("seq"))
    kept = Name.objects.filter(chain=house.ref, of__in=who.refs)
    marks = set(kept.values_list("mark", flat=True))
    for contract in named:
        forget_in_contract(who, contract, marks)
    forget_rows(who)
    forget_person(who)
    kept.delete()
    drop_held()
    payload = {
        "reason": reason.strip(),
        "marks": sorted(marks),
        "subject": ", ".join(who.refs),
        "rows": {"contracts erased": len(entries), "contracts without the name": len(named)},
    }
    said = record(
        NAMELESS, chain=house.ref, subject=house.ref, by=by, key=house.key, payload=payload
    )
    return [*entries, said]
