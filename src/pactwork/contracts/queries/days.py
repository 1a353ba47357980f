"""Days that follow from a contract and the calendar of its run."""

from datetime import date

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rules.spoken import first_worded
from pactwork.contracts.rules.wording_only import kept_by_wording
from pactwork.ground import clock
from pactwork.modules.queries import specification
from pactwork.modules.rules.calendar import add_working_days

OBJECT_FOR = 5  # working days


def promised_on(dossier: Dossier, party: str) -> date | None:
    """By when the university has promised this party's answer, counted from today."""
    spec = specification(dossier.contract.run)
    for section in dossier.template.sections:
        for item in section.items:
            if item.party == party and item.starts == "asked" and item.days is not None:
                day = clock.today(dossier.contract.institution.time_zone)
                return add_working_days(spec.calendar, day, item.days)
    return None


def days_for(dossier: Dossier, party: str) -> tuple[date, date]:
    """The first and the last day on which this party can have said yes to the newest draft's words."""
    zone = dossier.contract.institution.time_zone
    first, today = first_worded(dossier.facts, party), clock.today(zone)
    return (clock.day_of(first.shared_at, zone) if first else today), today


def object_until(dossier: Dossier, seat: int) -> date | None:
    """The last day for this seat to object to a confirmed wording; None where there is none."""
    kept = kept_by_wording(dossier.facts, seat)
    if kept is None:
        return None
    zone = dossier.contract.institution.time_zone
    calendar = specification(dossier.contract.run).calendar
    return add_working_days(calendar, clock.day_of(kept.at, zone), OBJECT_FOR)
