"""What a contract template in a module file may say. Pure: pydantic only."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pactwork.modules.rules.entries import Entry, Half, Key, Line, Reader, Text, Whole, added

Kind = Literal[
    "prose", "card", "goals", "outcomes", "weeks", "people", "ethics", "grid", "choice", "promise",
    "facts",
]  # fmt: skip
FactKind = Literal[
    "module", "code", "level", "run", "start", "end", "credits", "hours", "outcomes", "requirements",
    "assessment",
]  # fmt: skip
Way = Literal["link", "facilitator", "ethics_reviewer", "placement_officer", "module_leader"]

# Who may be named as a reader besides the template's own parties; advocate: any party by link.
ROLES = (
    "student",
    "peer",
    "facilitator",
    "advocate",
    "module_leader",
    "ethics_reviewer",
    "placement_officer",
    "examiner",
)


class Check(Entry):
    """A plain check asked as a question; it never blocks a save. One rule each."""

    ask: Line
    words: tuple[Whole, Whole] | None = None  # at least, at most
    any_of: list[Line] = []  # one of these words stands in the answer
    number: bool = False  # the answer names a number
    date: bool = False  # the answer names a date, a month or a week
    person: bool = False  # the answer names somebody or a role

    @model_validator(mode="after")
    def one_rule(self) -> Self:
        rules = [self.words is not None, bool(self.any_of), self.number, self.date, self.person]
        if sum(rules) != 1:
            raise PydanticCustomError("check_rules", "one rule", {"count": sum(rules)})
        return self


class Prompt(Entry):
    """One thing asked inside a section."""

    key: Key
    ask: Line
    hint: Line | None = None
    type: Literal[
        "text", "line", "choice", "choices", "date", "month", "hours", "number", "money", "yesno",
        "email", "credits",
    ] = "text"  # fmt: skip
    options: list[Line] = []
    optional: bool = False
    most: Whole = Field(default=6_000, ge=1, le=20_000)  # letters
    checks: list[Check] = []
    must: Literal["yes"] | None = added(
        None
    )  # yesno: nobody is asked for a yes until this says yes
    currency: Line | None = added(None)  # money: in which
    from_number: Half | None = added(None, ge=0)  # number, money: the least and the most it may be
    to_number: Half | None = added(None, ge=0)

    @model_validator(mode="after")
    def options_where_needed(self) -> Self:
        if self.type in ("choice", "choices") and not self.options:
            raise PydanticCustomError("options_missing", "options", {"type": self.type})
        if self.type not in ("choice", "choices") and self.options:
            raise PydanticCustomError("options_unwanted", "no options", {"type": self.type})
        if self.must and self.type != "yesno":
            raise PydanticCustomError("must_of_yesno", "must, of a yesno", {"type": self.type})
        if (self.currency is None) == (self.type == "money"):
            raise PydanticCustomError("currency_of_money", "a currency", {"type": self.type})
        limits = (self.from_number, self.to_number)
        if limits != (None, None) and self.type not in ("number", "money"):
            raise PydanticCustomError("limits_of_number", "limits", {"type": self.type})
        if (
            self.from_number is not None
            and self.to_number is not None
            and self.from_number > self.to_number
        ):
            raise PydanticCustomError("limits_order", "limits", {"type": self.type})
        return self

    @property
    def label(self) -> str:
        """The question, with the currency of what is answered in money."""
        return f"{self.ask} ({self.currency})" if self.currency else self.ask


class When(Entry):
    """A condition on the draft's own answers."""

    section: Key
    raised: bool = False  # true when the section's triage raised something
    prompt: Key | None = None
    one_of: list[Line] = []

    @model_validator(mode="after")
    def one_kind(self) -> Self:
        if self.raised == (self.prompt is not None) or self.raised == bool(self.one_of):
            raise PydanticCustomError("when_kind", "raised, or prompt and one_of")
        return self


class Need(Entry):
    """Whose yes a section's words need, and when."""

    party: Key
    when: When | None = None
    # The first agreement, changes to what was agreed, or both.
    at: Literal["first", "changes", "both"] = added("both")


class Exemplar(Entry):
    words: Text
    note: Line


class Promise(Entry):
    """One undertaking. ``days`` are working days counted from ``starts``."""

    key: Key
    text: Line
    days: Whole | None = Field(default=None, ge=0, le=365)
    starts: Literal["asked", "shared", "agreed", "start"] | None = None
    party: Key | None = None  # whose answer the clock times


