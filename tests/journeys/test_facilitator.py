"""The facilitator's side: a stale answer, undo, a revision, a colleague, a second opinion."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys import pages
from tests.journeys.pages import Person, Stage

CHANGED = "The looms upstairs, and above all the shop."
NOTE = "I like how small this is. Tell me in week 9 what the shed sounded like."


def test_a_decision_on_words_that_changed(stage: Stage) -> None:
    zeynep = stage.becomes("Zeynep Arslan")
    helen = stage.becomes("Dr Helen Marsh")
    pages.finds_in_queue(helen, zeynep.name)
    opens_in_full(helen)
    helen.chooses("Accept")
    helen.writes("A note for Zeynep", NOTE)
    changes_and_asks_again(zeynep)

    helen.presses(re.compile("^Answer .*draft"))
    helen.sees("What changed from draft 1 to draft 2", CHANGED)
    expect(helen.field("A note for Zeynep")).to_have_value(NOTE)
    helen.looks_at("review, refused because the words changed")

    helen.presses(re.compile("^Answer .*draft"))
    helen.sees("Zeynep Arslan: Yes.")
    helen.presses(re.compile("^Undo until"))
    helen.sees("Your answer to draft 2")
    asks_for_a_revision(helen)

    declines_and_asks_for_somebody_else(zeynep)
    only_the_second_facilitator_decides(stage, helen)


def opens_in_full(member: Person) -> None:
    member.presses(re.compile("^Open in full"), within=member.page.locator("#peek"))
    member.sees("Your answer to draft")


def changes_and_asks_again(zeynep: Person) -> None:
    pages.opens_the_contract(zeynep)
    pages.opens_step(zeynep, "Where it stops")
    pages.answers_question(zeynep, "What will you leave out?", CHANGED)
    pages.goes_to_check(zeynep)
    zeynep.sees("your request will close")
    zeynep.chooses(re.compile("^Ask .* again now"))
    pages.shares(zeynep, 2)


def asks_for_a_revision(helen: Person) -> None:
    helen.chooses(re.compile("^Ask for changes"))
    helen.page.locator("#point-0-section").select_option(label="Where it stops")
    helen.writes("What", "Name the one thing that tempts you most.")
    helen.presses("Add a point")
    helen.page.locator("#point-1-text").fill("Which week do you give up first?")
    helen.looks_at("review, with two points")
    helen.presses(re.compile("^Answer .*draft"))
    helen.sees("Zeynep Arslan: Changes requested")


def declines_and_asks_for_somebody_else(zeynep: Person) -> None:
    pages.opens_the_contract(zeynep)
    ref = pages.contract_ref(zeynep)
    for settled in (1, 2):
        zeynep.goes(f"/contracts/{ref}/points/")
        zeynep.chooses(re.compile("^Decline"))
        zeynep.writes("Why, or how", "My set and I think it is already there.")
        zeynep.presses("Save answer")
        expect(zeynep.page.locator(".settled")).to_have_count(settled)
    zeynep.follows("University", within=zeynep.page.locator(".yeses"))
    zeynep.unfolds("Ask for someone else to decide")
    zeynep.looks_at("asking for a second opinion")
    zeynep.writes(re.compile("^Why"), "We read the boundary differently.")
    zeynep.presses("Ask for a second opinion")
    zeynep.sees("Someone other than Dr Helen Marsh will decide.")


def only_the_second_facilitator_decides(stage: Stage, helen: Person) -> None:
    helen.goes("/queue/?show=all&q=Zeynep")
    helen.follows("Zeynep Arslan")
    helen.sees_no("Accept Zeynep", within="#peek")
    owen = stage.becomes("Owen Pritchard")
    pages.finds_in_queue(owen, "Zeynep Arslan")
    owen.writes("A note for Zeynep", "Clear enough for me.")
    pages.reads_to_the_end(owen, lambda: owen.page.keyboard.press("n"))
    owen.presses(re.compile("^Accept Zeynep Arslan’s draft"))
    owen.sees("Zeynep Arslan: Yes.")


def test_handing_over_to_a_colleague(stage: Stage) -> None:
    helen = stage.becomes("Dr Helen Marsh")
    pages.finds_in_queue(helen, "Martin Sowerby")
    opens_in_full(helen)
    helen.unfolds("Hand over to a colleague")
    helen.page.get_by_label("Colleague").select_option(label="Owen Pritchard")
    helen.writes("What they need to know", "You know the baths. I have only read the first half.")
    helen.looks_at("review, handing over")
    helen.presses(re.compile(r"^Hand over \("))
    helen.sees("Owen Pritchard")

    owen = stage.becomes("Owen Pritchard")
    owen.goes("/queue/?show=handed")
    owen.follows("Martin Sowerby")
    owen.sees("You know the baths.", within="#peek")
    owen.goes("/notes/")
    owen.writes("New note", "A good plan for one pool. Which lane first?")
    owen.presses("Save note")
    owen.sees("Which lane first?")
    owen.looks_at("one's own notes")


def test_points_beside_the_words_go_with_the_answer(stage: Stage) -> None:
    helen = stage.becomes("Dr Helen Marsh")
    helen.goes("/queue/")
    for _row in range(3):
        helen.page.keyboard.press("j")
    expect(helen.page.locator("#peek[inert]")).to_have_count(0)
    name = helen.page.locator("#peek h2").first.inner_text()
    first = helen.page.locator("#peek [data-quote-source]").first
    expect(helen.page.locator("[data-row][aria-current=true]")).to_contain_text(name)
    writes_on(helen, first, "Count these for two")
    helen.page.reload()
    helen.page.locator("#peek .point-here[open]").scroll_into_view_if_needed()
    half = helen.page.locator("#peek .point-here[open] textarea[name=text]")
    expect(half).to_have_value("Count these for two")  # half a thought survives
    half.fill("Count these for two mornings first.")
    helen.looks_at("queue, writing a point beside the words")
    seen = helen.page.locator("#peek [data-part][data-seen]").count()
    helen.presses("Keep this point")
    helen.sees("Not sent yet", "Count these for two mornings first.", within="#peek")
    assert helen.page.locator("#peek [data-part][data-seen]").count() >= seen  # one's place is kept
    helen.page.keyboard.press("r")
    helen.sees("1 point goes with your request", within="#peek")
    helen.looks_at("queue, with a point to send")
    helen.presses(re.compile("^Ask .* for changes"))
    helen.sees(f"{name}: Changes requested.")
    helen.presses(re.compile("^Undo until"))
    accepts_without_the_point(helen, name)


def writes_on(helen: Person, where: Locator, words: str) -> None:
    where.scroll_into_view_if_needed()
    where.locator("p").first.select_text()
    helen.presses("Write a point on these words")
    expect(helen.page.locator("#peek .point-here[open] textarea[name=quote]")).not_to_have_value("")
    helen.page.keyboard.type(words)


def accepts_without_the_point(helen: Person, name: str) -> None:
    """What was undone waits again; a yes takes no points along, and asks what becomes of them."""
    expect(helen.page.locator("#point-0-text")).to_have_value("Count these for two mornings first.")
    helen.chooses("Accept")
    helen.presses(re.compile("^Answer .*draft"))
    helen.sees("You have written 1 point that you have not sent.")
    helen.looks_at("review, asking what becomes of a point")
    helen.chooses("Delete")
    helen.presses(re.compile("^Answer .*draft"))
    helen.sees(f"{name}: Yes.")
    helen.presses(re.compile("^Undo until"))
    helen.sees_no("Not sent yet")
