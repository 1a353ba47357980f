"""What a module file may say, where one wrong turn of a rule would let something else by."""

from datetime import date, time
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from pactwork.contracts.rules.kinds.base import Context
from pactwork.contracts.rules.kinds.grid import Grid
from pactwork.contracts.rules.proposed_wording import prompt_at
from pactwork.modules.rules.entries import EARLIEST, LATEST, written_day, written_time
from pactwork.modules.rules.prompts import Column
from pactwork.modules.rules.rollover import next_start
from pactwork.modules.rules.section_faults import _bounds
from pactwork.modules.rules.template import When
from tests.contracts.sections import section


@pytest.mark.parametrize("said", [time(9, 30), "09:30"])
def test_these_are_times(said: Any) -> None:
    assert written_time(said) is said


@pytest.mark.parametrize("said", [34_200, 9.5, "34200", "9:30 pm", "noon", "09:30Z", None, True])
def test_these_are_no_times(said: Any) -> None:
    with pytest.raises(PydanticCustomError, match="a time"):
        written_time(said)


@pytest.mark.parametrize("said", ["2026-11-02", date(2026, 11, 2), EARLIEST, LATEST])
def test_these_are_days(said: Any) -> None:
    assert written_day(said) == (date.fromisoformat(said) if isinstance(said, str) else said)


@pytest.mark.parametrize("said", [1_700_000_000, "0026-11-02", "2026-02-30", "soon", None])
def test_these_are_no_days(said: Any) -> None:
    with pytest.raises(PydanticCustomError, match="a date"):
        written_day(said)


@pytest.mark.parametrize(
    ("starts", "today", "wanted"),
    [
        ("2026-09-28", "2026-11-29", "2027-09-27"),
        ("2027-09-27", "2026-11-29", "2028-09-25"),  # not begun yet: the year after all the same
        ("2020-09-28", "2026-11-29", "2027-09-20"),
        ("2025-11-30", "2026-11-29", "2027-11-28"),  # a year later is today, which is too late
    ],
)
def test_a_run_is_repeated_in_a_later_year(starts: str, today: str, wanted: str) -> None:
    day = date.fromisoformat
    assert next_start(day(starts), day(today)) == day(wanted)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ({"raised": True}, True),
        ({"prompt": "a", "one_of": ["yes"]}, True),
        ({}, False),
        ({"prompt": "a"}, False),
        ({"one_of": ["yes"]}, False),
        ({"raised": True, "prompt": "a"}, False),
        ({"raised": True, "one_of": ["yes"]}, False),
        ({"raised": True, "prompt": "a", "one_of": ["yes"]}, False),
    ],
)
def test_a_condition_is_of_one_kind(said: dict[str, Any], right: bool) -> None:
    if right:
        When.model_validate({"section": "risks", **said})
    else:
        with pytest.raises(ValidationError):
            When.model_validate({"section": "risks", **said})


@pytest.mark.parametrize(
    ("minutes", "fault"), [([5, 5], False), ([5, 6], False), ([6, 5], True), ([0, 5], True)]
)
def test_minutes_run_from_the_least_to_the_most(minutes: list[int], fault: bool) -> None:
    faults = [found.code for found in _bounds(("s",), section("prose", minutes=minutes))]
    assert faults == (["pair_backwards"] if fault else [])


def test_a_cell_has_room_for_as_many_lines_as_its_column_says() -> None:
    column = {"key": "how", "title": "How"}
    one, more = (Column.model_validate({**column, **more}) for more in ({}, {"lines": 3}))
    assert (one.lines, one.most, "lines" in one.model_dump()) == (1, 300, False)
    assert (more.lines, more.most, more.model_dump()["lines"]) == (3, 2_000, 3)
    for wrong in ({"lines": 3, "options": ["A1"]}, {"lines": 0}, {"lines": 13}):
        with pytest.raises(ValidationError):
            Column.model_validate(column | wrong)
    grid = section("grid", rows=["Speaking"], columns=[{**column, "lines": 3}])
    said = "By ear.\nBy eye."
    typed = Grid().typed(grid, {"cell-0-how": [said]}, Context())
    assert (typed.value["cells"], typed.problems) == ({"0": {"how": said}}, {})
    (line,) = Grid().lines(grid, typed.value, Context())
    assert (line.text, line.type) == (said, "text")
    long = Grid().typed(grid, {"cell-0-how": ["x" * 2_001]}, Context())
    assert long.problems["cell-0-how"].code == "too_long"
    offered = prompt_at(grid, line, Context())
    assert offered is not None
    assert (offered.type, offered.most) == ("text", 2_000)
