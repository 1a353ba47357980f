"""What a module file may say. Pure: pydantic only. Documented in docs/module-format.md."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from pactwork.modules.rules.dated import Component, Dated, Format, OwnDates
from pactwork.modules.rules.entries import (
    CODE,
    LANGUAGE,
    PATH,
    URL,
    Amount,
    Day,
    Entry,
    Half,
    Key,
    Level,
    Line,
    Percent,
    Text,
    Whole,
    added,
)
from pactwork.modules.rules.formats import as_newest
from pactwork.modules.rules.template import (
    ROLES,
    Check,
    Column,
    Exemplar,
    Need,
    Party,
    Promise,
    Prompt,
    Section,
    Template,
    When,
)
from pactwork.modules.rules.words import Words

__all__ = [
    "ROLES",
    "AiUse",
    "Asked",
    "BriefPart",
    "Calendar",
    "Check",
    "Column",
    "Component",
    "Credit",
    "Dated",
    "Entry",
    "Exemplar",
    "File",
    "Format",
    "Grading",
    "Group",
    "Hours",
    "Key",
    "Line",
    "Link",
    "Need",
    "Outcome",
    "Party",
    "Percent",
    "Promise",
    "Prompt",
    "Requirement",
    "Reviews",
    "Section",
    "Span",
    "Specification",
    "Template",
    "Text",
    "Theme",
    "Variant",
    "When",
    "Words",
    "Workplaces",
]


class Outcome(Entry):
    key: Key
    text: Line


class Credit(Entry):
    """What a credit is called, and how many hours of work one is: a number, or from and to."""

    one: Line
    many: Line
    hours: Amount


class Grading(Entry):
    """How work is judged. ``marks``: the letters or words there are, the best first."""

    scheme: Literal["percent", "letters", "pass", "none"]
    marks: list[Line] = []


class Variant(Entry):
    """One code and level under which the same run is taken. ``credits`` where they differ."""

    code: Annotated[str, StringConstraints(pattern=CODE)]
    level: Level | None = None
    title: Line | None = None
    outcomes: list[Outcome] = Field(min_length=1)
    weights: dict[Key, Percent] = {}
    template: Key
    credits: Amount | None = added(None)

    def takes(self, component: str) -> bool:
        """Whether a piece of assessment is asked under this code; without weights, all of them are."""
        return not self.weights or component in self.weights


class Hours(Entry):
    """A kind of hours. ``least`` and ``most`` bound what a student may plan; both default to ``hours``."""

    key: Key
    title: Line
    hours: Half = Field(ge=0, le=3_600)
    least: Half | None = Field(default=None, ge=0, le=3_600)
    most: Half | None = Field(default=None, ge=0, le=3_600)
    at_work: bool = False

    @property
    def bounds(self) -> tuple[int | float, int | float]:
        """The least and the most a student may plan."""
        least = self.hours if self.least is None else self.least
        return least, self.hours if self.most is None else self.most


class Link(Entry):
    title: Line
    url: Annotated[str, StringConstraints(pattern=URL, max_length=500)]


class File(Entry):
    title: Line
    path: Annotated[str, StringConstraints(pattern=PATH, max_length=200)]


class BriefPart(Entry):
    """One bite of the brief: two minutes of reading at most."""

    key: Key
    title: Line
    minutes: Whole = Field(default=2, ge=1, le=15)
    status: Literal["fixed", "yours"]
    text: Text
    links: list[Link] = []
    files: list[File] = []


class Requirement(Entry):
    key: Key
    text: Line
    status: Literal["fixed", "yours"]


class Span(Entry):
    title: Line
    first: Day
    last: Day


class Theme(Entry):
    week: Whole = Field(ge=1, le=60)
    title: Line
    text: Line | None = None


class Group(Entry):
    """A group of students with dates of its own."""

    key: Key
    title: Line
    starts_on: Day | None = None
    pace: Literal["full", "half"] = "full"  # half: every teaching week lasts two


class Calendar(Entry):
    starts_on: Day
    weeks: Whole = Field(ge=1, le=60)
    vacations: list[Span] = []  # no teaching; the university still answers
    bank_holidays: list[Day] = []  # the university is closed
    groups: list[Group] = []
    contract_by: Dated | None = added(None)  # until when the contract has to be agreed
    review_at: Dated | None = added(None)  # when it is looked at again
    own_dates: OwnDates | None = added(None)

    def group(self, key: str) -> Group | None:
        return next((g for g in self.groups if g.key == key), None)


class AiUse(Entry):
    summary: Line
    allowed: list[Line] = []
    not_allowed: list[Line] = []


class Asked(Entry):
    """A question of a review, answered by a number and a line; the words for the ends of its scale."""

    ask: Line
    low: Line
    high: Line


class Reviews(Entry):
    """How the learning set reviews drafts. ``helpful``: authors say how helpful each review was."""

    helpful: bool = False
    questions: list[Asked] = added([])  # three, in place of the usual ones

    @model_validator(mode="after")
    def three_or_none(self) -> Self:
        if len(self.questions) not in (0, 3):
            raise PydanticCustomError("three_questions", "three", {"count": len(self.questions)})
        return self


class Workplaces(Entry):
    """Who a workplace is. ``trusted``: whom students name, whatever the address, counts without staff."""

    trusted: bool = False


class Specification(Entry):
    """A whole module file."""

    format: Literal["pactwork-module/1", "pactwork-module/2"]  # once read, always the newest
    key: Key
    title: Line
    summary: Text
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = "en-GB"
    credit: Credit | None = None
    credits: Amount | None = None
    grading: Grading | None = None
    run: Line  # "Autumn 2026"
    variants: list[Variant] = Field(min_length=1)
    hours: list[Hours] = []
    brief: list[BriefPart] = Field(min_length=1)
    ai_use: AiUse
    requirements: list[Requirement] = []
    calendar: Calendar
    weeks: list[Theme] = []
    assessment: list[Component] = []
    reviews: Reviews = Reviews()
    workplaces: Workplaces = Workplaces()
    words: Words | None = added(None)
    templates: dict[Key, Template]

    @model_validator(mode="before")
    @classmethod
    def newest(cls, data: object) -> object:
        return as_newest(data)[0] if isinstance(data, dict) else data

    def variant(self, code: str) -> Variant | None:
        return next((v for v in self.variants if v.code == code), None)

    def pieces(self, own: Variant | None = None) -> list[Component]:
        """What is owed under a code, by the student or by others; without a code, all of it."""
        return [one for one in self.assessment if own is None or self._counts(one, own)]

    def _counts(self, piece: Component, own: Variant) -> bool:
        """What others owe is wanted under every code, unless it carries a mark under some of them."""
        marked = any(piece.key in variant.weights for variant in self.variants)
        return own.takes(piece.key) or not (piece.of_student or marked)
