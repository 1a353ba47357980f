"""What a module file may say. Pure: pydantic only. The words below each field are what
docs/module-format.md says of it."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from pactwork.modules.rules.brief_entries import AiUse, BriefPart, File, Link, Requirement
from pactwork.modules.rules.dated import Component, Dated, Format, OwnDates
from pactwork.modules.rules.entries import (
    CODE,
    LANGUAGE,
    Amount,
    Entry,
    Half,
    Key,
    Level,
    Line,
    Percent,
    Text,
    added,
)
from pactwork.modules.rules.formats import as_newest
from pactwork.modules.rules.prompts import Check, Column, Exemplar, Fact, Promise, Prompt
from pactwork.modules.rules.template import ROLES, Need, Party, Section, Template, When
from pactwork.modules.rules.words import Words
from pactwork.modules.rules.year import Calendar, Group, Span, Theme

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
    "Fact",
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
    "OwnDates",
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
    """Its short name."""
    text: Line
    """what someone can do who has reached it."""


class Credit(Entry):
    """What a credit is called, and how many hours of work one is: a number, or from and to."""

    one: Line
    """What one credit is called."""
    many: Line
    """What several are called."""
    hours: Amount
    """Of work for each: a number, or from and to."""


class Grading(Entry):
    """How work is judged. ``marks``: the letters or words there are, the best first."""

    scheme: Literal["percent", "letters", "pass", "none"]
    """In percent, by grades, as a pass or not at all."""
    marks: list[Line] = []
    """Of `letters` and `pass`: what there is, the best first."""


class Variant(Entry):
    """One code and level under which the same run is taken. ``credits`` where they differ."""

    code: Annotated[
        str,
        StringConstraints(pattern=CODE, min_length=2, max_length=20, strip_whitespace=True),
    ]
    """As in the catalogue, such as `AIN501`, `LIS 590` or `COMP.3010`."""
    level: Level | None = None
    """Where there is one."""
    title: Line | None = None
    """Where it differs from the module’s."""
    outcomes: list[Outcome] = Field(min_length=1)
    """What students can do at the end."""
    weights: dict[Key, Percent] = {}
    """Percent by piece of assessment; they add up to 100, and 0 is a weight. Without weights every piece
    is asked, and none has a share."""
    template: Key
    """Which contract template."""
    credits: Amount | None = added(None)
    """Where they differ from the module’s."""

    def takes(self, component: str) -> bool:
        """Whether a piece of assessment is asked under this code; without weights, all of them are."""
        return not self.weights or component in self.weights


class Hours(Entry):
    """A kind of hours."""

    key: Key
    """Its names."""
    title: Line
    """Its names."""
    hours: Half = Field(ge=0, le=3_600)
    """What is usual; all kinds together are what the credits come to."""
    least: Half | None = Field(default=None, ge=0, le=3_600)
    """How far a student may move it; unless said, not at all."""
    most: Half | None = Field(default=None, ge=0, le=3_600)
    """How far a student may move it; unless said, not at all."""
    at_work: bool = False
    """Whether these hours are spent at the workplace."""

    @property
    def bounds(self) -> tuple[int | float, int | float]:
        """The least and the most a student may plan."""
        least = self.hours if self.least is None else self.least
        return least, self.hours if self.most is None else self.most


class Asked(Entry):
    """A question of a review, answered by a number and a line; the words for the ends of its scale."""

    ask: Line
    """The question."""
    low: Line
    """What the low end of its scale means."""
    high: Line
    """What the high end means."""


class Reviews(Entry):
    """How the learning set reviews drafts. ``helpful``: authors say how helpful each review was."""

    helpful: bool = False
    """Whether authors say how helpful each review of their drafts was."""
    questions: list[Asked] = added([])
    """Three, in place of the usual ones."""

    @model_validator(mode="after")
    def three_or_none(self) -> Self:
        if len(self.questions) not in (0, 3):
            raise PydanticCustomError("three_questions", "three", {"count": len(self.questions)})
        return self


class Workplaces(Entry):
    """Who a workplace is. ``trusted``: whom students name, whatever the address, counts without staff."""

    trusted: bool = False
    """Whether the person students name at work is taken for that, whatever the address."""


class Specification(Entry):
    """A whole module file."""

    format: Literal["pactwork-module/1", "pactwork-module/2"]
    """Which format this is; [the first](#format-1) is read too."""
    key: Key
    """The module’s short name."""
    title: Line
    """Its name."""
    summary: Text
    """What it is, for someone who is choosing."""
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = "en-GB"
    """Of everything written here."""
    credit: Credit | None = None
    """What a credit is called, and its hours; without it the module has none."""
    credits: Amount | None = None
    """How many, or from and to where students choose."""
    grading: Grading | None = None
    """How work is judged."""
    run: Line
    """The name of this running of it."""
    variants: list[Variant] = Field(min_length=1)
    """The codes and levels under which it is taken."""
    hours: list[Hours] = []
    """Kinds of hours; they add up to what the credits come to."""
    brief: list[BriefPart] = Field(min_length=1)
    """The instructions in bites."""
    ai_use: AiUse
    """What use of AI is allowed."""
    requirements: list[Requirement] = []
    """What must be so, each fixed or yours to negotiate."""
    calendar: Calendar
    """Weeks, vacations, closed days, groups."""
    weeks: list[Theme] = []
    """Themes of the teaching weeks."""
    assessment: list[Component] = []
    """What is handed in; it may be nothing."""
    reviews: Reviews = Reviews()
    """How the learning set reviews drafts."""
    workplaces: Workplaces = Workplaces()
    """Whether staff confirm who a workplace is."""
    words: Words | None = added(None)
    """What the module, its people and its parts are called."""
    templates: dict[Key, Template]
    """Forms of the contract, by key."""

    @model_validator(mode="before")
    @classmethod
    def newest(cls, data: object) -> object:
        return as_newest(data)[0] if isinstance(data, dict) else data

    def variant(self, code: str) -> Variant | None:
        return next((v for v in self.variants if v.code == code), None)

    def pieces(self, own: Variant | None = None) -> list[Component]:
        """What is owed under a code, by the student or by others; without a code, all of it.

        What others owe is wanted under every code, unless it carries a mark under some of them.
        """
        if own is None:
            return [*self.assessment]
        marked = {key for variant in self.variants for key in variant.weights}
        return [
            piece
            for piece in self.assessment
            if own.takes(piece.key) or not (piece.of_student or piece.key in marked)
        ]
