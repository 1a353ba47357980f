"""A module without a workplace, a learning set or ethics: nothing about it says anything of them."""

import re

import pytest

from tests.contracts.lacking import browser, faults
from tests.contracts.play import FILES, Play

LACKS = re.compile(
    r"workplace|learning set|advocate|\b(?:your|the|a) set\b|\bsets\b", re.IGNORECASE
)


@pytest.fixture
def play(db: None) -> Play:
    found = Play(FILES / "independent-study.yaml")
    found.share()
    found.ask("mentor")
    return found


@pytest.mark.parametrize("who", ["student", "facilitator1", "module_leader1"])
def test_no_page_says_what_the_module_lacks(play: Play, who: str) -> None:
    assert faults(browser(play.people[who]), LACKS, "/", "/help/", "/privacy/") == []
