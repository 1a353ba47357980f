"""Every kind of section on paper: what was said stands there, what was not leaves no trace."""

import pytest

from pactwork.documents.pages.printed_sections import blocks_of, sections
from pactwork.documents.paper.document import Bullets, Heading, Table, Words, texts
from tests.contracts.sections import CONTEXT, FILLED, SECTIONS

VALUES = {
    **{key: dict(FILLED) for key in ("prose", "card")},
    "ethics": {**FILLED, "young": "no"},
    "goals": {"rows": [FILLED, FILLED], **FILLED},
    "people": {"rows": [FILLED]},
    "outcomes": {**FILLED, **{o.key: f"By {o.key}." for o in CONTEXT.outcomes}},
    "weeks": {
        **FILLED,
        "weeks": {
            str(w.number): {"doing": "Reading.", **{kind.key: 2 for kind in CONTEXT.hours}}
            for w in CONTEXT.weeks
        },
    },
    "grid": {**FILLED, "cells": {"0": {"now": "A1", "how": "By ear"}, "1": {"now": "A2"}}},
    "choice": {**FILLED, **{c.key: c.formats[0].key for c in CONTEXT.components}},
    "promise": {},
    "facts": {},
}
# The module's words: nothing is typed, and all is printed.
MODULES = {"promise": ["We answer."], "facts": ["Fact", "Stated by the module", "Code", "AI6001"]}


@pytest.mark.parametrize("kind", SECTIONS)
def test_what_was_said_is_printed(kind: str) -> None:
    words = list(texts(blocks_of(SECTIONS[kind], {kind: VALUES[kind]}, CONTEXT)))
    if kind in MODULES:
        assert words[:4] == MODULES[kind]
        return
    for said in ("Words.", "Mine", "One", "Monday 2 November 2026", "24 hours", "Yes"):
        assert said in words


@pytest.mark.parametrize("kind", [kind for kind in SECTIONS if kind not in (*MODULES, "choice")])
def test_what_was_not_said_leaves_no_trace(kind: str) -> None:
    assert blocks_of(SECTIONS[kind], {}, CONTEXT) == ()
    assert sections([SECTIONS[kind]], {}, CONTEXT, frozenset({kind})) == []


def test_a_section_that_is_not_read_is_not_printed() -> None:
    assert sections([SECTIONS["prose"]], {"prose": FILLED}, CONTEXT, frozenset()) == []


def test_a_grid_stands_as_it_was_filled_in() -> None:
    table = blocks_of(SECTIONS["grid"], {"grid": VALUES["grid"]}, CONTEXT)[0]
    assert isinstance(table, Table)
    assert table.columns == ("What", "Now", "How")
    assert table.rows == (("Reading", "A1", "By ear"), ("Writing", "A2", ""))


def test_weeks_add_up() -> None:
    table = blocks_of(SECTIONS["weeks"], {"weeks": VALUES["weeks"]}, CONTEXT)[0]
    assert isinstance(table, Table)
    kinds = len(CONTEXT.hours)
    assert table.rows[0] == ("1", *["2"] * kinds, "Reading.")
    whole = 2 * kinds * len(CONTEXT.weeks)
    assert table.rows[-1] == (
        "Total",
        *[str(2 * len(CONTEXT.weeks))] * kinds,
        f"{whole} hours in total",
    )


def test_rows_are_numbered_and_an_only_answer_keeps_its_question() -> None:
    blocks = blocks_of(SECTIONS["goals"], {"goals": {"rows": [FILLED, FILLED]}}, CONTEXT)
    heads = [one.text for one in blocks if isinstance(one, Heading)]
    assert [head for head in heads if head[0].isdigit()] == ["1. Text", "2. Text"]
    only = blocks_of(SECTIONS["prose"], {"prose": {"text": "Only."}}, CONTEXT)
    assert only == (Heading("Text", 3), Words("Only."))
    promised = blocks_of(SECTIONS["promise"], {}, CONTEXT)
    assert promised == (Bullets(("We answer.",)),)
