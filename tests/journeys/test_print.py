"""Printing from the browser: words begin on the first page, and they are text."""

import io
from urllib.parse import urljoin

import pikepdf
import pytest

from tests.files import words_in_pdf
from tests.journeys.pages import Person, Stage

# Where, and a heading that must be found as text.
PLACES = {"drafts/1/": "Draft 1", "evidence/": "The record of each yes"}


def printed(person: Person) -> list[str]:
    """The letters of each page, without blanks: browsers place them one by one."""
    pages = []
    with pikepdf.open(io.BytesIO(person.page.pdf(prefer_css_page_size=True))) as made:
        for page in made.pages:
            alone, file = pikepdf.new(), io.BytesIO()
            alone.pages.append(page)
            alone.save(file)
            pages.append(words_in_pdf(file.getvalue()).replace(" ", ""))
    return pages


@pytest.mark.parametrize("place", PLACES)
def test_what_is_printed_begins_on_page_one_and_is_text(stage: Stage, place: str) -> None:
    nadine = stage.becomes("Nadine Brooks")
    nadine.goes_home()
    link = nadine.page.locator("a[href^='/contracts/']").first.get_attribute("href") or ""
    ref = link.split("/")[2]
    nadine.page.goto(urljoin(nadine.page.url, f"/contracts/{ref}/{place}"))
    pages = printed(nadine)
    assert PLACES[place].replace(" ", "") in pages[0]
    assert len(pages[0]) > 600
