"""What a contract template in a module file may say. Pure: pydantic only."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pactwork.modules.rules.entries import Entry, Key, Line, Reader, Text, Whole, added
from pactwork.modules.rules.prompts import FACT_TITLES, Column, Exemplar, Fact, Promise, Prompt

Kind = Literal[
    "prose", "card", "goals", "outcomes", "weeks", "people", "ethics", "grid", "choice", "promise",
    "facts",
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


class When(Entry):
    """A condition on the draft's own answers."""

    section: Key
    """On whose answers it hangs."""
    raised: bool = False
    """A question of that ethics section was answered with yes."""
    prompt: Key | None = None
    """Or the question, of the type `choice`, `choices` or `yesno`."""
    one_of: list[Line] = []
    """And the answers that count."""

    @model_validator(mode="after")
    def one_kind(self) -> Self:
        if self.raised == (self.prompt is not None) or self.raised == bool(self.one_of):
            raise PydanticCustomError("when_kind", "raised, or prompt and one_of")
        return self


class Need(Entry):
    """Whose yes a section's words need, and when."""

    party: Key
    """Whose yes; `yes: [university]` is short for `yes: [{party: university}]`."""
    when: When | None = None
    """On which of the student’s own answers; unless said, always."""
    at: Literal["first", "changes", "both"] = added("both")
    """At the `first` agreement only, at `changes` to what was agreed (of words that differ), or both."""


class Section(Entry):
    """One section of a contract. ``title`` is the question, ``short`` the name in the rail."""

    key: Key
    """Its short name, the question, and the name in the rail."""
    title: Line
    """Its short name, the question, and the name in the rail."""
    short: Line
    """Its short name, the question, and the name in the rail."""
    kind: Kind
    """[What it is](#kinds)."""
    group: Line = "Work it out"
    """The heading it stands under."""
    minutes: tuple[Whole, Whole] = (4, 9)
    """To fill it in: from, to. Pages say more where what is asked takes longer."""
    key_element: bool = False
    """Whether the learning set reads it."""
    when: When | None = added(None)
    """On which of the student’s own answers it is there at all; unless said, always."""
    readers: list[Reader] | None = None
    """Who reads it besides the student and those whose yes it needs."""
    yes: list[Need] = []
    """Whose yes its words need: none for nobody’s."""
    lead: Text | None = None
    """Above the first question; part of the contract where the section needs a yes, else only read."""
    guide: Text | None = added(None)
    """Advice for the student; never part of the contract."""
    payoff: Line | None = None
    """What the student gets from answering."""
    prompts: list[Prompt] = []
    """What is asked."""
    each: list[Prompt] = []
    """Of `goals` and `people`: what every row asks."""
    least: Whole = Field(default=1, ge=0, le=50)
    """Of `goals` and `people`: how many rows there are, at least and at most."""
    most: Whole = Field(default=12, ge=1, le=50)
    """Of `goals` and `people`: how many rows there are, at least and at most."""
    questions: list[Prompt] = []
    """Of `ethics`: answered yes or no, and any yes raises a review."""
    rows: list[Line] = []
    """Of `grid`: what each row is called."""
    columns: list[Column] = []
    """Of `grid`: what each row has."""
    items: list[Promise] = []
    """Of `promise`: what is promised."""
    by: Key | None = None
    """Of `promise`: the party that promises, or `student`."""
    facts: list[Fact] = added([])
    """Of `facts`: what is printed of the module and of the student."""
    exemplars: list[Exemplar] = []
    """Shown after one’s own attempt."""
    requirement: Key | None = None
    """Which requirement it answers."""

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
    """Its short name; never that of another role."""
    title: Line
    """The name of the yes."""
    person: Line
    """What someone who gives it is called."""
    by: Way
    """`link`: by mail, without an account; else who has this role."""
    who: Literal["anybody", "named"] = added("anybody")
    """`anybody` with the role, or `named`: this student’s own mentor, tutor or moderator. Only they
    decide and sign, or a colleague who is their deputy on the roster; other people with the role can
    read it."""
    column: Key | None = added(None)
    """Of `named`: the column of the roster that names them, by key or address."""
    family: bool = added(False)
    """`true` for a parent or guardian: the student’s own family name is then no reason for staff to
    look again."""
    seats: Whole = Field(default=1, ge=1, le=9)
    """How many people answer, and how many more may."""
    optional_seats: Whole = Field(default=0, ge=0, le=9)
    """How many people answer, and how many more may."""
    enough: Literal["all", "any"] = "all"
    """All of them, or any one."""
    after: list[Key] = []
    """Parties whose yes comes first; unless said, any order."""
    waivable: bool = True
    """`false` where staff may not do without; always so for ethics."""
    risk: Literal["low", "high"] = "low"
    """`high`: deciding by link takes a new code by email."""
    calls_it: Line = "learning plan"
    """What this party knows the contract as."""
    about: Text | None = None
    """For the page by link: what is asked of such a person."""

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
    """What the contract is called."""
    title_prompt: Line | None = None
    """Whose answer titles the contract, as section.prompt."""
    parties: list[Party] = Field(min_length=1)
    """Who says yes."""
    sections: list[Section] = Field(min_length=1)
    """What is agreed, in order."""

    def section(self, key: str) -> Section | None:
        return next((s for s in self.sections if s.key == key), None)

    @property
    def one_by_link(self) -> bool:
        """One party by link is the workplace; where several are asked, each is what it is called."""
        return sum(party.by == "link" for party in self.parties) == 1

    def party(self, key: str) -> Party | None:
        return next((p for p in self.parties if p.key == key), None)
