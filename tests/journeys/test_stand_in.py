"""Nobody waits on a no-show: somebody of another set stands in; and with nobody left, a facilitator lets go.

The demo leaves two such reviews behind, days overdue, and its worker finds them within a minute.
"""

import re
from urllib.parse import quote

from playwright.sync_api import Locator, expect

from tests.journeys.pages import PHONE, Person, Stage

AUTHOR, MISSING, STUCK = "Alice Hembrough", "Amara Koroma", "Anita Deshmukh"
FACILITATOR = "Bronwen Maddox"
RATINGS = {"real": "4", "doable": "3", "cut": "2"}
LINE = "From outside your set it reads as yours."
WORDING = "Only my own shifts, and only until the end of week 8."
OTHER = "Nobody’s rota but mine."
CONCERN = "Who reads your notes, apart from you?"
ANSWER = "Nobody does. They stay in my locker until I have taken the names out."
WHY = "I may not say so: the rota is not mine to leave out."
REASON = "Two reviews are in and agree. The third would tell you what you know by now."


def test_somebody_stands_in_for_a_no_show(stage: Stage) -> None:
    reader = stage.somebody("a reader of letters")
    email, text = stage.finds_letter(reader, "stand in as a reviewer for Alice")
    stand_in = stage.somebody("somebody who stands in", PHONE)
    opens_by_letter(stand_in, reader, email, link_in(text))
    reads_only_the_key_parts(stand_in)
    reviews_in_their_place(stand_in)

    author = stage.becomes(AUTHOR)
    sees_it_arrive(author)
    decides(author)
    hears_what_became_of_it(stand_in)
    is_not_waited_for(stage, reader, stage.becomes(MISSING))


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/set/\S+)", text)
    assert found, text
    return found[1]


def opens_by_letter(person: Person, reader: Person, email: str, link: str) -> None:
    """As from one's own mail: the address, the code in the next letter, and there is the draft."""
    person.goes(f"/sign-in/?next={quote(link)}")
    person.writes(re.compile("email", re.IGNORECASE), email)
    person.page.keyboard.press("Enter")
    person.sees("Type the code")
    person.page.locator("input[name=code]").fill(person.stage.code(reader, email))
    person.page.keyboard.press("Enter")
    person.page.wait_for_url(re.compile("/set/"))


def reads_only_the_key_parts(stand_in: Person) -> None:
    stand_in.sees(
        "You are standing in for a reviewer in another set", "Where does your inquiry stop?"
    )
    stand_in.sees("You will see what others say about this draft once you have given your review.")
    stand_in.sees_no("Who helps you?", "Does an ethics reviewer need to see it?")
    stand_in.sees_no("So that it has an end.")  # what the set suggested
    stand_in.looks_at("a draft lent to somebody of another set")


def reviews_in_their_place(stand_in: Person) -> None:
    says(stand_in, "suggestion", "stops.inside", "Then it is yours.", WORDING)
    says(stand_in, "suggestion", "stops.outside", "Leave the rest to them.", OTHER)
    stand_in.page.get_by_label("Ask for a reply").check()
    says(stand_in, "question", "stops.touches", CONCERN)
    for key, rating in RATINGS.items():
        stand_in.page.locator(f".review-form input[name={key}][value='{rating}']").check()
        stand_in.page.locator(f"#{key}_line").fill(LINE)
    stand_in.presses("Send review")
    stand_in.sees("Thank you. Your review has been sent to the draft’s author.")


def says(person: Person, kind: str, about: str, text: str, wording: str = "") -> None:
    person.page.locator("#about").select_option(value=about)
    person.page.get_by_label("This is").select_option(value=kind)
    person.writes("Your comment", text)
    person.writes("Suggested wording", wording)
    person.presses("Add comment")
    person.sees(text)


def sees_it_arrive(author: Person) -> None:
    author.goes("/set/")
    author.follows(re.compile("See what your set sees|Read them beside your text"))
    author.sees("Standing in", LINE, within="main")
    author.looks_at("one’s own draft with a review by somebody who stood in")


def decides(author: Person) -> None:
    author.follows("Suggestions from others")
    author.presses(re.compile("^Adopt ?:"), within=suggestion(author, "Then it is yours."))
    author.sees("Adopted")
    author.unfolds("Adapt or decline", within=suggestion(author, "Leave the rest to them."))
    box = suggestion(author, "Leave the rest to them.")
    box.get_by_label("What you did instead, or why not").fill(WHY)
    author.presses(re.compile("^Decline ?:"), within=box)
    author.sees("Declined, with a reason")
    author.sees("Someone has asked for your reply")
    author.follows(re.compile("on Where it stops"))
    thread = author.page.locator(".thread", has_text=CONCERN)
    thread.locator("summary").first.click()
    thread.get_by_label("Your reply").fill(ANSWER)
    author.presses(re.compile("^Reply"), within=thread)
    author.sees(ANSWER)


def suggestion(author: Person, words: str) -> Locator:
    return author.page.locator(".point", has_text=words).first


def hears_what_became_of_it(stand_in: Person) -> None:
    """Everything, though the draft itself is closed to them again."""
    stand_in.goes("/set/")
    stand_in.follows("What changed because of you")
    stand_in.sees("Alice’s plan", "Adopted", "Declined, with a reason", WHY, ANSWER)
    stand_in.looks_at("what changed because of somebody who stood in")


def is_not_waited_for(stage: Stage, reader: Person, missing: Person) -> None:
    """Whoever did not come was reminded once, and owes nothing any more."""
    text = stage.opens_letter(reader, "amara.koroma", "draft is still waiting for your review")
    assert "A late review is still welcome." in " ".join(text.split()), text
    missing.goes("/set/")
    missing.sees(AUTHOR)
    expect(missing.page.get_by_role("link", name=re.compile("^Review Alice’s"))).to_have_count(0)


def test_with_nobody_left_a_facilitator_lets_go(stage: Stage) -> None:
    reader = stage.somebody("a reader of letters")
    text = stage.opens_letter(reader, "bronwen.maddox", f"A review is missing: {STUCK}")
    link = re.search(r"https?://\S+/review/", text)
    assert link, text
    bronwen = stage.becomes(FACILITATOR)
    bronwen.page.goto(link[0])
    goes_on_without_it(bronwen)
    author = stage.becomes(STUCK, PHONE)
    author.goes("/set/")
    author.follows(re.compile("See what your set sees|Read them beside your text"))
    author.sees("review is no longer needed", REASON)


def goes_on_without_it(bronwen: Person) -> None:
    bronwen.sees("Was due", "Reviews of draft 1")
    bronwen.unfolds("Go on without Angharad’s review")
    bronwen.presses("Go on without it")
    bronwen.sees("There is a problem")
    bronwen.looks_at("letting go of a review, refused for want of a reason")
    bronwen.writes("Why it is not needed", REASON)
    bronwen.presses("Go on without it")
    bronwen.sees("That review is no longer needed.", REASON)
    bronwen.looks_at("a contract whose reviews are in, beside it a reason")