class Column(Entry):
    key: Key
    title: Line
    options: list[Line] = []  # none: a short free line


FACT_TITLES: dict[str, str] = {
    "module": "Module",
    "code": "Code",
    "level": "Level",
    "run": "Run",
    "start": "First day",
    "end": "Last day",
    "credits": "Credits",
    "hours": "Hours",
    "outcomes": "Learning outcomes",
    "requirements": "Fixed requirements",
    "assessment": "Assessment",
}


class Fact(Entry):
    """A fact of the module that the contract prints: which one, and what it is called."""

    fact: FactKind
    title: Line


class Section(Entry):
    """One section of a contract. ``title`` is the question, ``short`` the name in the rail."""

    key: Key
    title: Line
    short: Line
    kind: Kind
    group: Line = "Work it out"
    minutes: tuple[Whole, Whole] = (4, 9)
    key_element: bool = False
    when: When | None = added(None)  # the section is there only while this is true
    readers: list[Reader] | None = None  # parties or roles; none: the usual (docs/module-format.md)
    yes: list[Need] = []
    lead: Text | None = None  # agreed to, where the section needs a yes
    guide: Text | None = added(None)  # for whoever writes: only read
    payoff: Line | None = None
    prompts: list[Prompt] = []
    each: list[Prompt] = []  # goals, people: what every row asks
    least: Whole = Field(default=1, ge=0, le=50)
    most: Whole = Field(default=12, ge=1, le=50)
    questions: list[Prompt] = []  # ethics: yes or no, a yes raises
    rows: list[Line] = []  # grid
    columns: list[Column] = []  # grid
    items: list[Promise] = []  # promise
    by: Key | None = None  # promise: whose undertaking, a party's or the student's
    facts: list[Fact] = added([])  # facts: of the module
    exemplars: list[Exemplar] = []
    requirement: Key | None = None

    @model_validator(mode="before")
    @classmethod
    def short_forms(cls, data: object) -> object:
        """``yes: [university]`` is short for ``yes: [{party: university}]``; questions are yes or no.

        ``facts: [run]`` is short for ``facts: [{fact: run, title: Run}]``.
        """
        if not isinstance(data, dict):
            return data
        if isinstance(data.get("yes"), list):
            needs = [{"party": n} if isinstance(n, str) else n for n in data["yes"]]
            data = {**data, "yes": needs}
        if isinstance(data.get("facts"), list):
            named = [{"fact": f} if isinstance(f, str) else f for f in data["facts"]]
            titled = [
                {"title": FACT_TITLES.get(str(f.get("fact"))), **f} if isinstance(f, dict) else f
                for f in named
            ]
            data = {**data, "facts": titled}
        if isinstance(data.get("questions"), list):
            asked = [
                {"type": "yesno", **q} if isinstance(q, dict) else q for q in data["questions"]
            ]
            data = {**data, "questions": asked}
        return data

    @property
    def agreed_lead(self) -> str:
        """The text above the questions, where somebody's yes is to it."""
        return (self.lead or "") if self.yes else ""

    @property
    def asked(self) -> list[Prompt]:
        """Every prompt of the section, of whichever sort."""
        return [*self.prompts, *self.each, *self.questions]


class Party(Entry):
    """Somebody whose yes counts. ``by`` says how: a mailed link, or a role at the university."""

    key: Key
    title: Line  # "Workplace": the name of the yes
    person: Line  # "workplace advocate"
    by: Way
    # Named: this student's own, by a column of the roster; anybody: whoever has the role.
    who: Literal["anybody", "named"] = added("anybody")
    column: Key | None = added(None)
    family: bool = added(False)  # of the student's own: a parent or guardian
    seats: Whole = Field(default=1, ge=1, le=9)  # how many people, each with a seat
    optional_seats: Whole = Field(default=0, ge=0, le=9)
    enough: Literal["all", "any"] = "all"
    after: list[Key] = []  # asked only when these have said yes
    waivable: bool = True
    risk: Literal["low", "high"] = "low"  # high: a fresh code by mail to decide
    calls_it: Line = "learning plan"
    about: Text | None = None  # "What is a workplace advocate?", for the page by link

    @model_validator(mode="after")
    def one_of_the_university(self) -> Self:
        if self.who == "named" and self.by == "link":
            raise PydanticCustomError("named_by_link", "named, of a role")
        if (self.who == "named") != (self.column is not None):
            raise PydanticCustomError("named_column", "named, with a column")
        return self


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
