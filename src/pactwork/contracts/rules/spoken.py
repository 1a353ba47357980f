"""A yes that somebody else writes down: on which days it can have been said, and until when disputed."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from pactwork.contracts.rules.facts import DraftFact, Facts
from pactwork.contracts.rules.needed import covered_digests
from pactwork.ground.refusal import Refusal
from pactwork.modules.rules.calendar import add_working_days
from pactwork.modules.rules.specification import Calendar

DISPUTE_FOR = 1  # working days after the one on which it was written down


HOW = ("meeting", "phone", "paper")


def first_worded(facts: Facts, party: str) -> DraftFact | None:
    """The first draft that had the words this party is asked about now; none without a draft."""
    if facts.newest is None:
        return None
    now = covered_digests(facts, party, facts.newest)
    same = (d for d in facts.drafts if covered_digests(facts, party, d) == now)
    return next(same, None)


def wrong_day(said_on: date, since: date, today: date) -> Refusal | None:
    """Nobody agreed to words before they were shared, nor tomorrow. All days are the institution's."""
    if said_on > today:
        return Refusal("date_to_come")
    return Refusal("said_too_soon", {"since": since}) if said_on < since else None


def dispute_ends(calendar: Calendar, written_at: datetime, zone: str) -> datetime:
    """The end of the next working day: whoever is said to have agreed has one whole day to look."""
    day = written_at.astimezone(ZoneInfo(zone)).date()
    last = add_working_days(calendar, day, DISPUTE_FOR)
    return datetime.combine(last, time.max, ZoneInfo(zone))
