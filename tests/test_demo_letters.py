"""The demo's page of letters reads a folder that a worker is still writing to."""

from pathlib import Path
from typing import Any

import pytest

from pactwork.demo.letters import letter_named, page_of_letters

LINES = (
    "Subject: {}\nTo: joy@midshire.example\nFrom: a@b.example\nDate: Sun, 22 Nov 2026 {}\n\nYours\n"
)


@pytest.fixture
def mail(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    (tmp_path / "mail").mkdir()
    return tmp_path / "mail"


def test_letters_with_and_without_a_zone_are_in_one_order(mail: Path) -> None:
    (mail / "one.log").write_text(LINES.format("Later", "08:00:00 -0000"))
    (mail / "two.log").write_text(LINES.format("Earlier", "07:00:00 +0000"))
    assert [head.subject for head in page_of_letters().letters] == ["Later", "Earlier"]
    letter = letter_named("one")
    assert letter
    assert letter.text == "Yours\n"


def test_a_half_written_letter_is_there_at_the_next_look(mail: Path) -> None:
    whole = LINES.format("Whole", "08:00:00 +0000")
    (mail / "one.log").write_text(whole[:40])
    assert page_of_letters().count == 0
    (mail / "one.log").write_text(whole)
    assert page_of_letters().count == 1
