"""The page on which a run is copied: its dates moved by whole weeks, beside those they come from."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pactwork.ground.dates import day, days, short_day
from pactwork.ground.typed_days import day_in
from pactwork.modules.editing.applying import Edited, edited
from pactwork.modules.editing.fields import Field, Group, Part, at, named
from pactwork.modules.editing.parts import dates
from pactwork.modules.models import Role
from pactwork.modules.rules.calendar import monday, shifted, teaching_weeks
from pactwork.modules.rules.dated import OwnDates
from pactwork.modules.rules.due import dates_of
from pactwork.modules.rules.entries import as_day
from pactwork.modules.rules.rollover import renamed
from pactwork.modules.rules.specification import Group as GroupOf
from pactwork.modules.rules.specification import Specification
from pactwork.modules.words_of_dates import day_in_words, dues_in_words

Rows = list[tuple[str, str, str]]


def copy_part(spec: Specification) -> Part:
    """The name of the new run, and every day in its calendar."""
    name = Field(("run",), _("Name of the new run"))
    return Part("copy", _("Copy"), groups=(Group("", (name,)), *dates(spec).groups))


def later(spec: Specification, starts_on: date) -> Specification:
    """The run a year on, as it is first proposed."""
    moved = shifted(spec, starts_on)
    years = moved.calendar.starts_on.year - spec.calendar.starts_on.year
    return moved.model_copy(update={"run": renamed(spec.run, years)})


def copied(spec: Specification, typed: Mapping[str, str]) -> Edited:
    """The run as it was typed; days that have no field here move by whole weeks with its first day."""
    part, first = copy_part(spec), spec.calendar.starts_on
    with suppress(ValueError):
        first = as_day(day_in(typed.get("calendar.starts_on", "")))
    return edited(part, later(spec, first).model_dump(mode="json"), typed)


def before(part: Part, body: Mapping[str, object]) -> dict[str, str]:
    """Each day of the earlier run in words, by the name of its field."""
    found: dict[str, str] = {}
    for one in part.fields:
        flat = [one] if isinstance(one, Field) else one.flat(range(len(at(body, one.path) or ())))
        for field in flat:
            said = at(body, field.path)
            if field.kind == "day" and said:
                found[named(field.path)] = day(date.fromisoformat(str(said)))
    return found


@dataclass(frozen=True)
class Compared:
    """What follows from the dates: each deadline and each week, then and now."""

    deadlines: Rows
    weeks: Rows


def compared(was: Specification, now: Specification) -> Compared:
    return Compared(list(_deadlines(was, now)), list(_weeks(was, now)))


def _deadlines(was: Specification, now: Specification) -> Iterator[tuple[str, str, str]]:
    yield from _own_dates(was, now)
    groups: list[GroupOf | None] = [*now.calendar.groups] or [None]
    before = {piece.key: piece for piece in was.assessment}
    for piece in now.assessment:
        for group in groups:
            then = was.calendar.group(group.key) if group else None
            whose = f"{piece.title}, {group.title}" if group else piece.title
            old = dates_of(was, then).hand_in(before.get(piece.key, piece))
            new = dates_of(now, group).hand_in(piece)
            yield whose, dues_in_words(old), dues_in_words(new)


def _own_dates(was: Specification, now: Specification) -> Iterator[tuple[str, str, str]]:
    """Between which days students choose their own start and end; days that the contract is to keep."""
    old, new = was.calendar.own_dates or OwnDates(), now.calendar.own_dates or OwnDates()
    for label, then, comes in (
        (_("Students’ own start"), old.start, new.start),
        (_("Students’ own end"), old.end, new.end),
    ):
        if then and comes:
            yield label, days(*then), days(*comes)
    for label, due, falls in (
        (_("Contracts are agreed by"), was.calendar.contract_by, now.calendar.contract_by),
        (_("The plan is reviewed"), was.calendar.review_at, now.calendar.review_at),
    ):
        if due and falls:
            yield label, day_in_words(dates_of(was), due), day_in_words(dates_of(now), falls)


def _weeks(was: Specification, now: Specification) -> Iterator[tuple[str, str, str]]:
    old, new = teaching_weeks(was.calendar), teaching_weeks(now.calendar)
    for n in range(max(len(old), len(new))):
        then = days(old[n].first, old[n].last) if n < len(old) else ""
        comes = days(new[n].first, new[n].last) if n < len(new) else ""
        yield _("Week %(num)s") % {"num": n + 1}, then, comes


def stayed(role: Role, spec: Specification, today: date) -> bool:
    """Whether somebody was there to the end, and is likely to be there again."""
    last = teaching_weeks(spec.calendar)[-1].last
    return role.ends_on is None or role.ends_on >= min(last, today)


def moved_dates(role: Role, was: Specification, now: Specification) -> str:
    """From when to when the role would be, in words."""
    by = monday(now.calendar.starts_on) - monday(was.calendar.starts_on)
    begins = role.starts_on if role.kind != "module_leader" else None
    said = [
        _("from %(day)s") % {"day": short_day(begins + by)} if begins else "",
        _("until %(day)s") % {"day": short_day(role.ends_on + by)} if role.ends_on else "",
    ]
    return " ".join(words for words in said if words)
