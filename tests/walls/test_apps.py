"""`make test APP=`: every app has tests that concern it, and every test of a contract is somebody's."""

from collections import Counter

import pytest

from pactwork.wiring.apps import APPS, FLOOR
from tests.apps import ELSEWHERE, OF_SEVERAL, PAGES, TESTS, concerning


@pytest.mark.parametrize("app", [*APPS, *FLOOR, "commands", "wiring"])
def test_every_app_has_tests_that_concern_it(app: str) -> None:
    found = concerning(app)
    assert found
    assert [path for path in found if not path.exists()] == []


def test_nobody_is_named_who_is_no_app() -> None:
    assert {*PAGES, *ELSEWHERE} <= {*APPS, *FLOOR, "commands", "wiring"}
    assert concerning("nobody") == []


def test_every_test_of_a_contract_is_one_apps_or_of_several() -> None:
    there = {path.stem.removeprefix("test_") for path in (TESTS / "contracts").glob("test_*.py")}
    named = Counter([name for names in PAGES.values() for name in names] + [*OF_SEVERAL])
    assert {*named} == there, f"Say in tests/apps.py whose these are: { ({*named} ^ there) }"
    assert [name for name, times in named.items() if times > 1] == []
