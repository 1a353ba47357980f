"""The kinds of answer a contract can ask for: one table of what is true of each. Pure.

A kind that is new gets a line here and its own pieces: how it is read (``contracts/rules/kinds/base.py``),
how it is said (``contracts/queries/reading.py``), its word in the editor (``modules/editing/from_model.py``).
``tests/modules/test_kinds_of_answer.py`` finds what is missing, and lists of kinds anywhere else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

AnswerKind = Literal[
    "text", "line", "choice", "choices", "date", "month", "hours", "number", "money", "yesno",
    "email", "credits",
]  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """One kind of answer."""

    drawn: str
    """The macro of ``web/macros/forms.html`` that draws its field."""
    written: bool = False
    """Words of the student's own: quoted, talked about, titles of a contract."""
    chosen: bool = False
    """From options, which it must have."""
    decides: bool = False
    """A section can depend on it."""
    limited: bool = False
    """It can have a least and a most."""
    quantity: bool = False
    """A digest is of the number, however it was typed."""
    whole: bool = False
    """Said otherwise than it is stored, so that it never changes in part."""
    whole_by_link: bool = False
    """The same, where a workplace reads what is different."""
    aim: bool = False
    """It says what a student wants to do, and not when or how much."""
    in_line: bool = False
    """A workplace puts it in other words in one line."""
    beside: bool = False
    """Staff read it beside its label, and not below."""
    input: str = "text"
    """What a browser's own field for it is called, where a workplace types it."""
    icon: str = ""
    """Its sign on the plan of a workplace."""


ANSWERS: Mapping[str, Answer] = MappingProxyType({
    "text": Answer("text", written=True, aim=True),
    "line": Answer("line", written=True, aim=True, in_line=True),
    "choice": Answer("choice", chosen=True, decides=True, aim=True, beside=True),
    "choices": Answer("choices", chosen=True, decides=True, aim=True),
    "date": Answer(
        "date", whole=True, whole_by_link=True, in_line=True, beside=True, input="date",
        icon="calendar",
    ),
    "month": Answer("month", whole=True, in_line=True, input="month", icon="calendar"),
    "hours": Answer("hours", quantity=True, whole=True, in_line=True, beside=True, icon="clock"),
    "number": Answer("hours", limited=True, quantity=True, whole=True, in_line=True),
    "money": Answer(
        "hours", limited=True, quantity=True, whole=True, whole_by_link=True, in_line=True
    ),
    "yesno": Answer("yesno", decides=True, whole=True, whole_by_link=True, beside=True),
    "email": Answer("email", in_line=True, icon="letter"),
    "credits": Answer("hours", quantity=True, aim=True),
})  # fmt: skip


def _those(which: Callable[[Answer], object]) -> frozenset[str]:
    return frozenset(name for name, one in ANSWERS.items() if which(one))


WRITTEN = _those(lambda one: one.written)
CHOSEN = _those(lambda one: one.chosen)
DECIDING = _those(lambda one: one.decides)
LIMITED = _those(lambda one: one.limited)
QUANTITIES = _those(lambda one: one.quantity)
WHOLE = _those(lambda one: one.whole)
WHOLE_BY_LINK = _those(lambda one: one.whole_by_link)
AIMLESS = _those(lambda one: not one.aim)
BESIDE = _those(lambda one: one.beside)
ICONS: Mapping[str, str] = MappingProxyType(
    {name: one.icon for name, one in ANSWERS.items() if one.icon}
)
