"""What a module file may say. Pure: pydantic only. Documented in docs/module-format.md."""

from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Entry(BaseModel):
    """Base of everything in a module file: frozen, and no word that the format does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Check(Entry):
    """A plain check asked as a question; it never blocks a save. One rule each."""

    ask: Line
    words: tuple[int, int] | None = None  # at least, at most
    any_of: list[Line] = []  # one of these words stands in the answer
    number: bool = False  # the answer names a number
    date: bool = False  # the answer names a date, a month or a week
    person: bool = False  # the answer names somebody or a role

    @model_validator(mode="after")
    def one_rule(self) -> Self:
        rules = [self.words is not None, bool(self.any_of), self.number, self.date, self.person]
        if sum(rules) != 1:
            raise ValueError("a check has exactly one of: words, any_of, number, date, person")
        return self


class Prompt(Entry):
    """One thing asked inside a section."""

    key: Key
    ask: Line
    hint: Line | None = None
    type: Literal["text", "line", "choice", "choices", "date", "hours", "yesno", "email"] = "text"
    options: list[Line] = []
    optional: bool = False
    most: int = Field(default=6_000, ge=1, le=20_000)  # letters
    checks: list[Check] = []

    @model_validator(mode="after")
    def options_where_needed(self) -> Self:
        if (self.type in ("choice", "choices")) != bool(self.options):
            raise ValueError("options belong to the types choice and choices, and only to them")
        return self


class When(Entry):
    """A condition on the draft's own answers."""

    section: Key
    raised: bool = False  # true when the section's triage raised something
    prompt: Key | None = None
    one_of: list[Line] = []

    @model_validator(mode="after")
    def one_kind(self) -> Self:
        if self.raised == (self.prompt is not None):
            raise ValueError("say either raised: true, or a prompt with one_of")
        return self


class Need(Entry):
    """Whose yes a section's words need, and when."""

    party: Key
    when: When | None = None


class Exemplar(Entry):
    words: Text
    note: Line


class Promise(Entry):
    """One undertaking. ``days`` are working days counted from ``starts``."""

    key: Key
    text: Line
    days: int | None = Field(default=None, ge=0, le=365)
    starts: Literal["asked", "shared", "agreed", "start"] | None = None
    party: Key | None = None  # whose answer the clock times


class Column(Entry):
    key: Key
    title: Line
    options: list[Line] = []  # none: a short free line


class Section(Entry):
    """One section of a contract. ``title`` is the question, ``short`` the name in the rail."""

    key: Key
    title: Line
    short: Line
    kind: Literal[
        "prose", "card", "goals", "outcomes", "weeks", "people", "ethics", "grid", "choice", "promise"
    ]
    group: Line = "Work it out"
    minutes: tuple[int, int] = (4, 9)
    key_element: bool = False
    readers: list[Key] | None = None  # parties or roles; none: the usual (docs/module-format.md)
    yes: list[Need] = []
    lead: Text | None = None
    payoff: Line | None = None
    prompts: list[Prompt] = []
    each: list[Prompt] = []  # goals, people: what every row asks
    least: int = Field(default=1, ge=0, le=50)
    most: int = Field(default=12, ge=1, le=50)
    questions: list[Prompt] = []  # ethics: yes or no, a yes raises
    rows: list[Line] = []  # grid
    columns: list[Column] = []  # grid
    items: list[Promise] = []  # promise
    by: Key | None = None  # promise: whose undertaking
    exemplars: list[Exemplar] = []
    requirement: Key | None = None

    @model_validator(mode="before")
    @classmethod
    def short_needs(cls, data: object) -> object:
        """``yes: [university]`` is short for ``yes: [{party: university}]``."""
        if isinstance(data, dict) and isinstance(data.get("yes"), list):
            data = {
                **data,
                "yes": [{"party": n} if isinstance(n, str) else n for n in data["yes"]],
            }
        return data


