"""The plan of weeks on paper: weeks alike in a line, and the hours added up."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from pactwork.contracts.rules.kinds import Context, Line
from pactwork.contracts.rules.kinds.weeks import hours_of, totals
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.rules.workload import Number, plural, whole

Week = tuple[int, Number, str]  # number, hours, what


def _planned(value: Mapping[str, Any], context: Context) -> list[Week]:
    weeks = value.get("weeks") or {}
    found = []
    for week in context.weeks:
        row = weeks.get(str(week.number)) or {}
        hours = whole(sum(hours_of(row, kind.key) for kind in context.hours))
        found.append((week.number, hours, str(row.get("doing") or "").strip()))
    return found


def _label(alike: list[Week]) -> str:
    first, last = alike[0][0], alike[-1][0]
    if first == last:
        return _("Week %(number)s") % {"number": first}
    return _("Weeks %(first)s to %(last)s") % {"first": first, "last": last}


def _hours(hours: Number) -> str:
    return ngettext("%(num)s hour", "%(num)s hours", plural(hours)) % {"num": hours}


def _text(alike: list[Week]) -> str:
    _number, hours, doing = alike[0]
    each = _("%(hours)s each week") if len(alike) > 1 else "%(hours)s"
    return "\n".join(filter(None, [doing, each % {"hours": _hours(hours)}]))


def weeks_on_paper(value: Mapping[str, Any], context: Context) -> list[Line]:
    """A line for each run of weeks that are alike, then one with the hours of each kind."""
    runs = [list(g) for _k, g in groupby(_planned(value, context), key=lambda w: w[1:])]
    lines = [Line("", _label(run), _text(run)) for run in runs if run[0][1] or run[0][2]]
    planned = totals(value, context)
    sums = [f"{kind.title}: {_hours(planned[kind.key])}" for kind in context.hours]
    in_all = _("%(hours)s in total. %(sums)s.") % {
        "hours": _hours(whole(sum(planned.values()))),
        "sums": ", ".join(sums),
    }
    return [*lines, Line("", _("Total"), in_all)] if lines else []
