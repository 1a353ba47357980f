"""How long ago a row says it was, when the clock may have gone back since it was written.

What lies ahead of the clock was written by a clock that was wrong, or is wrong now. Nothing waits for
such a moment to come, and nothing counts as having happened lately because of it.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from pactwork.ground import clock

SKEW = timedelta(minutes=1)  # two machines' clocks differ by less


def lately(field: str, span: timedelta) -> Q:
    """Rows of the last so many minutes or days."""
    now = clock.now()
    return Q(**{f"{field}__gt": now - span, f"{field}__lte": now + SKEW})


def past(field: str, span: timedelta) -> Q:
    """Rows older than that, and those that lie ahead: whatever was to last so long is over."""
    return Q(**{f"{field}__lte": clock.now() - span}) | ahead(field)


def ahead(field: str, span: timedelta = timedelta(0)) -> Q:
    """Rows that lie further ahead than whoever wrote them can have meant."""
    return Q(**{f"{field}__gt": clock.now() + span + SKEW})


def is_ahead(moment: datetime) -> bool:
    return moment > clock.now() + SKEW
