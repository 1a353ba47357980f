"""Places that end: what becomes of a set, and who is missing from a file that is the whole list."""

from dataclasses import replace
from datetime import date, timedelta

from pactwork.modules.roster.known import Known, PlaceState
from pactwork.modules.roster.plan import Change, Plan


def ended_on(known: Known, ends: date | None) -> date:
    """The day before today, or earlier where it was over before."""
    yesterday = known.today - timedelta(days=1)
    return min(ends, yesterday) if ends else yesterday


def settled(known: Known, now: PlaceState, told: bool) -> PlaceState:
    """A place that is over has left its set and remembers it; one that begins again is back in it.

    ``told``: the line itself says which set, if any.
    """
    if known.over(now):
        return replace(now, set="", left=now.set or now.left)
    return replace(now, set=now.set if told else now.set or now.left, left="")


def end_absent(plan: Plan) -> None:
    """For every run and role that the file names, the places of those it does not name end.

    With a line left out, nobody could say who is missing: then no place ends.
    """
    plan.held_back = bool(plan.problems)
    if plan.held_back:
        return
    known = plan.known
    for run in sorted({run for run, _ in plan.places}):
        for key, seat in sorted(known.places.items(), key=lambda item: item[0]):
            if key[0] == run and key not in plan.places and not known.over(seat):
                gone = settled(known, replace(seat, ends_on=ended_on(known, seat.ends_on)), False)
                plan.places[key] = Change(0, seat, gone)
    named = {(run, kind) for run, _, kind in plan.roles}
    for held in sorted(known.roles):
        role = known.roles[held]
        if (role.run, role.kind) in named and held not in plan.roles and not known.over(role):
            over = replace(role, ends_on=ended_on(known, role.ends_on))
            plan.roles[held] = Change(0, role, over)
