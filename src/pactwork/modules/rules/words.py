"""What a module calls itself, its people and what it is made of. Pure: pydantic only."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from pactwork.ground.own_words import MOST, Names, name_problem, several
from pactwork.modules.rules.entries import GIVEN, TYPED, Entry, Line

_STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")  # as keyboards type it: l'unité


def as_name(said: str, info: ValidationInfo) -> str:
    """It becomes part of our sentences, which nothing escapes. Addresses that are stored stay."""
    said = _STRAIGHT.sub("’", said)
    wrong = name_problem(said)
    if wrong and wrong.code != "role_name_address":
        raise PydanticCustomError("word_signs", "letters", {"word": said})
    if wrong and info.context in (GIVEN, TYPED):
        raise PydanticCustomError("word_address", "no address", {"word": said})
    return said


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MOST, strip_whitespace=True),
    AfterValidator(as_name),
]


class Word(Entry):
    """``course`` is short for ``{one: course, many: courses}``."""

    one: Name
    many: Name

    @model_validator(mode="before")
    @classmethod
    def short_form(cls, data: object) -> object:
        if isinstance(data, str):
            data = {"one": data}
        if isinstance(data, dict) and isinstance(data.get("one"), str):
            return {"many": several(data["one"].strip()), **data}
        return data


class Words(Entry):
    """Each in the middle of a sentence; whatever it does not name keeps the institution's name, or ours."""

    module: Word | None = None
    """What it is called."""
    student: Word | None = None
    """What it is called."""
    learning_set: Word | None = None
    """What it is called."""
    workplace: Word | None = None
    """What it is called."""
    contract: Word | None = None
    """What it is called."""
    university: Word | None = None
    """What it is called."""
    peer: Word | None = None
    """What someone in this role is called."""
    facilitator: Word | None = None
    """What someone in this role is called."""
    module_leader: Word | None = None
    """What someone in this role is called."""
    ethics_reviewer: Word | None = None
    """What someone in this role is called."""
    placement_officer: Word | None = None
    """What someone in this role is called."""
    careers: Word | None = None
    """What someone in this role is called."""
    student_partner: Word | None = None
    """What someone in this role is called."""
    examiner: Word | None = None
    """What someone in this role is called."""
    advocate: Word | None = None
    """What someone in this role is called."""
    work: Line | None = None
    """What the student’s work is for, for anyone asked by link."""

    @property
    def names(self) -> Names:
        """Of each that has one: one of them, and several."""
        return {name: (said.one, said.many) for name, said in self if isinstance(said, Word)}


# What another word is made of, unless the module or the institution has a name for it.
_MADE_OF = {
    "module_leader": ("module", "{} leader", "{} leaders"),
    "advocate": ("workplace", "{} advocate", "{} advocates"),
    "peer": ("learning_set", "member of the {}", "members of the {}"),
}


def made_of(names: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Words that have others in them: whoever calls a workplace a host has a host advocate."""
    return {
        name: (one.format(names[of][0]), many.format(names[of][0]))
        for name, (of, one, many) in _MADE_OF.items()
        if of in names
    }


def shared(of: "list[Names]") -> dict[str, tuple[str, str]]:
    """What several modules, on one page, all call the same."""
    first: Mapping[str, Any] = of[0] if of else {}
    return {key: said for key, said in first.items() if all(one.get(key) == said for one in of)}
