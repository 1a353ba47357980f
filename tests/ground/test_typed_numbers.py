"""One reader of numbers that a page sends; nothing else looks at figures."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.digests.rules.timing import problems
from pactwork.ground.typed_numbers import MOST, number_in
from pactwork.sets.models import Availability
from tests.stories import World
from tests.walls.test_house import SOURCE, files, name_of

NONE = ("", " ", "x", "-1", "+1", "1.0", "1e3", "0x1F", "１２", "²", "١٢", "1_000", "9" * 5_000)
# Who looks at figures that no page sends, each with its reason.
OTHERS = {
    "ground/typed_numbers.py": "the reader itself",
    "ground/mailboxes.py": "the end of a domain is no number",
    "modules/reading/expected.py": "what a module's file should say instead",
    "modules/roster/second_head.py": "what a heading looks like",
    "modules/roster/asides.py": "what a heading looks like",
    "modules/roster/kept_names.py": "nought before a key",
    "modules/rules/damage.py": "a number that a spreadsheet rounded",
    "conversations/demo.py": "the demo's own cast",
    "demo/cast.py": "the demo's own cast",
    "environment.py": "what is set on the machine",
    "sets/queries/gathering.py": "Set 10 comes after Set 9",
}
FIGURES = {"isdigit", "isdecimal", "isnumeric"}


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text) is None


@given(st.integers(), st.integers(0, 99), st.integers(100, 999))
def test_a_number_is_read_in_its_range(number: int, least: int, most: int) -> None:
    wanted = number if least <= number <= most else None
    assert number_in(str(number), least, most) == wanted


@given(st.text(max_size=30))
def test_whatever_is_sent_is_a_small_number_or_none(text: str) -> None:
    found = number_in(text)
    assert found is None or 0 <= found <= MOST


def looks_at_figures(path: Path) -> bool:
    nodes = ast.walk(ast.parse(path.read_text()))
    return any(isinstance(node, ast.Attribute) and node.attr in FIGURES for node in nodes)


def test_nothing_else_looks_at_figures() -> None:
    """A number from a form or an address: `number_in`, with its range."""
    found = {name_of(path) for path in files(SOURCE) if looks_at_figures(path)}
    assert sorted(found - OTHERS.keys()) == []
    assert sorted(OTHERS.keys() - found) == []


def test_an_hour_of_the_day_is_one_of_twenty_four() -> None:
    """``0230000`` began with a good hour, and was kept as two hundred and thirty thousand."""
    for hour in ("24", "0230000", "9" * 5_000, "x", ""):
        assert list(problems("daily", hour, hour, (), ())) == ["quiet_from", "quiet_until"]
    assert problems("daily", "23", "0", (), ()) == {}


@pytest.mark.parametrize("given", ["12345678x", "99999999999999999999", "x", "²", "-1"])
def test_a_draft_to_compare_with_that_is_none_shows_the_page(world: World, given: str) -> None:
    world.share()
    page = world.client("helen").get(f"/contracts/{world.contract().ref}/review/?against={given}")
    assert page.status_code == 200


def test_a_time_of_no_week_is_left_out_however_long(world: World) -> None:
    sent = {"at": ["0", "9" * 5_000, "21", "-1", "²"], "discipline": "", "experience": ""}
    page = f"/modules/{world.run.ref}/when/"
    assert world.client("nadine").post(page, sent).status_code == 302
    assert Availability.objects.get().slots == 1
