"""Whether a student's own first and last day are within what their module allows. Pure."""

from pactwork.ground.dates import short_day
from pactwork.modules.roster.known import PlaceState, RunState
from pactwork.modules.roster.lines import Line
from pactwork.modules.roster.problem import Problem
from pactwork.modules.rules.dated import Own
from pactwork.modules.rules.dated_faults import own_days_wrong


def own_days(one: Line, run: RunState, now: PlaceState) -> Problem | None:
    if run.calendar is None or not (now.own_start or now.own_end):
        return None
    if not {"own_start", "own_end", "group"} & set(one.said):
        return None  # what stands there already is nobody's mistake on this line
    group, own = run.calendar.group(now.group), Own(now.own_start, now.own_end)
    wrong = own_days_wrong(run.calendar, group, own)
    if wrong is None:
        return None
    name, code = wrong
    limits = getattr(run.calendar.own_dates, name, None) or (None, None)
    params = {"first": short_day(limits[0]), "last": short_day(limits[1])}
    return one.wrong(code, f"own_{name}", **params)
