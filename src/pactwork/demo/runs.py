"""What is on: four runs with their teams and cohorts. The first is the one a newcomer sees."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from pactwork.demo.bank import composed
from pactwork.demo.cast import Part, parts
from pactwork.modules.rules.calendar import monday
from pactwork.modules.rules.specification import Calendar, Specification

WEEKS_IN = 3  # whole weeks since this year's runs began, when the demo opens
A_YEAR = 52
A_YEAR_LONG = timedelta(weeks=A_YEAR)


@dataclass(frozen=True)
class Group:
    """A cohort: the people of some files, then so many of the bank from a number on."""

    name: str
    files: str = ""
    first: int = 0
    count: int = 0
    back_again: tuple[int, ...] = ()  # numbers of last year's who deferred

    def people(self, module: str) -> list[Part]:
        told = parts(self.files) if self.files else []
        told += composed(module, self.first, self.count)
        for number in self.back_again:
            told += [replace(part, returns=True) for part in composed(module, number, 1)]
        return told


@dataclass(frozen=True)
class Show:
    """One run: who facilitates it (the first two answer), and its cohorts."""

    module: str
    name: str  # of the run; none: as the file says
    team: tuple[str, ...]
    cohorts: tuple[Group, ...]
    weeks_in: int = WEEKS_IN
    lead: bool = False  # the first of its people is left at the newcomer's own step
    deputies: Mapping[str, str] = field(default_factory=dict)  # who stands in for whom
    two_at_work: bool = False  # a student may have two advocates; one yes is enough

    @property
    def back(self) -> int:
        """Days before the others that all of this happened."""
        return (self.weeks_in - WEEKS_IN) * 7

    def changed(self, spec: Specification, start: date) -> Specification:
        """The module's file as it was for this run, which begins on ``start``."""
        body = spec.model_dump(mode="json")
        body["calendar"] |= _in_season(spec.calendar, start)
        body["run"] = self.name or spec.run
        if self.two_at_work:
            for template in body["templates"].values():
                template["parties"][0] |= {"seats": 2, "enough": "any"}
        return Specification.model_validate(body)


def _in_season(calendar: Calendar, start: date) -> dict[str, Any]:
    """Vacations and closed days for a file whose dates are then moved to ``start``, all by as much.

    They fall when they do in any year, and not so long after the start as in the file.
    """
    moved = monday(start) - monday(calendar.starts_on)
    by = round(moved / A_YEAR_LONG) * A_YEAR_LONG - moved
    spans = [
        one.model_copy(update={"first": one.first + by, "last": one.last + by})
        for one in calendar.vacations
    ]
    return {
        "vacations": [one.model_dump(mode="json") for one in spans],
        "bank_holidays": [str(day + by) for day in calendar.bank_holidays],
    }


RUNS = (
    Show(
        "action-inquiry",
        "",
        ("helen", "owen"),
        (Group("Thursday evenings", files="inquiry-*.yaml"),),
        lead=True,
    ),
    Show(
        "action-inquiry",
        "2026 to 2027, at a distance",
        ("bronwen", "imran", "devika"),
        (
            Group("Health and care", first=0, count=58),
            Group("Councils and charities", first=58, count=48, back_again=(115,)),
        ),
        deputies={"bronwen": "imran"},
    ),
    Show(
        "empowering-london",
        "",
        ("yetunde", "piotr"),
        (
            Group("Holloway", files="london.yaml", first=168, count=35),
            Group("Deptford", first=203, count=41),
        ),
    ),
    Show(
        "action-inquiry",
        "2025 to 2026",
        ("samuel", "owen"),
        (Group("Last year, Thursday evenings", first=107, count=61),),
        weeks_in=WEEKS_IN + A_YEAR,
        two_at_work=True,
    ),
)
