"""Whether a date of a module file can be worked out: of weeks that there are, never of itself. Pure."""

from collections.abc import Iterator, Sequence

from pactwork.modules.rules.calendar import start
from pactwork.modules.rules.circles import in_circles
from pactwork.modules.rules.dated import POINTS, STUDENT, Dated, Own, OwnDates
from pactwork.modules.rules.faults import Fault, Path, unknown
from pactwork.modules.rules.roles import ROLE_KINDS
from pactwork.modules.rules.specification import Calendar, Group, Specification


def dated_faults(spec: Specification) -> Iterator[Fault]:
    """Of every entry that has a date."""
    pieces = [piece.key for piece in spec.assessment]
    for name in ("contract_by", "review_at"):
        if dated := getattr(spec.calendar, name):
            yield from _weeks(("calendar", name), dated, spec)
            yield from _point(("calendar", name), dated, pieces)
    parties = {party.key for one in spec.templates.values() for party in one.parties}
    owners = (STUDENT, *sorted(parties), *ROLE_KINDS)
    leads = {p.key: [p.point] for p in spec.assessment if p.point and p.point not in POINTS}
    circled = in_circles(leads)
    for n, piece in enumerate(spec.assessment):
        path: Path = ("assessment", n)
        yield from _weeks(path, piece, spec)
        yield from _point(path, piece, pieces)
        if piece.key in circled:
            here = (*path, "after" if piece.after else "before")
            yield Fault(here, "dated_circle", {"key": piece.key})
        if piece.whose not in owners:
            yield unknown((*path, "from"), piece.whose, owners, "owner")


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


def _point(path: Path, dated: Dated, pieces: Sequence[str]) -> Iterator[Fault]:
    name = dated.point
    if dated.before == "agreed":
        yield Fault((*path, "before"), "before_agreed")
    if name is not None and name not in POINTS and name not in pieces:
        here = (*path, "after" if dated.after else "before")
        yield unknown(here, name, (*POINTS, *pieces), "point")


def waits_for_agreement(dated: Dated, spec: Specification) -> bool:
    """Whether its day is known only once all have agreed: by itself, or by what it is counted from."""
    pieces, seen, name = {piece.key: piece for piece in spec.assessment}, set[str](), dated.point
    while name in pieces and name not in seen:
        seen.add(name)
        name = pieces[name].point
    return name == "agreed"
