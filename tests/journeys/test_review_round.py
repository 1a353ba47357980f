"""A set of five in one round: three are asked, one cannot and the fourth takes over; suggestions are
adopted, adapted and declined; each hears of it."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.pages import PHONE, Person, Stage
from tests.journeys.pictures import picture

AUTHOR = "Marcus Oyelaran"  # his draft was shared four days ago, whenever the demo begins
PEERS = ("Declan McAteer", "Agnieszka Wrońska", "Siân Llewellyn-Hughes", "Folasade Adewunmi")
ASKED = re.compile("^Review Marcus’s draft")
INSIDE, OUTSIDE = "stops.inside", "stops.outside"
ONE = "My own shift, from week 5 to week 8, and nobody else’s."
TWO = "Whatever the other shifts do, and the app."
THREE = "The app, and the people who made it."
SHOWN_LATER = "own words are shown here once they are in a shared draft."
OWN = "What other shifts do. The app stays out too."
BUSY = "Nights until Sunday, and then a week of sleep."
PRAISE = "I could hear the shop in this."
WHY = "I had changed these words by then. The people who made it were never in."


def test_a_set_reviews_a_draft_in_one_round(stage: Stage) -> None:
    first, second, third, fourth = three_who_are_asked(stage)
    says_that_they_cannot(third)
    opens_the_review(first)
    first.sees("You will see what others say about this draft once you have given your review.")
    suggests(first, INSIDE, "It needs an end.", ONE)
    suggests(first, OUTSIDE, "Say it of all shifts.", TWO)
    first.looks_at("a draft to review")
    gives_the_review(first)
    first.follows(re.compile(AUTHOR))
    first.sees("I would read it to my team.")

    opens_the_review(second)
    second.sees_no("It needs an end.", TWO)
    suggests(second, OUTSIDE, "Who made it?", THREE)
    gives_the_review(second)
    second.follows(re.compile(AUTHOR))
    second.sees("It needs an end.", "I would read it to my team.")
    second.looks_at("a draft that was reviewed, on a phone")

    takes_over(fourth)
    author = stage.becomes(AUTHOR)
    reads_three_reviews(author)
    decides(author)
    hears_what_became_of_it(first, "Adopted", "Adapted", SHOWN_LATER)
    hears_what_became_of_it(second, "Declined, with a reason", WHY)
    second.looks_at("what changed because of you, on a phone")


def three_who_are_asked(stage: Stage) -> list[Person]:
    """Three of four are, by a rule with a clock: within a minute or so. The fourth comes last."""
    peers = [stage.becomes(PEERS[0]), *(stage.becomes(name, PHONE) for name in PEERS[1:])]
    for _ in range(30):
        asked = [peer for peer in peers if is_asked(peer)]
        if len(asked) == 3:
            return [*asked, *(peer for peer in peers if peer not in asked)]
        peers[0].page.wait_for_timeout(3_000)
    raise AssertionError("nobody was asked")


def is_asked(peer: Person) -> bool:
    peer.goes("/set/")
    return bool(peer.page.get_by_role("link", name=ASKED).count())


def says_that_they_cannot(third: Person) -> None:
    opens_the_review(third)
    third.unfolds("I cannot review this")
    third.writes("Reason (optional)", BUSY)
    third.presses("Ask someone else")
    third.sees("Thank you for telling us.")
    assert not is_asked(third)


def takes_over(fourth: Person) -> None:
    """Asked in their place by the same rule: somebody of the set, as long as there is anybody."""
    for _ in range(30):
        if is_asked(fourth):
            break
        fourth.page.wait_for_timeout(3_000)
    fourth.sees("In place of someone who could not.")
    opens_the_review(fourth)
    fourth.page.get_by_label("This is").select_option(value="praise")
    fourth.writes("Your comment", PRAISE)
    fourth.presses("Add comment")
    fourth.sees(PRAISE)
    gives_the_review(fourth)


def reads_three_reviews(author: Person) -> None:
    author.goes("/set/")
    author.follows(re.compile("See what your set sees|Read them beside your text"))
    expect(author.page.get_by_text("I would read it to my team.")).to_have_count(9)
    author.sees("Standing in", PRAISE, within="main")
    author.sees_no(BUSY)


def opens_the_review(peer: Person) -> None:
    peer.goes("/set/")
    peer.follows(ASKED)
    peer.sees("Your review", "Please review this by")


def suggests(peer: Person, about: str, text: str, wording: str) -> None:
    peer.page.locator("#about").select_option(value=about)
    peer.page.get_by_label("This is").select_option(value="suggestion")
    peer.writes("Your comment", text)
    peer.writes("Suggested wording", wording)
    peer.presses("Add comment")
    peer.sees(text)


def gives_the_review(peer: Person) -> None:
    peer.presses("Send review")
    expect(peer.page.locator(".review-form .field-error").first).to_be_visible()
    for key, rating in (("real", "5"), ("doable", "4"), ("cut", "2")):
        peer.page.locator(f".review-form input[name={key}][value='{rating}']").check()
        peer.page.locator(f"#{key}_line").fill("I would read it to my team.")
    peer.presses("Send review")


def decides(author: Person) -> None:
    author.goes("/set/")
    author.follows(re.compile("suggestions? to review"))
    author.sees("3 suggestions to review.")
    author.looks_at("suggestions")
    picture(author, "suggestions")
    author.presses(re.compile("^Adopt ?:"), within=suggestion(author, "It needs an end."))
    author.unfolds("Adapt or decline", within=suggestion(author, "Say it of all shifts."))
    box = suggestion(author, "Say it of all shifts.")
    box.get_by_label("Your own wording").fill(OWN)
    author.presses(re.compile("^Adapt ?:"), within=box)
    box = suggestion(author, "Who made it?")
    expect(box).to_contain_text("Your text has changed since")
    author.unfolds("Adapt or decline", within=box)
    author.presses(re.compile("^Decline ?:"), within=box)
    expect(author.page.locator(".field-error").first).to_be_visible()
    box = suggestion(author, "Who made it?")
    box.get_by_label("What you did instead, or why not").fill(WHY)
    author.presses(re.compile("^Decline ?:"), within=box)
    author.sees("Decided", "Adopted", "Adapted", "Declined, with a reason")


def suggestion(author: Person, words: str) -> Locator:
    return author.page.locator(".point", has_text=words).first


def hears_what_became_of_it(peer: Person, *words: str) -> None:
    peer.goes("/set/")
    peer.follows("What changed because of you")
    peer.sees("Marcus’s plan", *words)
