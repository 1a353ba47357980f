"""What an answer must say to be one."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts.rules.answers import MOST, PointSaid, problems, with_wording

TODAY = date(2026, 10, 5)
POINT = PointSaid("Say how you will pick the calls.", "signs", due_on=date(2026, 10, 19))


def wrong(
    kind: str, *points: PointSaid, note: str = "", by_link: bool = False, **known: Any
) -> dict[str, str]:
    readable = known.get("readable", frozenset({"signs", "card"}))
    found = problems(kind, note, points, by_link=by_link, readable=readable, today=TODAY)
    return {field: refusal.code for field, refusal in found.items()}


@pytest.mark.parametrize("kind", ["yes", "yes_suggest", "yes_conditions", "revise"])
def test_staff_say_these(kind: str) -> None:
    points = () if kind == "yes" else (POINT,)
    assert wrong(kind, *points) == {}


@pytest.mark.parametrize("kind", ["yes", "yes_change", "revise", "not_me"])
def test_advocates_say_these(kind: str) -> None:
    points = (PointSaid("", "card", "need", "One hour."),) if kind == "yes_change" else ()
    note = "Not in March." if kind == "revise" else ""
    assert wrong(kind, *points, note=note, by_link=True) == {}


@pytest.mark.parametrize(
    ("kind", "by_link"),
    [("yes_change", False), ("not_me", False), ("yes_suggest", True), ("yes_conditions", True)]
    + [(kind, side) for kind in ("", "maybe", "YES") for side in (True, False)],
)
def test_an_answer_of_the_other_side_or_of_none_is_no_answer(kind: str, by_link: bool) -> None:
    assert wrong(kind, POINT, by_link=by_link) == {"kind": "choose_answer"}


def test_each_kind_says_what_it_lacks() -> None:
    assert wrong("yes_suggest") == {"point-0-text": "point_missing"}
    assert wrong("revise") == {"point-0-text": "point_missing"}
    assert wrong("revise", by_link=True) == {"note": "say_what"}
    assert wrong("yes_change", by_link=True) == {"wording": "change_missing"}
    assert wrong("yes_conditions", PointSaid("Ask.", "signs")) == {
        "point-0-due_on": "condition_date_missing"
    }
    past = PointSaid("Ask.", "signs", due_on=date(2026, 10, 4))
    assert wrong("yes_conditions", past) == {"point-0-due_on": "date_past"}
    today = PointSaid("Ask.", "signs", due_on=TODAY)
    assert wrong("yes_conditions", today) == {}
    assert wrong("yes_suggest", past) == {}  # only a condition has a day by which it is met


def test_points_are_there_not_endless_and_about_what_one_reads() -> None:
    assert wrong("revise", POINT, PointSaid(" ")) == {"point-1-text": "point_empty"}
    assert wrong("revise", PointSaid("x" * (MOST + 1))) == {"point-0-text": "too_long"}
    assert wrong("revise", PointSaid("Why?", "triage")) == {"point-0-section": "no_section"}
    assert wrong("revise", PointSaid("On the whole: why?")) == {}
    assert wrong("yes", note="x" * (MOST + 1)) == {"note": "too_long"}
    long = PointSaid("x" * (MOST + 1), "card", "need", "One hour.")
    assert wrong("yes_change", long, by_link=True) == {"wording": "too_long"}


def test_whose_a_condition_is_and_what_waits_for_it_are_among_the_options() -> None:
    odd = PointSaid("Say how.", "signs", owner="nobody", blocks="lunch", due_on=TODAY)
    both = {"point-0-owner": "not_an_option", "point-0-blocks": "not_an_option"}
    assert wrong("yes_conditions", odd) == both
    assert wrong("yes", odd, by_link=True) == both


def test_exact_words_find_their_place_and_leave_the_rest() -> None:
    content = {
        "card": {"need": "Two hours.", "do": "Listen."},
        "helps": {"rows": [{"name": "Carol"}, {"name": "Imran"}]},
        "skills": {"cells": {"0": {"now": "A1", "how": "By reading"}}},
    }
    assert with_wording(content, "card", "need", "One.")["card"] == {
        "need": "One.",
        "do": "Listen.",
    }
    rows = with_wording(content, "helps", "rows-1-name", "Ian")["helps"]["rows"]
    assert rows == [{"name": "Carol"}, {"name": "Ian"}]
    cells = with_wording(content, "skills", "cell-0-how", "By talking")["skills"]["cells"]
    assert cells == {"0": {"now": "A1", "how": "By talking"}}
    assert content["helps"] == {"rows": [{"name": "Carol"}, {"name": "Imran"}]}
    assert content["card"] == {"need": "Two hours.", "do": "Listen."}


def test_exact_words_find_their_place_where_nothing_was_said_yet() -> None:
    assert with_wording({}, "card", "need", "One.") == {"card": {"need": "One."}}
    assert with_wording({"card": None}, "card", "need", "One.") == {"card": {"need": "One."}}
    first = {"skills": {"cells": {"2": {"now": "B2"}}}}
    assert with_wording({}, "skills", "cell-2-now", "B2") == first
    more = with_wording(first, "skills", "cell-0-now", "A1")["skills"]["cells"]
    assert more == {"0": {"now": "A1"}, "2": {"now": "B2"}}


def test_exact_words_find_fields_whose_names_have_several_parts() -> None:
    content = {"helps": {"rows": [{"how-often-now": "Once"}]}}
    rows = with_wording(content, "helps", "rows-0-how-often-now", "Twice")["helps"]["rows"]
    assert rows == [{"how-often-now": "Twice"}]
    cells = with_wording({}, "skills", "cell-0-by-when-then", "May")["skills"]["cells"]
    assert cells == {"0": {"by-when-then": "May"}}


@given(path=st.sampled_from(["need", "do", "when"]), words=st.text())
def test_wording_changes_one_field_of_one_section(path: str, words: str) -> None:
    content = {"card": {"need": "Two hours.", "do": "Listen."}, "helps": {"a": "b"}}
    now = with_wording(content, "card", path, words)
    assert now["helps"] is content["helps"]
    assert now["card"] == {**content["card"], path: words}
