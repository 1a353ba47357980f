"""A first plan of weeks to push against: the hours nobody has planned yet, spread evenly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.kinds.weeks import totals
from pactwork.modules.rules.workload import Number, whole


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


@dataclass(frozen=True)
class Pattern:
    """Hours of one kind, for the weeks from one to another: so many in each, or so many in all."""

    kind: str
    hours: Number
    weeks: Sequence[int]
    in_all: bool = False


def filled(value: Mapping[str, Any], context: Context, pattern: Pattern) -> dict[str, Any]:
    """The value with this pattern in its weeks, in halves at the finest; all else stays as it was."""
    weeks = {n: dict(week) for n, week in (value.get("weeks") or {}).items()}
    chosen = [week.number for week in context.weeks if week.number in pattern.weeks]
    if pattern.kind not in {kind.key for kind in context.hours} or not chosen:
        return dict(value)
    each, rest = int(pattern.hours * 2), 0
    if pattern.in_all:
        each, rest = divmod(each, len(chosen))
    for place, number in enumerate(chosen):
        hours = whole((each + (place < rest)) / 2)
        weeks.setdefault(str(number), {"doing": ""})[pattern.kind] = hours
    return {**value, "weeks": weeks}
