"""No mouse: a student writes, shares and looks around by the keyboard alone."""

import re

from playwright.sync_api import expect

from tests.journeys import pages
from tests.journeys.keys import presses_by_key, tabs_to
from tests.journeys.pages import Person, Stage

WORDS = "The weighbridge, which is somebody else's, and the tip on Sundays."


def test_the_keyboard_is_enough(stage: Stage) -> None:
    osei = stage.becomes("Osei Tuffour")
    skips_to_the_words(osei)
    writes_and_goes_on(osei)
    shares_by_key(osei)
    asks_by_key(osei)
    changes_the_colours(osei)


def skips_to_the_words(osei: Person) -> None:
    osei.page.keyboard.press("Tab")
    expect(osei.page.locator(".skip")).to_be_focused()
    osei.page.keyboard.press("Enter")
    expect(osei.page.locator("#main")).to_be_focused()
    presses_by_key(osei, osei.page.get_by_role("link", name="Continue your contract"))
    osei.page.wait_for_url(re.compile("/contracts/"))


def writes_and_goes_on(osei: Person) -> None:
    presses_by_key(osei, osei.page.locator(".rail a", has_text="Where it stops"))
    osei.sees("Where does your inquiry stop?")
    presses_by_key(osei, osei.page.locator("#q-outside summary"))
    tabs_to(osei, osei.page.locator("#outside"))
    osei.page.keyboard.press("Control+A")
    osei.page.keyboard.type(WORDS)
    osei.page.keyboard.press("Control+Enter")
    osei.page.wait_for_url(re.compile("/check/|/steps/(?!stops)"))


def shares_by_key(osei: Person) -> None:
    pages.goes_to_check(osei)
    osei.sees(WORDS)
    presses_by_key(osei, osei.page.get_by_role("button", name="Share draft 2"))
    osei.sees("Draft 2 is shared")
    presses_by_key(osei, osei.page.get_by_role("link", name="Read draft 2"))
    osei.sees("Fingerprint")
    osei.looks_at("draft")
    presses_by_key(osei, osei.page.get_by_role("link", name="What changed since draft 1"))
    osei.sees("From draft 1 to draft 2")
    osei.looks_at("comparing drafts")
    presses_by_key(osei, osei.page.get_by_role("link", name="All drafts"))
    osei.sees("Each draft is saved as it was when it was shared")
    osei.looks_at("drafts")


def asks_by_key(osei: Person) -> None:
    presses_by_key(osei, osei.page.locator(".yeses a", has_text="University"))
    presses_by_key(osei, osei.page.get_by_role("button", name="Ask for their yes"))
    osei.sees("has been asked")


def changes_the_colours(osei: Person) -> None:
    osei.goes_home()
    tabs_to(osei, osei.page.locator(".person-btn"))
    osei.page.keyboard.press("Enter")
    expect(osei.page.get_by_role("button", name="Sign out")).to_be_visible()
    osei.page.keyboard.press("Escape")
    expect(osei.page.locator(".person-btn")).to_be_focused()
    presses_by_key(osei, osei.page.get_by_role("button", name="Dark"))
    expect(osei.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    osei.looks_at("home of a student researcher who likes it dark")
