"""The contract's own deadline: until when it has to be agreed, and whether that day is past."""

from dataclasses import dataclass
from datetime import date

from pactwork.ground.dates import day
from pactwork.ground.words import gettext as _
from pactwork.modules.models import Enrolment
from pactwork.modules.queries.handing_in import contract_by
from pactwork.modules.rules.calendar import Due

OPEN = ("drafting", "asking")  # stages of a contract that was never agreed, and goes on


@dataclass(frozen=True)
class Deadline:
    due: Due
    today: date

    @property
    def past(self) -> bool:
        return self.due.on < self.today

    @property
    def words(self) -> str:
        """One sentence for the student."""
        known = {"day": day(self.due.on)}
        if self.past:
            return _("Your contract was due to be agreed by %(day)s.") % known
        return _("Your contract must be agreed by %(day)s.") % known


def deadline_of(
    enrolment: Enrolment, stage: str, agreed_on: date | None, today: date
) -> Deadline | None:
    """The deadline while it is still to be met; none, where the module has none."""
    if stage not in OPEN or agreed_on:
        return None
    due = contract_by(enrolment.run, enrolment.group, enrolment.own)
    return Deadline(due, today) if due else None
