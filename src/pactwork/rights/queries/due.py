"""Which contracts are kept no longer, by which rule, and until when the others are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from pactwork.contracts.models import Contract
from pactwork.ground import clock
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import weeks_of
from pactwork.people.models import Institution
from pactwork.rights.models import Rule
from pactwork.rights.rules.keeping import months_after


@dataclass(frozen=True)
class Kept:
    """A contract, when the student's module ended, and the day until which a rule keeps it."""

    contract: Contract
    ended_on: date
    months: int
    until: date


class Rules:
    """The rules of one institution, read once."""

    def __init__(self, house: Institution) -> None:
        found = list(Rule.objects.filter(institution=house))
        self.own = next((rule for rule in found if rule.run_id is None), None)
        self.by_run = {rule.run_id: rule.months for rule in found if rule.run_id}

    def months(self, run: Run) -> int | None:
        """A run's own rule before the institution's; None where nobody has said."""
        return self.by_run.get(run.pk, self.own.months if self.own else None)

    def kept(self, contract: Contract) -> Kept | None:
        months, ended = self.months(contract.run), ended_on(contract.enrolment)
        if months is None:
            return None
        return Kept(contract, ended, months, months_after(ended, months))


def rule_words(rules: Rules) -> str:
    """The institution's rule as a sentence; none where there is none, or not one only."""
    if rules.own is None or rules.by_run:
        return ""
    return ngettext(
        "Your institution keeps contracts for one month after their module has ended.",
        "Your institution keeps contracts for %(num)s months after their module has ended.",
        rules.own.months,
    ) % {"num": rules.own.months}


def ended_on(enrolment: Enrolment) -> date:
    """The last day of this student's teaching weeks, or of their place where that is later."""
    last = weeks_of(enrolment)[-1].last
    return max(last, enrolment.ends_on) if enrolment.ends_on else last


def due(house: Institution) -> list[Kept]:
    """Contracts that no rule keeps any longer, the longest ended first."""
    return sorted(_due(house), key=lambda kept: (kept.until, kept.contract.pk))


def _due(house: Institution) -> Iterator[Kept]:
    rules, today = Rules(house), clock.today(house.time_zone)
    begun = [
        run
        for run in Run.objects.filter(institution=house)
        if (months := rules.months(run)) is not None
        and months_after(run.starts_on, months) <= today
    ]
    runs = {run.pk: run for run in begun}  # parsed once, however many contracts
    contracts = Contract.objects.filter(run__in=list(runs)).order_by("pk")
    for contract in contracts.select_related("enrolment", "student", "institution"):
        contract.run = contract.enrolment.run = runs[contract.run_id]
        kept = rules.kept(contract)
        if kept and kept.until < today:
            yield kept
