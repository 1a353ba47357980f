"""One student's own people and dates as a form, read as a line of a roster: one law for both."""

from collections.abc import Iterable, Mapping

from pactwork.ground.canonical import digest
from pactwork.modules.models import Enrolment, Role
from pactwork.modules.queries import specification
from pactwork.modules.roster.lines import CLEARED
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.reading import Row, Sheet
from pactwork.modules.rules.named import OwnColumn, own_columns
from pactwork.people.models import Person

DAYS = ("own_start", "own_end")


def field(column: str) -> str:
    """The field of a column that a module asks for: no other field is called so."""
    return f"named.{column}"


def columns_of(place: Enrolment) -> list[OwnColumn]:
    return own_columns(specification(place.run))


def days_of(place: Enrolment) -> list[str]:
    """Which of their own days the module leaves to students."""
    limits = specification(place.run).calendar.own_dates
    return [d for d in DAYS if limits and getattr(limits, d.removeprefix("own_"))]


def values(place: Enrolment) -> dict[str, str]:
    """What stands in the fields."""
    found = {field(c.name): str(place.named.get(c.name) or "") for c in columns_of(place)}
    for name in DAYS:
        day = getattr(place, name)
        found[name] = day.isoformat() if day else ""
    return found


def stands_on(place: Enrolment) -> str:
    return digest([place.ref, *sorted(values(place).items())])[:20]


def choices(column: OwnColumn, roles: Iterable[Role], now: Person | None) -> list[Person]:
    """Who can be named: whoever has the role today, and who is named already."""
    found = {r.person.pk: r.person for r in roles if r.kind in column.kinds}
    return list((found | ({now.pk: now} if now else {})).values())


def line(
    place: Enrolment, typed: Mapping[str, str], keys: Mapping[str, Mapping[str, str]]
) -> Sheet:
    """``keys``: for each column, the key of each person who can be chosen, by ref.

    An empty field empties what was there. Somebody else's ref is nobody's.
    """
    cells = {"key": place.person.key, "role": "student", "run": place.run.ref}
    for name in days_of(place):
        cells[name] = typed.get(name, "").strip() or CLEARED
    named = {}
    for column in columns_of(place):
        ref = typed.get(field(column.name), "")
        named[column.name] = keys[column.name].get(ref, ref[:40]) if ref else CLEARED
    return Sheet(rows=[Row(1, cells, named)])


def beside(problems: Iterable[Problem], place: Enrolment) -> dict[str, str]:
    """Each problem at its field."""
    names = {column.name: field(column.name) for column in columns_of(place)}
    found: dict[str, str] = {}
    for problem in problems:
        found.setdefault(names.get(problem.column, problem.column), problem.words)
    return found
