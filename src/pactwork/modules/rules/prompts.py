"""What a section of a contract may ask, promise and print, as a module file says it. Pure: pydantic only."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pactwork.modules.rules.entries import Entry, Half, Key, Line, Text, Whole, added
from pactwork.modules.rules.kinds_of_answer import ANSWERS, CHOSEN, LIMITED, Answer, AnswerKind

FactKind = Literal[
    "module", "code", "level", "run", "start", "end", "credits", "hours", "outcomes", "requirements",
    "assessment", "student_number", "employer",
]  # fmt: skip


class Check(Entry):
    """A plain check asked as a question; it never blocks a save. One rule each."""

    ask: Line
    """The check, as a question."""
    words: tuple[Whole, Whole] | None = None
    """So many words: at least, at most."""
    any_of: list[Line] = []
    """One of these words is in it."""
    number: bool = False
    """It names a number."""
    date: bool = False
    """It names a date, a month or a week."""
    person: bool = False
    """It names a person or a role."""

    @model_validator(mode="after")
    def one_rule(self) -> Self:
        rules = [self.words is not None, bool(self.any_of), self.number, self.date, self.person]
        if sum(rules) != 1:
            raise PydanticCustomError("check_rules", "one rule", {"count": sum(rules)})
        return self


class Prompt(Entry):
    """One thing asked inside a section."""

    key: Key
    """Its short name, which is not `rows`, `weeks` or `cells`; and the question."""
    ask: Line
    """Its short name, which is not `rows`, `weeks` or `cells`; and the question."""
    hint: Line | None = None
    """One line of help."""
    type: AnswerKind = "text"
    """What the answer is."""
    options: list[Line] = []
    """Of `choice` and `choices`: what there is to choose."""
    optional: bool = False
    """Whether it may stay empty."""
    most: Whole = Field(default=6_000, ge=1, le=20_000)
    """How many characters."""
    checks: list[Check] = []
    """Plain questions shown until the answer meets their one rule; they never block."""
    must: Literal["yes"] | None = added(None)
    """Of `yesno`: a draft that says no can be shared, and nobody is asked for a yes to it."""
    currency: Line | None = added(None)
    """Of `money`, which must have one."""
    from_number: Half | None = added(None, ge=0)
    """Of `number` and `money`: the least and the most."""
    to_number: Half | None = added(None, ge=0)
    """Of `number` and `money`: the least and the most."""

    @model_validator(mode="after")
    def options_where_needed(self) -> Self:
        if self.type in CHOSEN and not self.options:
            raise PydanticCustomError("options_missing", "options", {"type": self.type})
        if self.type not in CHOSEN and self.options:
            raise PydanticCustomError("options_unwanted", "no options", {"type": self.type})
        if self.must and self.type != "yesno":
            raise PydanticCustomError("must_of_yesno", "must, of a yesno", {"type": self.type})
        if (self.currency is None) == (self.type == "money"):
            raise PydanticCustomError("currency_of_money", "a currency", {"type": self.type})
        limits = (self.from_number, self.to_number)
        if limits != (None, None) and self.type not in LIMITED:
            raise PydanticCustomError("limits_of_number", "limits", {"type": self.type})
        if (
            self.from_number is not None
            and self.to_number is not None
            and self.from_number > self.to_number
        ):
            raise PydanticCustomError("limits_order", "limits", {"type": self.type})
        return self

    @property
    def answer(self) -> Answer:
        """What is true of its kind of answer."""
        return ANSWERS[self.type]

    @property
    def label(self) -> str:
        """The question, with the currency of what is answered in money."""
        return f"{self.ask} ({self.currency})" if self.currency else self.ask


class Exemplar(Entry):
    words: Text
    """Words someone could have written."""
    note: Line
    """What to notice in them."""


class Promise(Entry):
    """One undertaking. ``days`` are working days counted from ``starts``."""

    key: Key
    """Its short name."""
    text: Line
    """The promise."""
    days: Whole | None = Field(default=None, ge=0, le=365)
    """Working days, if a clock runs."""
    starts: Literal["asked", "shared", "agreed", "start"] | None = None
    """When the clock starts; `start` is that of the student’s weeks."""
    party: Key | None = None
    """Whose answer stops it; needed with `asked`."""


CELL, CELLS = 300, 2_000  # characters of a free cell: of one line, of several


class Column(Entry):
    key: Key
    """Its short name."""
    title: Line
    """Its heading."""
    options: list[Line] = []
    """What there is to choose; a free line without them."""
    lines: Whole = added(1, ge=1, le=12)
    """How many lines there is room for, where nothing is chosen."""

    @model_validator(mode="after")
    def lines_where_written(self) -> Self:
        if self.options and self.lines > 1:
            raise PydanticCustomError("lines_of_options", "one line", {"lines": self.lines})
        return self

    @property
    def most(self) -> int:
        """Characters of a free cell."""
        return CELL if self.lines == 1 else CELLS


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
    "student_number": "Student number",
    "employer": "Employer",
}


class Fact(Entry):
    """A fact of the module, or of the student, that the contract prints: which one, and what it is called."""

    fact: FactKind
    """Which one."""
    title: Line
    """What the contract calls it; its English name unless said."""
