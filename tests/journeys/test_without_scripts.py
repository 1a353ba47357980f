"""A student whose browser runs no scripts: writing, rows, sharing and asking by plain forms."""

import re

from playwright.sync_api import expect

from tests.journeys import pages
from tests.journeys.pages import Person, Stage

ADVOCATE, EMAIL = "Catriona Milne", "catriona.milne@glentarvie.example"
CARD = {
    "What I will do": "Tell the eleven o'clock in half as many words, and ask two visitors after.",
    "When": "The eleven o'clock on Fridays, weeks 5 to 9.",
    "What I need from you": "Ten minutes after each, and the reviews once a week.",
    "What stays safe": "No visitor is named, filmed or written about.",
    "What you get": "A shorter tour with its reasons, by week 10.",
}
TRIES = (
    ("Cut the tour to its five best sentences.", "Week 5", "Nobody has laughed at the others."),
    ("Let the visitors ask first, and answer only that.", "Week 6", "They know what they want."),
)


def test_a_student_without_scripts(stage: Stage) -> None:
    ruaridh = stage.becomes("Ruaridh Fairbairn", java_script_enabled=False)
    ruaridh.follows("Continue your contract")
    writes_two_tries(ruaridh)
    fills_in_the_card(ruaridh)
    shares_a_first_draft(ruaridh)
    asks_at_work(ruaridh)


def writes_two_tries(ruaridh: Person) -> None:
    pages.opens_step(ruaridh, "What you will try")
    for row, (doing, when, why) in enumerate(TRIES):
        if row:
            ruaridh.presses("Add another")
        for key, words in (("doing", doing), ("when", when), ("why", why)):
            field = ruaridh.page.locator(f"#rows-{row}-{key}")
            if not field.is_visible():
                field.locator("xpath=ancestor::details[1]/summary").click()
            field.fill(words)
    ruaridh.presses(re.compile("^Save"))
    pages.opens_step(ruaridh, "What you will try")
    ruaridh.sees(*(doing for doing, _, _ in TRIES))


def fills_in_the_card(ruaridh: Person) -> None:
    """All its questions at once: those ahead can be unfolded and filled in by whoever wants to."""
    pages.opens_step(ruaridh, "Workplace card")
    for folded in ruaridh.page.locator("details.ahead > summary").all():
        folded.click()
    for label, words in CARD.items():
        ruaridh.writes(label, words)
    ruaridh.writes("First day I try something at work", "2027-01-15")
    ruaridh.writes("Hours in work time", "a few")
    ruaridh.presses(re.compile("^Save"))
    ruaridh.sees("There is a problem")
    ruaridh.sees(CARD["What stays safe"], CARD["What you get"])
    ruaridh.writes("Hours in work time", "5")
    ruaridh.presses(re.compile("^Save"))
    ruaridh.sees_no("There is a problem")


def shares_a_first_draft(ruaridh: Person) -> None:
    pages.goes_to_check(ruaridh)
    ruaridh.sees("still have gaps", CARD["What I will do"], TRIES[1][0])
    pages.shares(ruaridh, 1, note="The card and two tries. The rest is coming.")


def asks_at_work(ruaridh: Person) -> None:
    pages.opens_the_contract(ruaridh)
    ruaridh.follows("University", within=ruaridh.page.locator(".yeses"))
    ruaridh.sees("Not yet", "Then share a new draft, and ask about that one.")
    ruaridh.follows("Workplace", within=ruaridh.page.locator(".yeses"))
    ruaridh.sees("What they are asked to agree to", CARD["What you get"])
    ruaridh.writes("Their name", ADVOCATE)
    ruaridh.writes("Their work email address", "catriona.milne at glentarvie")
    ruaridh.presses("Send the link")
    ruaridh.sees("There is a problem")
    expect(ruaridh.field("Their name")).to_have_value(ADVOCATE)
    pages.asks_workplace(ruaridh, ADVOCATE, EMAIL, "Visitor centre manager")
