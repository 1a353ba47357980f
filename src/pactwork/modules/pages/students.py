"""Who takes a run, with each student's own people and dates, and what can be chosen for one of them."""

from dataclasses import dataclass

from pactwork.ground.dates import days, short_day
from pactwork.ground.words import gettext as _
from pactwork.modules.editing import own_place
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import roles_on, specification
from pactwork.modules.queries.leading import named_by, students_on
from pactwork.modules.rules.named import OwnColumn, own_columns
from pactwork.people.models import Person


def day_titles() -> dict[str, str]:
    return {"own_start": _("First day"), "own_end": _("Last day")}


@dataclass(frozen=True)
class Named:
    """Who a student's own person is; ``gone``: they no longer have a role for it."""

    name: str = ""
    gone: bool = False


@dataclass(frozen=True)
class Row:
    place: Enrolment
    named: list[Named]
    days: list[str]


@dataclass(frozen=True)
class Page:
    """``dated``: which of their own days students have on this module."""

    columns: list[OwnColumn]
    dated: list[str]
    rows: list[Row]

    @property
    def heads(self) -> list[str]:
        titles = day_titles()
        names = [column.title for column in self.columns]
        return [_("Name"), _("Cohort"), *names, *(titles[name] for name in self.dated)]

    @property
    def changeable(self) -> bool:
        return bool(self.columns or self.dated)


@dataclass(frozen=True)
class Student:
    """One of them, with who can be chosen for each column."""

    place: Enrolment
    columns: list[tuple[OwnColumn, list[Person]]]
    limits: list[tuple[str, str, str]]  # field, title, and between which days; where they have any

    @property
    def keys(self) -> dict[str, dict[str, str]]:
        return {c.name: {p.ref: p.key for p in people} for c, people in self.columns}


def shown(run: Run) -> Page:
    """Five queries, however many students there are."""
    places, columns = students_on(run), own_columns(specification(run))
    people = named_by(run, places) if columns else {}
    held = {(role.person.ref, role.kind) for role in roles_on(run)} if columns else set()
    dated = own_place.days_of(places[0]) if places else []

    def named(place: Enrolment, column: OwnColumn) -> Named:
        ref = str(place.named.get(column.name) or "")
        here = any((ref, kind) in held for kind in column.kinds)
        return Named(people[ref].name, not here) if ref in people else Named()

    rows = [
        Row(
            place, [named(place, c) for c in columns], [short_day(getattr(place, d)) for d in dated]
        )
        for place in places
    ]
    return Page(columns, dated, rows)


def found(run: Run, ref: str) -> Student | None:
    """One who takes the run now or later."""
    place = next((place for place in students_on(run) if place.ref == ref), None)
    if place is None:
        return None
    people, roles = named_by(run, [place]), list(roles_on(run))
    columns = [
        (c, own_place.choices(c, roles, people.get(str(place.named.get(c.name) or ""))))
        for c in own_place.columns_of(place)
    ]
    limits = specification(run).calendar.own_dates
    said = {name: getattr(limits, name.removeprefix("own_")) for name in own_place.days_of(place)}
    titles = day_titles()
    return Student(
        place, columns, [(name, titles[name], days(*pair)) for name, pair in said.items()]
    )
