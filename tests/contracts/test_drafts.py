"""Freezing words into a draft: names that follow from the words, gaps, titles, comparing."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.contracts.rules.drafts import (
    FIRST,
    bound_material,
    compare,
    digests,
    draft_digest,
    gaps,
    section_digest,
    title_of,
)
from pactwork.ground.canonical_words import words as plain
from pactwork.modules.rules.specification import Prompt, Template
from tests.contracts.sections import CONTEXT, SECTIONS

TEMPLATE = Template.model_validate(
    {
        "title_prompt": "prose.text",
        "parties": [{"key": "tutor", "title": "Tutor", "person": "tutor", "by": "facilitator"}],
        "sections": [section.model_dump() for section in SECTIONS.values()],
    }
)
TEXT = st.text(st.characters(codec="utf-8"), max_size=80)


def test_every_section_has_a_digest_and_the_draft_one_of_its_own() -> None:
    one = digests(TEMPLATE, {}, CONTEXT)
    assert set(one) == set(SECTIONS)
    assert len(set(one.values())) == len(SECTIONS)  # the same nothing is named by its section
    assert draft_digest("t", one) == draft_digest("t", dict(reversed(list(one.items()))))
    assert draft_digest("t", one) != draft_digest("u", one)


@given(words=TEXT)
@settings(max_examples=60, deadline=None)
def test_line_ends_and_trailing_blanks_are_not_words(words: str) -> None:
    section = SECTIONS["prose"]
    plain = section_digest(section, {"text": words}, CONTEXT)
    ends = [re.sub(r"\r\n?|\n", end, words) for end in ("\n", "\r\n", "\r")]
    for same in (*ends, f"{words}  \n", f"\n{words}", words + "\t"):
        assert section_digest(section, {"text": same}, CONTEXT) == plain


@given(words=TEXT, other=TEXT)
@settings(max_examples=60, deadline=None)
def test_words_in_another_field_or_section_are_other_words(words: str, other: str) -> None:
    section = SECTIONS["prose"]
    if plain(words) != plain(other):
        one = section_digest(section, {"text": words, "line": other}, CONTEXT)
        assert one != section_digest(section, {"text": other, "line": words}, CONTEXT)
    card = section_digest(SECTIONS["card"], {"text": words}, CONTEXT)
    assert section_digest(section, {"text": words}, CONTEXT) != card


def test_gaps_are_sections_with_something_to_say() -> None:
    found = gaps(TEMPLATE, {}, CONTEXT)
    assert found == set(SECTIONS) - {"promise", "facts"}
    full: dict[str, Any] = {"outcomes": {"see": "a", "say": "b"}}
    assert "outcomes" in gaps(TEMPLATE, full, CONTEXT)  # its own prompts are still empty


def test_the_title_is_the_words_of_one_prompt() -> None:
    assert (
        title_of(TEMPLATE, {"prose": {"text": "  Handling complaints "}}) == "Handling complaints"
    )
    assert title_of(TEMPLATE, {"prose": {"text": "x" * 400}}) == "x" * 300
    assert title_of(TEMPLATE, {"card": {"text": "Not this"}}) == ""
    assert (
        title_of(TEMPLATE.model_copy(update={"title_prompt": None}), {"prose": {"text": "a"}}) == ""
    )


def test_comparing_shows_what_only_one_side_has() -> None:
    goals = SECTIONS["people"]
    old = {"people": {"rows": [{"text": "Carol"}, {"text": "Imran"}]}}
    new = {"people": {"rows": [{"text": "Carol"}]}}
    lines = {line.path: line for line in compare(goals, old, new, CONTEXT)}
    assert not lines["rows-0-text"].differs
    assert lines["gone-rows-1-text"].runs == (("-", "Imran"),)
    back = {line.path: line for line in compare(goals, new, old, CONTEXT)}
    assert back["rows-1-text"].runs == (("+", "Imran"),)
    assert {path.removeprefix("gone-") for path in lines} == set(back)


def test_a_section_that_came_or_went_is_all_new_or_all_gone() -> None:
    """Whatever was typed under its name in the other draft was not asked there."""
    words = {"prose": {"text": "The same words."}}
    for how, sign in (("came", "+"), ("gone", "-"), ("", "=")):
        [found] = [
            line.runs
            for line in compare(SECTIONS["prose"], words, words, CONTEXT, how)
            if line.path.removeprefix("gone-") == "text"
        ]
        assert found == ((sign, "The same words."),)


LITTER = st.sampled_from(["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e"])
GAPS = st.sampled_from([" ", "  ", "\t", "\u00a0", "\u2009 ", "\u202f", "\u3000"])
LATIN = st.lists(st.text("abcéßЖλ漢", min_size=1, max_size=6), min_size=1, max_size=6)


@given(parts=LATIN, gap=GAPS, litter=LITTER, kind=st.sampled_from(["prose", "card", "ethics"]))
@settings(max_examples=80, deadline=None)
def test_gaps_of_any_kind_and_unseen_marks_are_not_words(
    parts: list[str], gap: str, litter: str, kind: str
) -> None:
    section = SECTIONS[kind]
    one = section_digest(section, {"text": " ".join(parts)}, CONTEXT)
    same = gap.join(part[:1] + litter + part[1:] for part in parts) + gap
    assert section_digest(section, {"text": same}, CONTEXT) == one
    if len(parts) > 1:
        assert section_digest(section, {"text": "".join(parts)}, CONTEXT) != one


@pytest.mark.parametrize("kind", SECTIONS)
def test_a_question_that_joins_and_is_not_answered_changes_nothing(kind: str) -> None:
    section = SECTIONS[kind]
    more = Prompt(key="newer", ask="Something newer?", optional=True)
    grown = section.model_copy(update={"prompts": [*section.prompts, more]})
    for value in ({}, {"text": "Words.", "rows": [{"text": "Words."}]}):
        assert section_digest(grown, value, CONTEXT) == section_digest(section, value, CONTEXT)


@pytest.mark.parametrize("kind", ["prose", "card", "ethics", "outcomes", "weeks", "grid", "choice"])
def test_half_hours_have_one_spelling(kind: str) -> None:
    def named(hours: str) -> str:
        return section_digest(SECTIONS[kind], {"hours": hours}, CONTEXT)

    assert named("2") == named("2.0") == named("2,0") == named(" 2 ")
    assert named("2.5") == named("2,5") == named("2.50")
    assert len({named(hours) for hours in ("2", "2.5", "25", "")}) == 4


def test_the_first_form_is_what_it_was() -> None:
    """These are digests of drafts that people have on paper."""
    value = {"text": "Two\u00a0days ", "line": "", "hours": "2"}
    found = {
        kind: section_digest(SECTIONS[kind], value, CONTEXT, FIRST)[:12]
        for kind in ("prose", "goals")
    }
    whole = draft_digest("t", {"a": "b"}, FIRST)[:12]
    assert found == {"prose": "e21361126233", "goals": "9feb14608c7d"}
    assert whole == "a56d40945802"


def test_half_hours_of_a_plan_are_one_number_and_no_float() -> None:
    section, week = SECTIONS["weeks"], {"doing": "", "study": 1}

    def value(hours: float) -> dict[str, Any]:
        return {"weeks": {"1": {**week, "work": hours}}}

    assert bound_material(section, value(2.5), CONTEXT)["said"]["hours"] == {
        "work": "2.5",
        "study": "1",
    }
    one, same, other = (section_digest(section, value(n), CONTEXT) for n in (2, 2.0, 2.5))
    assert one == same != other
