"""When something is due, as a module file says it: in a teaching week, on a day, or before or after another
date. Pure: pydantic only."""

from datetime import date, time
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from pactwork.modules.rules.entries import (
    Clock,
    Day,
    Entry,
    Expected,
    Key,
    Line,
    Reader,
    Whole,
    added,
    as_day,
)

FRIDAY = 5  # as a module file counts: Monday is 1
POINTS = ("start", "end", "agreed")  # what a date may be told from, besides a piece of assessment
STUDENT = "student"


class Dated(Entry):
    """One date: by ``week``, ``on`` a day, or so many days, weeks or months ``after`` or ``before``."""

    week: Whole | None = added(None, ge=1, le=60)
    """The teaching week in which it is due."""
    weekday: Whole = Field(default=FRIDAY, ge=1, le=7)
    """From 1 (Monday) to 7, of a week."""
    at: Clock = time(15, 0)
    """The time of day."""
    on: Day | None = added(None)
    """Or the day on which it is due."""
    after: Key | None = added(None)
    """Or so long after or before `start`, `end`, `agreed` or the key of another piece."""
    before: Key | None = added(None)
    """Or so long after or before `start`, `end`, `agreed` or the key of another piece."""
    days: Whole | None = added(None, ge=1, le=366)
    """How long after or before; the very day unless said."""
    weeks: Whole | None = added(None, ge=1, le=104)
    """How long after or before; the very day unless said."""
    months: Whole | None = added(None, ge=1, le=36)
    """How long after or before; the very day unless said."""

    @property
    def point(self) -> str | None:
        """What it is told from: a point of the module, or the key of another piece."""
        return self.after or self.before

    @property
    def ways(self) -> list[str]:
        """How it is dated, by the names of the fields that say so."""
        return [name for name in ("week", "on", "after", "before") if getattr(self, name)]

    @model_validator(mode="after")
    def one_way(self) -> Self:
        ways, lengths = self.ways, [self.days, self.weeks, self.months]
        if len(ways) != 1 and not (self.weekly and not ways):
            code = "dated_twice" if ways else "dated_not"
            raise PydanticCustomError(code, "one way", {"found": ", ".join(ways)})
        if sum(one is not None for one in lengths) > 1:
            raise PydanticCustomError("dated_lengths", "one of days, weeks, months")
        if any(one is not None for one in lengths) and not self.point:
            raise PydanticCustomError("dated_length", "after or before")
        if self.weekday != FRIDAY and not (self.week or self.weekly):
            raise PydanticCustomError("dated_weekday", "a weekday of a week")
        return self

    @property
    def weekly(self) -> bool:
        return False


class Format(Entry):
    key: Key
    """Its short name."""
    title: Line
    """What it is called."""
    length: Line | None = None
    """How long it is, in words."""


class Titled(Entry):
    key: Key
    """Its names."""
    title: Line
    """Its names."""


class Component(Dated, Titled):
    """A piece of assessment. ``formats`` are a choice when more than one; ``whose``: who owes it (`from`)."""

    formats: list[Format] = []
    """A choice when there are several. Needed of what the student owes."""
    about: Line | None = None
    """What it is."""
    whose: Reader = added(STUDENT, alias="from")
    """Who owes it: a party of the contract, or a role."""
    every: Literal["week"] | None = added(None)
    """Or due every week, from `week` (the first unless said)."""
    until: Whole | None = added(None, ge=1, le=60)
    """The last week of those; that of teaching unless said."""

    @property
    def weekly(self) -> bool:
        """Due in every week, from ``week`` (the first, unless said) to ``until`` (the last)."""
        return self.every == "week"

    @property
    def of_student(self) -> bool:
        return self.whose == STUDENT

    @model_validator(mode="after")
    def fits(self) -> Self:
        if self.of_student and not self.formats:
            raise PydanticCustomError("formats_missing", "formats")
        if self.weekly and self.ways not in ([], ["week"]):
            raise PydanticCustomError("weekly_dated", "weeks", {"found": ", ".join(self.ways)})
        if self.until is not None and not self.weekly:
            raise PydanticCustomError("until_alone", "every week")
        if self.until is not None and self.until < (self.week or 1):
            params = {"week": self.week or 1, "until": self.until}
            raise PydanticCustomError("until_backwards", "a later week", params)
        return self


def first_and_last(value: object) -> object:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise PydanticCustomError("days_type", "a pair of days")
    first, last = (as_day(day) for day in value)
    if last < first:
        raise PydanticCustomError("days_type", "the earlier day first")
    return first, last


Days = Annotated[tuple[Day, Day], BeforeValidator(first_and_last), Expected("days")]


class OwnDates(Entry):
    """Between which days a student's own start and end may be."""

    start: Days | None = None
    """The earliest and the latest start."""
    end: Days | None = None
    """The earliest and the latest end."""


class Own(NamedTuple):
    """One student's own first and last day, where they have any."""

    start: date | None = None
    end: date | None = None


NOBODYS = Own()
