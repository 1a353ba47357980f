"""The module leader shows an external examiner a dated sample of contracts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from pactwork.contracts.models import Contract, Sampled
from pactwork.ground import clock
from pactwork.ground.bulk import put_row
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.record import record
from pactwork.modules.models import Run
from pactwork.modules.queries import roles_now, staff_of
from pactwork.people.actors import Actor
from pactwork.people.models import Person

MOST = 200  # contracts in one sample


def _insist_leader(run: Run, by: Actor) -> int:
    leads = roles_now(by).filter(run=run, kind="module_leader").exists()
    if by.person_id is None or not leads:
        raise Refused(Refusal("not_your_move", {"move": "sample"}))
    return by.person_id


def _written(act: str, run: Run, by: Actor, payload: Mapping[str, Any]) -> None:
    house = run.institution
    said = {"name": by.called, **payload}
    record(act, chain=house.ref, subject=run.ref, by=by.ref, key=house.key, payload=said)


@transaction.atomic
def sample(
    run: Run,
    contracts: Sequence[Contract],
    *,
    to: Person,
    until: date | None,
    by: Actor,
    had: int | None = None,
) -> int:
    """Show these contracts to an examiner of the run up to a day; how many.

    ``had``: how many they were shown on the page that asks. Sent again, it would draw some more.
    """
    leader = _insist_leader(run, by)
    today = clock.today(run.institution.time_zone)
    if not staff_of(run, "examiner").filter(person=to).exists():
        raise Refused(Refusal("not_an_examiner"))
    if until is None or until < today:
        raise Refused(Refusal("sample_until"))
    Run.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=run.pk)
    have = Sampled.objects.filter(contract__run=run, person=to).count()
    insist(None if had in (None, have) else Refusal("sample_moved", {"count": have}))
    insist(None if contracts else Refusal("sample_empty"))
    insist(None if len(contracts) <= MOST else Refusal("sample_count", {"most": MOST}))
    for contract in contracts:
        put_row(
            Sampled,
            contract=contract,
            person=to,
            defaults={"from_on": today, "until_on": until, "by_person_id": leader},
        )
    refs = sorted(contract.ref for contract in contracts)
    payload = {"to": to.called, "until": str(until), "contracts": refs}
    _written("sampled", run, by, payload)
    return len(refs)


@transaction.atomic
def end_sample(run: Run, *, to: Person, by: Actor) -> int:
    """The examiner reads these contracts no longer; how many they were."""
    _insist_leader(run, by)
    rows = Sampled.objects.filter(contract__run=run, person=to)
    count = rows.count()
    insist(None if count else Refusal("sample_empty"))
    rows.delete()
    _written("sample_ended", run, by, {"to": to.called, "contracts": count})
    return count
