"""When somebody is written to: their rhythm, their quiet hours, at most two nudges a week."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from pactwork.ground.digest_line import DigestLine
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed_numbers import number_in

DAILY, WEEKLY, NEVER = "daily", "weekly", "never"
NUDGES, WEEK = 2, timedelta(days=7)
SATURDAY = 5  # no digest on it, nor on the day after
QUIET_FROM, QUIET_UNTIL = 20, 8  # hours, until somebody chooses theirs


LONGEST_AGO = timedelta(days=14)  # what happened before that is no news


def news_since(sent_at: datetime | None, now: datetime) -> datetime:
    """From when on what happened is news: the last digest, and a fortnight at most."""
    ago = now - LONGEST_AGO
    return max(sent_at, ago) if sent_at and sent_at <= now else ago


def quiet(hour: int, first: int, last: int) -> bool:
    """Quiet from one hour until another, over midnight too; the same hour twice is never."""
    return first <= hour < last if first <= last else hour >= first or hour < last


def looks_today(rhythm: str, today: date, looked_on: date | None) -> bool:
    """Daily on working days, weekly on Mondays; whoever was missed on a Monday, on the next day."""
    if rhythm == NEVER or looked_on == today or today.weekday() >= SATURDAY:
        return False
    monday = today - timedelta(days=today.weekday())
    return rhythm == DAILY or looked_on is None or not monday <= looked_on <= today


def worth_sending(
    lines: Sequence[DigestLine], sent_at: datetime | None, nudged_on: Iterable[date], today: date
) -> str | None:
    """News, or "nudge" where nothing is new but something is still owed; none: no letter."""
    if not lines:
        return None
    if sent_at is None or any(line.since and line.since > sent_at for line in lines):
        return "news"
    lately = [day for day in nudged_on if timedelta(0) <= today - day < WEEK]
    return "nudge" if len(lately) < NUDGES else None


def problems(
    rhythm: str, first: str, last: str, off: Iterable[str], kinds: Collection[str]
) -> dict[str, Refusal]:
    """What is wrong with somebody's choice, by field."""
    found: dict[str, Refusal] = {}
    if rhythm not in (DAILY, WEEKLY, NEVER):
        found["rhythm"] = Refusal("no_rhythm")
    for field, hour in (("quiet_from", first), ("quiet_until", last)):
        if number_in(hour, 0, 23) is None:
            found[field] = Refusal("no_hour")
    if set(off) - set(kinds):
        found["off"] = Refusal("no_kind")
    return found
