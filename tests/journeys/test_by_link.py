"""The workplace's yes from a browser that runs no scripts and keeps no cookies."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.conftest import BROWSER
from tests.journeys import pages
from tests.journeys.conftest import QUIET
from tests.journeys.pages import PHONE, Person, Stage

ADVOCATE, EMAIL = "Kenji Aldous", "kenji.aldous@strathmossarchive.example"
THEIRS = "Five weeks, on the morning of each Tuesday; Thursdays are too full from November."


@pytest.fixture
def plain_browser(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser told to keep no cookies and to run no scripts, as some workplaces tell theirs."""
    told = {"profile": {"default_content_setting_values": {"cookies": 2, "javascript": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(told))
    context = playwright.chromium.launch_persistent_context(
        tmp_path, executable_path=BROWSER, args=QUIET, viewport=PHONE, java_script_enabled=False
    )
    yield context
    context.close()


def test_a_yes_with_a_change_asks_nobody_again(stage: Stage, plain_browser: BrowserContext) -> None:
    student = stage.becomes("Elspeth Yarrow")
    pages.opens_the_contract(student)
    student.follows("Workplace", within=student.page.locator(".yeses"))
    pages.asks_workplace(student, ADVOCATE, EMAIL, "Archivist")

    kenji = stage.at(plain_browser, ADVOCATE)
    letter = stage.letter(kenji, EMAIL)
    opening_the_link_answers_nothing(kenji, letter)
    says_yes_with_a_change(kenji, letter)

    uses_the_words(student)
    expect(student.page.locator(".yeses li", has_text="Workplace")).to_contain_text("Yes")
    letters_to(student, EMAIL, "the one that asked, and a receipt", 2)

    kenji.page.goto(letter.link)
    types_the_code(kenji, letter)
    kenji.sees("You said yes", "Still valid")


def opening_the_link_answers_nothing(kenji: Person, letter: pages.Letter) -> None:
    for _ in range(2):
        kenji.page.goto(letter.link)
        assert not kenji.page.context.cookies()
        kenji.sees("Type the code from your email")
    types_the_code(kenji, letter)
    kenji.sees("gave us your address", "Talk with family history readers before fetching")


def types_the_code(kenji: Person, letter: pages.Letter) -> None:
    kenji.writes("The six-digit code in our email", letter.code)
    kenji.presses(re.compile("^Continue$"))


def says_yes_with_a_change(kenji: Person, letter: pages.Letter) -> None:
    kenji.chooses(re.compile("^Yes, with a change"))
    kenji.unfolds("When", within=kenji.page.locator("#changes"))
    kenji.writes("When: your wording", THEIRS)
    pages.signs(kenji, pages.Letter(letter.link, "000 000"))
    kenji.sees("code", within=".field-error")  # a wrong code loses nothing that was typed
    expect(kenji.field("When: your wording")).to_have_value(THEIRS)
    pages.signs(kenji, letter)
    kenji.sees("You said yes, with a change", THEIRS)


def uses_the_words(student: Person) -> None:
    student.goes_home()
    student.follows("Continue your contract")
    student.goes(f"/contracts/{pages.contract_ref(student)}/points/")
    student.sees(ADVOCATE, "Thursdays are too full from November")
    student.presses("Use this wording")
    pages.goes_to_check(student)
    student.sees(THEIRS)
    pages.shares(student, 2)
    student.sees("it still counts for this wording")
    pages.opens_the_contract(student)


def letters_to(reader: Person, address: str, which: str, count: int) -> None:
    listed = reader.page.locator(".tasks li")
    for _ in range(pages.LETTER_COMES_WITHIN):
        reader.goes(f"/demo/letters/?to={address}")
        if listed.count() >= count:
            break
        reader.page.wait_for_timeout(500)
    expect(listed, which).to_have_count(count)
