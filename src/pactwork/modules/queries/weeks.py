"""A run's calendar as rows: teaching weeks with who teaches them, and the breaks in between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pactwork.modules.models import Role
from pactwork.modules.rules.calendar import Week, closed_in
from pactwork.modules.rules.specification import Calendar, Span


@dataclass(frozen=True)
class Taught:
    """One teaching week. ``guests`` teach this week and not all; ``yours``: so does the reader; ``closed``:
    days on which the university is."""

    week: Week
    now: bool
    gone: bool
    yours: bool
    guests: list[Role]
    closed: list[date] = field(default_factory=list)


@dataclass(frozen=True)
class Break:
    """A vacation between teaching weeks."""

    span: Span
    now: bool


NEXT = 3  # weeks from now on that are worth seeing at once


@dataclass(frozen=True)
class Term:
    """The rows of a calendar, folded into what is over, what is near and what comes later."""

    over: list[Taught | Break]
    near: list[Taught | Break]
    later: list[Taught | Break]


def folded(rows: list[Taught | Break], today: date) -> Term:
    """Whoever teaches some weeks sees them all unfolded; what is nearly all stays whole."""
    if any(isinstance(row, Taught) and row.yours for row in rows) or len(rows) <= NEXT + 2:
        return Term([], rows, [])
    over = [row for row in rows if _last(row) < today]
    rest = rows[len(over) :]
    return Term(over, rest[:NEXT], rest[NEXT:])


def _last(row: Taught | Break) -> date:
    return row.week.last if isinstance(row, Taught) else row.span.last


def teaches(role: Role, number: int) -> bool:
    """A role with weeks counts in those weeks only; one without counts in all of them."""
    return not role.weeks or number in role.weeks


def calendar_rows(
    weeks: Sequence[Week],
    calendar: Calendar,
    team: Iterable[Role],
    own: Sequence[Role],
    today: date,
) -> list[Taught | Break]:
    """In the order of their dates; only breaks that fall between the first and the last week."""
    guests = [role for role in team if role.weeks]
    named = [role for role in own if role.weeks]
    rows: list[tuple[date, int, Taught | Break]] = [
        (
            week.first,
            1,
            Taught(
                week,
                now=week.first <= today <= week.last and not _off(calendar, today),
                gone=week.last < today,
                yours=any(teaches(role, week.number) for role in named),
                guests=[role for role in guests if teaches(role, week.number)],
                closed=closed_in(calendar, week),
            ),
        )
        for week in weeks
    ]
    rows += [
        (span.first, 0, Break(span, span.first <= today <= span.last))
        for span in calendar.vacations
        if weeks[0].first <= span.first <= weeks[-1].last
    ]
    return [row for _, _, row in sorted(rows, key=lambda r: r[:2])]


def _off(calendar: Calendar, today: date) -> bool:
    return any(span.first <= today <= span.last for span in calendar.vacations)
