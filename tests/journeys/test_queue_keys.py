"""The queue by key, mouse and finger: whoever is selected is read and answered, and nobody else."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import pages
from tests.journeys.pages import PHONE, Person, Stage

ACCEPT = re.compile("^Accept ")


def names(member: Person) -> list[str]:
    return member.page.locator("[data-row-link]").all_inner_texts()


def selected(page: Page) -> str:
    return page.locator("[data-row][aria-current=true] [data-row-link]").inner_text()


def reads(member: Person, name: str) -> None:
    """One selection: the row, the panel beside it, and the button that decides."""
    expect(member.page.locator("#peek h2").first).to_have_text(name)
    assert selected(member.page) == name
    button = member.page.locator("#peek").get_by_role("button", name=ACCEPT)
    if button.count():
        expect(button).to_contain_text(name)


def presses(member: Person, keys: str) -> None:
    for key in keys.split():
        member.page.keyboard.press(key)


def takes_back(member: Person) -> None:
    member.presses(re.compile("^Undo until"))
    member.sees("Your answer has been undone")


def test_the_keys_accept_whom_one_reads(stage: Stage) -> None:
    helen = stage.becomes("Dr Helen Marsh")
    helen.goes("/queue/")
    listed = names(helen)
    presses(helen, "j j j j")
    reads(helen, listed[4])
    presses(helen, "k")
    reads(helen, listed[3])
    presses(helen, "j a Enter")  # as fast as keys go: nobody is accepted whom nobody has read
    helen.page.wait_for_timeout(1500)
    assert not helen.page.locator(".strip").count()
    reads(helen, listed[4])
    assert pages.unread(helen)
    helen.sees("Scroll to read the rest. Then you can accept.", within="#peek")
    pages.reads_to_the_end(helen, lambda: presses(helen, "n"))
    assert not pages.unread(helen)
    presses(helen, "a")
    expect(helen.page.locator("#peek").get_by_role("button", name=ACCEPT)).to_be_focused()
    assert not helen.page.locator(".strip").count()  # no single key accepts
    presses(helen, "Enter")
    helen.sees(f"{listed[4]}: Yes.", f"Next: {listed[5]}.")
    reads(helen, listed[5])
    helen.looks_at("queue, after an answer by key")
    takes_back(helen)


def test_the_mouse_the_tab_key_and_o_mean_the_same_contract(stage: Stage) -> None:
    helen = stage.becomes("Dr Helen Marsh")
    helen.goes("/queue/")
    listed = names(helen)
    helen.follows(listed[2])
    reads(helen, listed[2])
    presses(helen, "j")
    reads(helen, listed[3])
    helen.page.locator("[data-row-link]").nth(1).focus()  # as Tab does: the panel shows another
    presses(helen, "a")
    reads(helen, listed[1])
    expect(helen.page.locator("#peek").get_by_role("button", name=ACCEPT)).to_be_focused()
    helen.writes(re.compile("^A note for"), "Half a thought.")
    helen.page.locator("[data-row-link]").nth(1).focus()
    presses(helen, "j")
    reads(helen, listed[2])
    presses(helen, "k")
    reads(helen, listed[1])
    expect(helen.field(re.compile("^A note for"))).to_have_value("Half a thought.")
    with helen.page.expect_navigation():
        presses(helen, "o")
    helen.sees(listed[1], within=".band, .contract-band, body")
    expect(helen.page).to_have_title(re.compile(listed[1]))
    expect(helen.page.get_by_role("button", name=re.compile("^Answer .*draft"))).to_contain_text(
        listed[1]
    )


def test_changes_are_asked_for_beside_the_list(stage: Stage) -> None:
    helen = stage.becomes("Dr Helen Marsh")
    helen.goes("/queue/")
    listed = names(helen)
    presses(helen, "j r")
    reads(helen, listed[1])
    expect(helen.field("What should change")).to_be_focused()
    helen.page.keyboard.type("Say which calls you leave out.")
    helen.looks_at("queue, asking for changes")
    first = listed[1].removeprefix("Dr ").split()[0]
    helen.presses(f"Ask {first} for changes")
    helen.sees(f"{listed[1]}: Changes requested.", f"Next: {listed[2]}.")
    reads(helen, listed[2])
    takes_back(helen)
    expect(helen.field("What").first).to_have_value("Say which calls you leave out.")
    helen.goes("/queue/")
    presses(helen, "j r")
    reads(helen, listed[1])
    helen.page.keyboard.type("One thing.")
    helen.presses("Add a point")  # room for more is on the page of its own
    expect(helen.page.locator("#point-0-text")).to_have_value("One thing.")
    expect(helen.page.locator("#point-1-text")).to_be_visible()
    expect(helen.page.locator("#kind-revise")).to_be_checked()


def test_a_finger_answers_the_one_it_opened(stage: Stage) -> None:
    helen = stage.becomes("Dr Helen Marsh", PHONE)
    helen.goes("/queue/")
    listed = names(helen)
    helen.follows(listed[2])
    reads(helen, listed[2])
    expect(helen.page.locator("[data-queue]")).to_be_hidden()  # the list is a page of its own
    helen.follows("Waiting for us")
    expect(helen.page.locator("[data-queue]")).to_be_visible()
    expect(helen.page.locator("#peek")).to_be_hidden()
    helen.follows(listed[2])
    pages.reads_to_the_end(helen, lambda: helen.page.mouse.wheel(0, 500))
    assert not pages.unread(helen)
    helen.looks_at("a contract of the queue, on a phone")
    helen.page.locator("#peek").get_by_role("button", name=ACCEPT).click()
    helen.sees(f"{listed[2]}: Yes.")
    reads(helen, listed[3])
    takes_back(helen)


def test_what_was_handed_to_a_colleague_asks_first(stage: Stage) -> None:
    helen = stage.becomes("Dr Helen Marsh")
    helen.goes("/queue/?show=colleague")
    [name, *_rest] = names(helen)
    helen.sees("Handed over to Owen Pritchard", within="#peek")
    pages.reads_to_the_end(helen, lambda: presses(helen, "n"))
    helen.page.locator("#peek").get_by_role("button", name=ACCEPT).click()
    helen.sees("This was handed over to Owen Pritchard.")
    assert "Yes." not in " ".join(helen.page.locator(".strip").all_inner_texts())
    helen.looks_at("review, refused because it was handed to a colleague")
    helen.chooses("Accept")
    helen.chooses(re.compile("^I am answering in place of Owen Pritchard"))
    helen.presses(re.compile("^Answer .*draft"))
    helen.sees(f"{name}: Yes.")
    takes_back(helen)
