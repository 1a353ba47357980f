"""Kinds of answer are one table: what each piece has of them is held against it, and no list is left."""

import re
from pathlib import Path
from typing import Any, get_args

import pactwork
from pactwork.contracts.queries.reading import shown
from pactwork.contracts.rules.kinds import KINDS, Line
from pactwork.contracts.rules.kinds.base import READ, typed_prompt
from pactwork.modules.editing.from_model import _words
from pactwork.modules.rules.kinds_of_answer import (
    AIMLESS,
    ANSWERS,
    BESIDE,
    CHOSEN,
    DECIDING,
    ICONS,
    LIMITED,
    QUANTITIES,
    WHOLE,
    WHOLE_BY_LINK,
    WRITTEN,
    AnswerKind,
)
from pactwork.modules.rules.specification import Prompt, Section

SRC = Path(pactwork.__file__).parent
# The table; kinds of field in the editor; facts of a module, some of which are called as answers are.
OTHERS = {
    SRC / "modules" / name
    for name in (
        *("rules/kinds_of_answer.py", "rules/prompts.py", "rules/formats.py"),
        *("editing/fields.py", "templates/modules/parts/fields.html"),
    )
}
# An answer of each kind as it is typed, as it is kept and as it is read; and one that is none.
SAID = {
    "text": ("Two\nlines", "Two\nlines", "Two\nlines", None),
    "line": ("Two\nlines", "Two lines", "Two lines", None),
    "choice": ("A", "A", "A", "C"),
    "choices": ("A", ["A"], "A", "C"),
    "date": ("2/11/2026", "2026-11-02", "Monday 2 November 2026", "31 February"),
    "month": ("11/2026", "2026-11", "November 2026", "Smarch"),
    "hours": ("12", "12", "12 hours", "a few"),
    "number": ("1200.0", "1200", "1200", "many"),
    "money": ("1200,50", "1200.5", "1,200.50", "lots"),
    "yesno": ("yes", "yes", "Yes", "perhaps"),
    "email": ("a@b.example", "a@b.example", "a@b.example", "nobody"),
    "credits": ("20", "20", "20", None),  # judged with the plan of weeks that they are of
}


def prompt(kind: str) -> Prompt:
    said: dict[str, Any] = {"key": "x", "ask": "X", "type": kind}
    said |= {"options": ["A", "B"]} if kind in CHOSEN else {}
    said |= {"currency": "EUR"} if kind == "money" else {}
    return Prompt.model_validate(said)


def test_a_module_file_knows_these_kinds_in_this_order() -> None:
    assert get_args(AnswerKind) == tuple(ANSWERS)
    assert get_args(Prompt.model_fields["type"].annotation) == tuple(ANSWERS)


def test_what_is_true_of_them_is_as_it_always_was() -> None:
    assert {"text", "line"} == WRITTEN
    assert {"choice", "choices"} == CHOSEN
    assert {"choice", "choices", "yesno"} == DECIDING
    assert {"number", "money"} == LIMITED
    assert {"hours", "credits", "number", "money"} == QUANTITIES, "digests depend on it"
    assert {"yesno", "date", "month", "hours", "number", "money"} == WHOLE
    assert {"date", "money", "yesno"} == WHOLE_BY_LINK
    assert {"date", "month", "hours", "number", "money", "yesno", "email"} == AIMLESS
    assert {"yesno", "date", "hours", "choice"} == BESIDE
    assert set(ICONS) == {"date", "month", "hours", "email"}


def test_each_is_typed_kept_and_read() -> None:
    assert set(SAID) == set(ANSWERS)
    assert set(READ) <= set(ANSWERS)
    for kind, (typed, kept, read, wrong) in SAID.items():
        assert typed_prompt(prompt(kind), {"x": [typed]}, "x") == (kept, None), kind
        text = "; ".join(kept) if isinstance(kept, list) else kept
        assert shown(Line("", "", text, kind)) == read, kind
        refused = wrong is None or typed_prompt(prompt(kind), {"x": [wrong]}, "x")[1]
        assert refused, f"{wrong} is no {kind}"


def test_each_has_a_field_and_a_word_in_the_editor() -> None:
    forms = (SRC / "web" / "templates" / "web" / "macros" / "forms.html").read_text()
    fields = (SRC / "workspace" / "templates" / "workspace" / "kinds" / "fields.html").read_text()
    for kind, answer in ANSWERS.items():
        assert f"{{% macro {answer.drawn}(" in forms, kind
        assert f"{{{{ {answer.drawn}(f.name" in fields, kind
        assert kind in _words(), f"Say in from_model.py what {kind} is called"


def test_nothing_else_lists_them() -> None:
    """Two of them side by side, in quotes, are a list that a new kind would be missing from."""
    one = "[\"'](" + "|".join(ANSWERS) + ")[\"']"
    listed = re.compile(rf"{one},\s*{one}")
    found = [
        f"{path.relative_to(SRC)}: {said.group()}"
        for path in sorted(SRC.rglob("*"))
        if path.suffix in (".py", ".html") and path not in OTHERS
        for said in listed.finditer(path.read_text())
    ]
    assert not found, "Derive it from kinds_of_answer.py:\n" + "\n".join(found)


def test_kinds_of_section_are_those_that_can_be_read() -> None:
    kinds = get_args(Section.model_fields["kind"].annotation)
    assert sorted(kinds) == sorted(KINDS)
    templates = SRC / "workspace" / "templates" / "workspace" / "kinds"
    assert [kind for kind in kinds if not (templates / f"{kind}.html").exists()] == []
