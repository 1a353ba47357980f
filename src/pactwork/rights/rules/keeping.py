"""For how long something is kept, and whether it may go by itself. Pure."""

from datetime import date, timedelta

STEADY = timedelta(
    days=14
)  # this long a clock must have gone on evenly before anything goes by itself
GAP = timedelta(days=2)  # and no two looks may lie further apart


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def steady_since(today: date, looked_on: date | None, since: date | None) -> date:
    """Since when somebody has looked every day. A clock that jumped, or a worker away, begins anew."""
    went_on = looked_on is not None and timedelta(0) <= today - looked_on <= GAP
    return since if went_on and since else today


def may_go_by_itself(today: date, since: date) -> bool:
    return today - since >= STEADY
