"""What the kinds of sections show, and which of their lines can be put in other words."""

from dataclasses import replace
from typing import Any

import pytest

from pactwork.contracts.rules.drafts import ChangedLine
from pactwork.contracts.rules.kinds import KINDS
from pactwork.contracts.rules.kinds.base import typed_prompt
from pactwork.contracts.rules.proposed_wording import has_place, prompt_at, reworded
from pactwork.modules.rules.specification import Component, Prompt
from tests.contracts.sections import CONTEXT, FILLED, SECTIONS

FILM = Component.model_validate(
    {
        "key": "film",
        "title": "Film",
        "week": 4,
        "formats": [{"key": "one", "title": "One take", "length": "5 minutes"}],
    }
)


def lines(kind: str, value: dict[str, Any], **known: Any) -> dict[str, str]:
    found = KINDS[kind].lines(SECTIONS[kind], value, replace(CONTEXT, **known))
    return {line.path: line.text for line in found}


def test_a_format_is_shown_with_its_length_where_it_has_one() -> None:
    shown = lines("choice", {"show": "film"}, components=(*CONTEXT.components, FILM))
    assert (shown["film"], shown["show"], shown["note"]) == (
        "One take, 5 minutes",
        "Film",
        "Written",
    )
    assert lines("choice", {})["show"] == ""


def test_what_was_not_said_is_the_same_to_a_digest_as_nothing_said() -> None:
    for kind in ("weeks", "grid", "choice"):
        material = KINDS[kind].material(SECTIONS[kind], {}, CONTEXT)
        said = material["said"] if kind == "weeks" else material
        assert said["text"] == said["line"] == ""


def test_a_line_now_says_what_is_left_and_what_came() -> None:
    line = ChangedLine("text", "Text", "text", (("=", "Two "), ("-", "hours"), ("+", "days")))
    assert (line.now, line.differs) == ("Two days", True)
    same = ChangedLine("text", "Text", "text", (("=", "Two"),))
    assert (same.now, same.differs, replace(same, moved=True).differs) == ("Two", False, True)


def test_a_line_is_one_line_and_a_text_keeps_its_own() -> None:
    typed = {"x": ["one\r\ntwo \n"]}
    assert typed_prompt(Prompt(key="x", ask="X", type="line"), typed, "x") == ("one two", None)
    assert typed_prompt(Prompt(key="x", ask="X"), typed, "x")[0].splitlines()[0] == "one"
    assert len(typed_prompt(Prompt(key="x", ask="X"), typed, "x")[0].splitlines()) == 2


@pytest.mark.parametrize("kind", ["choice", "choices", "hours", "yesno"])
def test_what_is_no_answer_is_given_back_in_forty_characters(kind: str) -> None:
    options = ["A"] if kind.startswith("choice") else []
    prompt = Prompt.model_validate({"key": "x", "ask": "X", "type": kind, "options": options})
    _, refusal = typed_prompt(prompt, {"x": ["y" * 50]}, "x")
    assert refusal is not None
    assert refusal.params["given"] == "y" * 40


def place(kind: str, path: str) -> Prompt | None:
    section = SECTIONS[kind]
    value = {**FILLED, "cells": {"0": {"now": "A1"}}, "rows": [FILLED], "see": "By looking."}
    found = KINDS[kind].lines(section, value, CONTEXT)
    return prompt_at(section, next(line for line in found if line.path == path), CONTEXT)


@pytest.mark.parametrize(
    ("kind", "path", "type_"),
    [
        ("prose", "text", "text"),
        ("card", "line", "line"),
        ("goals", "rows-0-choice", "choice"),
        ("goals", "text", "text"),
        ("outcomes", "see", "text"),
        ("grid", "cell-0-now", "choice"),
        ("grid", "cell-1-how", "line"),
        ("prose", "choices", None),  # ticked, and no single words
        ("grid", "text", None),
        ("outcomes", "text", None),
        ("choice", "show", None),
        ("choice", "text", None),
    ],
)
def test_these_lines_can_be_put_in_other_words(kind: str, path: str, type_: str | None) -> None:
    prompt = place(kind, path)
    assert (prompt.type if prompt else None) == type_


def test_a_cell_is_reworded_as_its_column_is_answered() -> None:
    now, how = place("grid", "cell-0-now"), place("grid", "cell-1-how")
    assert now is not None
    assert how is not None
    assert (now.key, now.ask, now.options) == ("now", "Now", ["A1", "A2"])
    assert (how.key, how.ask, how.most) == ("how", "How", 300)


def test_a_text_has_the_place_of_a_line_and_of_no_other() -> None:
    content = {"prose": FILLED}
    assert has_place(SECTIONS["prose"], content, CONTEXT, "text")
    assert not has_place(SECTIONS["prose"], content, CONTEXT, "choices")
    assert not has_place(SECTIONS["prose"], content, CONTEXT, "gone")


def test_other_words_are_other_words() -> None:
    prompt = Prompt(key="text", ask="Text", most=10)
    section = SECTIONS["prose"]
    line = next(x for x in KINDS["prose"].lines(section, FILLED, CONTEXT) if x.path == "text")
    assert reworded(prompt, line, " Words. ") is None
    assert reworded(prompt, line, "Others. ") == ("Others.", None)
    said = reworded(prompt, line, "  ")
    assert said is not None
    assert (said[0], said[1] and said[1].code) == ("", "change_missing")
    long = reworded(prompt, line, "x" * 11)
    assert long is not None
    assert (long[0], long[1] and long[1].code) == ("x" * 11, "too_long")
