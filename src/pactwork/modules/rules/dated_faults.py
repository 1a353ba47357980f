"""Whether a date of a module file can be worked out: of weeks that there are, never of itself. Pure."""

from collections.abc import Iterator

from pactwork.modules.rules.calendar import start
from pactwork.modules.rules.dated import POINTS, STUDENT, Component, Dated, Own, OwnDates
from pactwork.modules.rules.faults import Fault, Path, unknown
from pactwork.modules.rules.roles import ROLE_KINDS
from pactwork.modules.rules.specification import Calendar, Group, Specification


def dated_faults(path: Path, dated: Dated, spec: Specification) -> Iterator[Fault]:
    """``path`` leads to the entry that has the date."""
    yield from _weeks(path, dated, spec)
    yield from _point(path, dated, spec)
    if isinstance(dated, Component):
        yield from _whose(path, dated, spec)


def own_date_faults(calendar: Calendar) -> Iterator[Fault]:
    """A student who begins last may not begin after all have to have ended."""
    path: Path = ("calendar", "own_dates")
    own = calendar.own_dates
    if own and not (own.start or own.end):
        yield Fault(path, "own_dates_empty")
    latest = own.end[1] if own and own.end else None
    begins = own.start[0] if own and own.start else calendar.starts_on
    if latest and latest < begins:
        yield Fault((*path, "end"), "own_dates_backwards", {"end": latest, "start": begins})


def own_days_wrong(calendar: Calendar, group: Group | None, own: Own) -> tuple[str, str] | None:
    """Which of a student's own days the module does not allow, and why: ``start`` or ``end``, a code."""
    limits = calendar.own_dates or OwnDates()
    for name, day, pair in (("start", own.start, limits.start), ("end", own.end, limits.end)):
        if day and pair is None:
            return name, "own_day_fixed"
        if day and pair and not pair[0] <= day <= pair[1]:
            return name, "own_day_outside"
    if own.end and own.end < start(calendar, group, own):
        return "end", "own_days_backwards"
    return None


def _weeks(path: Path, dated: Dated, spec: Specification) -> Iterator[Fault]:
    for name in ("week", "until"):
        number = getattr(dated, name, None)
        if number and number > spec.calendar.weeks:
            params: dict[str, object] = {"week": number, "weeks": spec.calendar.weeks}
            yield Fault((*path, name), "week_beyond", params)


def _point(path: Path, dated: Dated, spec: Specification) -> Iterator[Fault]:
    name = dated.point
    if dated.before == "agreed":
        yield Fault((*path, "before"), "before_agreed")
    if name is None or name in POINTS:
        return
    pieces = {piece.key: piece for piece in spec.assessment}
    here = (*path, "after" if dated.after else "before")
    if name not in pieces:
        yield unknown(here, name, (*POINTS, *pieces), "point")
    elif isinstance(dated, Component) and _circles(dated, pieces):
        yield Fault(here, "dated_circle", {"key": dated.key})


def _circles(piece: Component, pieces: dict[str, Component]) -> bool:
    """Whether its date leads back to it; a circle further on is the fault of those in it."""
    seen: set[str] = set()
    name = piece.point
    while name in pieces and name not in seen:
        if name == piece.key:
            return True
        seen.add(name)
        name = pieces[name].point
    return False


def waits_for_agreement(dated: Dated, spec: Specification) -> bool:
    """Whether its day is known only once all have agreed: by itself, or by what it is counted from."""
    pieces, seen, name = {piece.key: piece for piece in spec.assessment}, set[str](), dated.point
    while name in pieces and name not in seen:
        seen.add(name)
        name = pieces[name].point
    return name == "agreed"


def _whose(path: Path, piece: Component, spec: Specification) -> Iterator[Fault]:
    parties = {party.key for one in spec.templates.values() for party in one.parties}
    known = (STUDENT, *sorted(parties), *ROLE_KINDS)
    if piece.whose not in known:
        yield unknown((*path, "from"), piece.whose, known, "owner")
