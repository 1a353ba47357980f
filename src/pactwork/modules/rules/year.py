"""What a module file may say of weeks, vacations, closed days and groups. Pure: pydantic only."""

from typing import Literal

from pydantic import Field

from pactwork.modules.rules.dated import Dated, OwnDates
from pactwork.modules.rules.entries import Day, Entry, Key, Line, Whole, added


class Span(Entry):
    title: Line
    """Its name."""
    first: Day
    """Its first day."""
    last: Day
    """Its last day."""


class Theme(Entry):
    week: Whole = Field(ge=1, le=60)
    """Which teaching week."""
    title: Line
    """Its theme."""
    text: Line | None = None
    """One line more."""


class Group(Entry):
    """A group of students with dates of its own."""

    key: Key
    """Its short name."""
    title: Line
    """What it is called."""
    starts_on: Day | None = None
    """Its first day, where it differs."""
    pace: Literal["full", "half"] = "full"
    """With `half` every teaching week lasts two."""


class Calendar(Entry):
    starts_on: Day
    """First day of teaching."""
    weeks: Whole = Field(ge=1, le=60)
    """How many teaching weeks."""
    vacations: list[Span] = []
    """Weeks wholly inside are skipped; the university still answers."""
    bank_holidays: list[Day] = []
    """Public holidays and other days on which the university is closed: no working days; weeks name them."""
    groups: list[Group] = []
    """Students with dates of their own."""
    contract_by: Dated | None = added(None)
    """Until when the contract has to be agreed."""
    review_at: Dated | None = added(None)
    """When it is looked at again."""
    own_dates: OwnDates | None = added(None)
    """Between which days each student may start and end."""

    def group(self, key: str) -> Group | None:
        return next((g for g in self.groups if g.key == key), None)
