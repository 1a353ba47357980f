"""POST to a pattern of hours for several weeks of a plan."""

from collections.abc import Mapping
from typing import Any

from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.kinds.weeks import A_WEEK
from pactwork.contracts.rules.spreading import Pattern, filled
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import typed_in
from pactwork.ground.typed_numbers import half_in, number_in
from pactwork.modules.rules.workload import Number

# Hours a week of those patterns that have their own: an evening is two, a day seven.
FIXED = {"evening": 2, "evenings": 4, "day": 7, "none": 0}
MOST = 5000  # hours of all weeks together


def with_preset(
    value: Mapping[str, Any], form: Mapping[str, Any], context: Context
) -> tuple[dict[str, Any], dict[str, Refusal]]:
    """The plan with what was asked for in several weeks; or what is wrong with it, by field."""
    how, given = typed_in(form, "preset-how"), typed_in(form, "preset-hours")
    in_all = how == "total"
    hours: Number | None = FIXED.get(how)
    if hours is None and not given:
        return dict(value), {"preset-hours": Refusal("hours_missing")}
    if hours is None:
        hours = half_in(given, 0, MOST if in_all else A_WEEK)
    if hours is None:
        return dict(value), {"preset-hours": Refusal("not_hours", {"given": given[:40]})}
    first, last = (number_in(typed_in(form, f"preset-{name}")) or 0 for name in ("from", "to"))
    weeks = range(min(first, last), max(first, last) + 1)
    kind = typed_in(form, "preset-kind")
    return filled(value, context, Pattern(kind, hours, weeks, in_all)), {}