class Party(Entry):
    """Somebody whose yes counts. ``by`` says how: a mailed link, or a role at the university."""

    key: Key
    title: Line  # "Workplace": the name of the yes
    person: Line  # "workplace advocate"
    by: Literal["link", "facilitator", "ethics_reviewer", "placement_officer", "module_leader"]
    seats: int = Field(default=1, ge=1, le=9)  # how many people, each with a seat
    optional_seats: int = Field(default=0, ge=0, le=9)
    enough: Literal["all", "any"] = "all"
    after: list[Key] = []  # asked only when these have said yes
    waivable: bool = True
    risk: Literal["low", "high"] = "low"  # high: a fresh code by mail to decide
    calls_it: Line = "learning plan"
    about: Text | None = None  # "What is a workplace advocate?", for the page by link


class Template(Entry):
    """The contract's form. Pinned per contract by the digest of this."""

    calls_it: Line = "learning contract"
    title_prompt: Line | None = None  # "section.prompt" whose words title the contract
    parties: list[Party] = Field(min_length=1)
    sections: list[Section] = Field(min_length=1)

    def section(self, key: str) -> Section | None:
        return next((s for s in self.sections if s.key == key), None)

    def party(self, key: str) -> Party | None:
        return next((p for p in self.parties if p.key == key), None)


class Outcome(Entry):
    key: Key
    text: Line


class Variant(Entry):
    """One code and level under which the same run is taken."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{2,20}$")]
    level: int = Field(ge=3, le=8)
    title: Line | None = None
    outcomes: list[Outcome] = Field(min_length=1)
    weights: dict[Key, Percent]
    template: Key


class Hours(Entry):
    """A kind of hours. ``least`` and ``most`` bound what a student may plan; both default to ``hours``."""

    key: Key
    title: Line
    hours: int = Field(ge=0, le=2_000)
    least: int | None = None
    most: int | None = None
    at_work: bool = False


class Link(Entry):
    title: Line
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]


class File(Entry):
    title: Line
    path: Annotated[str, StringConstraints(pattern=r"^[\w][\w./ -]*$", max_length=200)]


class BriefPart(Entry):
    """One bite of the brief: two minutes of reading at most."""

    key: Key
    title: Line
    minutes: int = Field(default=2, ge=1, le=15)
    status: Literal["fixed", "yours"]
    text: Text
    links: list[Link] = []
    files: list[File] = []


class Requirement(Entry):
    key: Key
    text: Line
    status: Literal["fixed", "yours"]


class Format(Entry):
    key: Key
    title: Line
    length: Line | None = None


class Component(Entry):
    """A piece of assessment. ``week`` counts teaching weeks; ``formats`` are a choice when more than one."""

    key: Key
    title: Line
    week: int = Field(ge=1, le=60)
    weekday: int = Field(default=5, ge=1, le=7)
    at: time = time(15, 0)
    formats: list[Format] = Field(min_length=1)
    about: Line | None = None


class Span(Entry):
    title: Line
    first: date
    last: date


class Theme(Entry):
    week: int = Field(ge=1, le=60)
    title: Line
    text: Line | None = None


class Group(Entry):
    """A group of students with dates of its own."""

    key: Key
    title: Line
    starts_on: date | None = None
    pace: Literal["full", "half"] = "full"  # half: every teaching week lasts two


class Calendar(Entry):
    starts_on: date
    weeks: int = Field(ge=1, le=60)
    vacations: list[Span] = []
    bank_holidays: list[date] = []
    groups: list[Group] = []


class AiUse(Entry):
    summary: Line
    allowed: list[Line] = []
    not_allowed: list[Line] = []


class Specification(Entry):
    """A whole module file."""

    format: Literal["pactwork-module/1"]
    key: Key
    title: Line
    summary: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en-GB"
    credits: int = Field(ge=1, le=360)
    run: Line  # "Autumn 2026"
    variants: list[Variant] = Field(min_length=1)
    hours: list[Hours] = Field(min_length=1)
    brief: list[BriefPart] = Field(min_length=1)
    ai_use: AiUse
    requirements: list[Requirement] = []
    calendar: Calendar
    weeks: list[Theme] = []
    assessment: list[Component] = Field(min_length=1)
    templates: dict[Key, Template]
