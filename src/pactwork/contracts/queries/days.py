"""Days that follow from a contract and the calendar of its run."""

from datetime import date

from pactwork.contracts.rules.meaning import kept_by_wording
from pactwork.contracts.rules.spoken import first_worded
from pactwork.contracts.whole import Whole
from pactwork.ground import clock
from pactwork.modules.queries import specification
from pactwork.modules.rules.calendar import add_working_days

OBJECT_FOR = 5  # working days


def promised_on(found: Whole, party: str) -> date | None:
    """By when the university has promised this party's answer, counted from today."""
    spec = specification(found.contract.run)
    for section in found.template.sections:
        for item in section.items:
            if item.party == party and item.starts == "asked" and item.days is not None:
                day = clock.today(found.contract.institution.time_zone)
                return add_working_days(spec.calendar, day, item.days)
    return None


def days_for(found: Whole, party: str) -> tuple[date, date]:
    """The first and the last day on which this party can have said yes to the newest draft's words."""
    zone = found.contract.institution.time_zone
    first, today = first_worded(found.facts, party), clock.today(zone)
    return (clock.day_of(first.shared_at, zone) if first else today), today


def object_until(found: Whole, seat: int) -> date | None:
    """The last day for this seat to object to a confirmed wording; None where there is none."""
    kept = kept_by_wording(found.facts, seat)
    if kept is None:
        return None
    zone = found.contract.institution.time_zone
    calendar = specification(found.contract.run).calendar
    return add_working_days(calendar, clock.day_of(kept.at, zone), OBJECT_FOR)
