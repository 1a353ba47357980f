"""No mouse: a review with suggested words, what its author makes of it, a question, a vote."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.keys import (
    follows_by_key,
    picks_by_key,
    presses_by_key,
    rates_by_key,
    tabs_to,
    writes_by_key,
)
from tests.journeys.pages import Person, Stage

REVIEWER, AUTHOR = "Tiago Figueiredo", "Iain Gillanders"
WORDING = "Two evenings a week, from week 5 to week 8, and only mine."
WHY = "It needs an end, and an owner."
LINE = "I could do this in my own place."
QUESTION = "May two of us try the same thing in two places?"
MORE = "We would compare what happened, and each write about our own."


def test_a_review_by_the_keyboard_alone(stage: Stage) -> None:
    reviewer = stage.becomes(REVIEWER)
    opens_the_draft(reviewer)
    suggests(reviewer)
    gives_the_review(reviewer)
    author = stage.becomes(AUTHOR)
    adopts(author)
    follows_what_became_of_it(reviewer)


def link(person: Person, words: str) -> Locator:
    return person.page.get_by_role("link", name=re.compile(words))


def button(person: Person, words: str, within: Locator | None = None) -> Locator:
    return (within or person.page.locator("main")).get_by_role("button", name=re.compile(words))


def opens_the_draft(reviewer: Person) -> None:
    reviewer.goes("/set/")
    follows_by_key(reviewer, reviewer.page.locator("a.member", has_text=AUTHOR))
    reviewer.sees("Your review")


def suggests(reviewer: Person) -> None:
    page = reviewer.page
    tabs_to(reviewer, page.locator("#about"))
    picked = page.locator("#about option[value='stops.inside']").inner_text()
    for _ in range(page.locator("#about option").count()):
        if page.locator("#about").input_value() == "stops.inside":
            break
        page.keyboard.press("ArrowDown")
    expect(page.locator("#about option:checked")).to_have_text(picked)
    picks_by_key(reviewer, page.get_by_label("This is"), "A suggestion")
    writes_by_key(reviewer, reviewer.field("Your comment"), WHY)
    writes_by_key(reviewer, reviewer.field("Suggested wording"), WORDING)
    tabs_to(reviewer, page.get_by_label("Ask for a reply"))
    page.keyboard.press("Space")
    with page.expect_navigation():
        presses_by_key(reviewer, button(reviewer, "^Add comment"))
    reviewer.sees(WHY)
    note = page.locator(".thread", has_text=WHY)
    expect(note).to_be_in_viewport()


def gives_the_review(reviewer: Person) -> None:
    reviewer.page.reload()
    with reviewer.page.expect_navigation():
        presses_by_key(reviewer, button(reviewer, "^Send review"))
    expect(reviewer.page.locator("[data-error-summary]")).to_be_focused()
    for key, rating in (("real", 5), ("doable", 4), ("cut", 1)):
        rates_by_key(reviewer, key, rating)
        writes_by_key(reviewer, reviewer.page.locator(f"#{key}_line"), LINE)
    with reviewer.page.expect_navigation():
        presses_by_key(reviewer, button(reviewer, "^Send review"))
    reviewer.sees("Your review has been sent to the draft’s author.")


def adopts(author: Person) -> None:
    author.goes("/set/")
    follows_by_key(author, link(author, "suggestions? to review"))
    point = author.page.locator(".point", has_text=WHY)
    with author.page.expect_navigation():
        presses_by_key(author, button(author, "^Decline ?:", unfolded(author, point)))
    expect(author.page.locator("[data-error-summary]")).to_be_focused()
    with author.page.expect_navigation():
        presses_by_key(author, button(author, "^Adopt ?:", point))
    author.sees("Decided", WORDING)
    author.looks_at("suggestions, all settled")


def unfolded(author: Person, point: Locator) -> Locator:
    presses_by_key(author, point.locator("summary", has_text="Adapt or decline"))
    return point


def follows_what_became_of_it(reviewer: Person) -> None:
    reviewer.goes("/set/")
    follows_by_key(reviewer, link(reviewer, "What changed because of you"))
    reviewer.sees("Adopted")


def test_a_question_and_a_vote_by_the_keyboard_alone(stage: Stage) -> None:
    person = stage.becomes("Kwabena Asante-Darko")
    follows_by_key(person, link(person, "^Module$"))
    follows_by_key(person, link(person, "talk|Talk|asked"))
    asks(person)
    follows_by_key(person, link(person, "^Module$"))
    follows_by_key(person, link(person, "All the module’s hotseats"))
    votes(person)


def asks(person: Person) -> None:
    page = person.page
    follows_by_key(person, link(person, "^Ask a question"))
    writes_by_key(person, person.field("Your question in one line"), QUESTION)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tabs_to(person, page.locator("#title"))
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    with page.expect_navigation():
        presses_by_key(person, button(person, "^Ask everybody on this module"))
    expect(page.locator("[data-error-summary]")).to_be_focused()
    writes_by_key(person, page.locator("#title"), QUESTION)
    writes_by_key(person, person.field("Say a little more (optional)"), MORE)
    with page.expect_navigation():
        presses_by_key(person, button(person, "^Ask everybody on this module"))
    person.sees(QUESTION, MORE)


def votes(person: Person) -> None:
    """One is where one was, after a vote and after taking it back."""
    topic = person.page.locator(".hot-list > li").first
    for was, now in (
        ("^Vote for this", "^You voted for this"),
        ("^You voted for this", "^Vote for this"),
    ):
        with person.page.expect_navigation():
            presses_by_key(person, button(person, was, topic))
        tabs_to(person, button(person, now, topic), within=4)
