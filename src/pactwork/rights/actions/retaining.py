"""What a rule no longer keeps is taken away: one contract, one entry, and a certificate of all."""

import logging
from pathlib import Path

from django.db import transaction

from pactwork.contracts.actions.erasing import erase_contract
from pactwork.contracts.models import Contract
from pactwork.ground import clock
from pactwork.ground.bulk import put_row
from pactwork.ground.refusal import Refusal, Refused
from pactwork.history.models import Entry
from pactwork.history.queries import ERASED
from pactwork.history.record import record
from pactwork.modules.models import Run
from pactwork.people.models import Institution
from pactwork.rights.certificate import certify, certify_owed, unusable
from pactwork.rights.models import Rule
from pactwork.rights.queries.due import Kept, Rules, due
from pactwork.rights.rules.keeping import may_go_by_itself, steady_since
from pactwork.web.keeping import drop_held

MOST_MONTHS = 1_200
A_NIGHT = 300  # contracts: the worker has other things to do
log = logging.getLogger(__name__)


@transaction.atomic
def set_rule(house: Institution, *, months: int, run: Run | None = None, by: str) -> None:
    """Contracts of the institution, or of one run, are kept for so long after its end.

    A new rule is looked at for two weeks before anything goes by itself, as when that was switched on.
    """
    if not 0 < months <= MOST_MONTHS:
        raise Refused(Refusal("months_out_of_range", {"most": str(MOST_MONTHS)}))
    put_row(Rule, institution=house, run=run, defaults={"months": months})
    anew = {"looked_on": None, "steady_since": None}
    Rule.objects.filter(institution=house, run=None).update(**anew)
    said = {"months": months, "run": run.ref if run else ""}
    record("kept_for", chain=house.ref, subject=house.ref, by=by, key=house.key, payload=said)


@transaction.atomic
def go_by_itself(house: Institution, *, on: bool, by: str) -> None:
    """What is due is erased every night, or not; two weeks pass before the first of it goes."""
    rule = Rule.objects.select_for_update(no_key=True).filter(institution=house, run=None).first()
    if rule is None:
        raise Refused(Refusal("no_rule_yet"))
    rule.nightly, rule.looked_on, rule.steady_since = on, None, None
    rule.save(update_fields=["nightly", "looked_on", "steady_since"])
    said = {"nightly": on}
    record("kept_nightly", chain=house.ref, subject=house.ref, by=by, key=house.key, payload=said)


def retain(house: Institution, *, by: str, most: int | None = None) -> Path | None:
    """Take away what is due now, and certify it; where the certificate lies, if there was any.

    What was erased before and cut short is certified first; where none can be written, nothing goes.
    """
    if why := unusable():
        raise Refused(Refusal("no_certificates", {"why": why}))
    certify_owed(house)
    entries = [entry for kept in due(house)[:most] if (entry := _erase(kept, by))]
    why = f"Contracts kept no longer by rule; {len(entries)} in all."
    return certify(house, why, entries) if entries else None


@transaction.atomic
def _erase(kept: Kept, by: str) -> Entry | None:
    """One contract; not if the rule was changed, or it went, since it was found."""
    known = Contract.objects.select_related("institution", "run", "enrolment__run")
    contract = known.filter(pk=kept.contract.pk).first()
    again = Rules(contract.institution).kept(contract) if contract else None
    if (
        contract is None
        or again is None
        or again.until >= clock.today(contract.institution.time_zone)
    ):
        return None
    drop_held()
    reason = f"Kept for {again.months} months after {again.ended_on}, by rule."
    erase_contract(contract, by=by, reason=reason)
    return Entry.objects.filter(chain=contract.institution.ref, act=ERASED).latest("seq")


def retain_nightly() -> None:
    """Where an administrator has switched it on, and the clock has gone evenly for two weeks."""
    for rule in Rule.objects.filter(nightly=True, run=None).select_related("institution"):
        if why := unusable():
            log.error("Nothing is erased by rule: %s", why)
        elif _looked(rule) and (path := retain(rule.institution, by="system", most=A_NIGHT)):
            log.info("Contracts were erased by rule; the certificate is %s", path.name)


@transaction.atomic
def _looked(rule: Rule) -> bool:
    """Note today's look; whether what is due may go. False if somebody has looked today."""
    today = clock.today(rule.institution.time_zone)
    now = Rule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    if not now.nightly or now.looked_on == today:
        return False
    now.steady_since = steady_since(today, now.looked_on, now.steady_since)
    now.looked_on = today
    now.save(update_fields=["looked_on", "steady_since"])
    return may_go_by_itself(today, now.steady_since)
