"""No mouse: what somebody does by Tab, Enter, Space, arrows and letters alone."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.pages import Person

FAR_ENOUGH = 120  # presses of Tab; whatever is further away than that is out of reach
SEEN_FOCUS = (Path(__file__).parent / "scripts" / "seen_focus.js").read_text()


def tabs_to(person: Person, where: Locator, key: str = "Tab", within: int = FAR_ENOUGH) -> None:
    """Tab after Tab, until the keyboard is there; and one sees that it is."""
    place = where.first.element_handle()
    for _ in range(within):
        if place.evaluate("(one) => document.activeElement === one"):
            assert place.evaluate(SEEN_FOCUS), f"focus is not seen on {where}"
            return
        person.page.keyboard.press(key)
    raise AssertionError(f"{within} presses of {key} do not reach {where}")


def presses_by_key(person: Person, where: Locator, within: int = FAR_ENOUGH) -> None:
    tabs_to(person, where, within=within)
    person.page.keyboard.press("Enter")


def follows_by_key(person: Person, where: Locator) -> None:
    tabs_to(person, where)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def writes_by_key(person: Person, where: Locator, words: str) -> None:
    tabs_to(person, where)
    person.page.keyboard.press("Control+A")
    person.page.keyboard.type(words)


def picks_by_key(person: Person, where: Locator, option: str) -> None:
    """One of a list: its first letters, as one types them."""
    tabs_to(person, where)
    person.page.keyboard.type(option)
    expect(where.locator("option:checked")).to_have_text(option)


def rates_by_key(person: Person, group: str, rating: int) -> None:
    """One of a row of choices: Space takes the first, arrows go on."""
    choices = person.page.locator(f"input[name={group}]")
    tabs_to(person, choices.first)
    person.page.keyboard.press("Space")
    for _ in range(rating - 1):
        person.page.keyboard.press("ArrowRight")
    expect(choices.nth(rating - 1)).to_be_checked()
