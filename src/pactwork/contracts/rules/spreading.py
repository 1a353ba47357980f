"""A first plan of weeks to push against: the hours nobody has planned yet, spread evenly."""

from collections.abc import Mapping
from typing import Any

from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.kinds.weeks import totals


def spread(value: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """The value with each kind that has no hours shared out over the weeks; typed lines stay."""
    planned = totals(value, context)
    weeks = {n: dict(week) for n, week in (value.get("weeks") or {}).items()}
    for kind in context.hours:
        if planned[kind.key] or not context.weeks:
            continue
        each, rest = divmod(kind.hours, len(context.weeks))
        for place, week in enumerate(context.weeks):
            hours = each + (place < rest)
            weeks.setdefault(str(week.number), {"doing": ""})[kind.key] = hours
    return {**value, "weeks": weeks}
