"""The page to sign by hand is one page, however much there is to say."""

import re
from pathlib import Path

import pytest

from pactwork.documents.pages.sign_sheet import five_lines
from pactwork.documents.paper.typeset import pdf
from tests.contracts.play import FILES, Play

pytestmark = pytest.mark.django_db


def pages(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", paper))


@pytest.mark.parametrize("times", [1, 40, 130])
def test_the_sheet_is_one_page(times: int, tmp_path: Path) -> None:
    play = Play(FILES / "field-internship.yaml")
    long = "We plan, run and test each step together. " * times
    play.share(work={"tasks": long}, place={"where": long, "when": "Week by week.\n" * times})
    newest = play.dossier.newest
    party = play.dossier.template.party("site")
    assert newest
    assert party
    sheet = five_lines(play.dossier, newest, party)
    assert sheet
    assert sheet.rest == "(the rest is in draft 1)"
    assert pages(pdf(sheet)) == 1
