"""The main story: from the module's brief to an agreed contract, at a desk and on a phone."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.files import words_in_pdf
from tests.journeys import pages
from tests.journeys.pages import DESK, PHONE, Person, Stage
from tests.journeys.pictures import picture


@dataclass(frozen=True)
class Cast:
    """Who plays the story, and on how large a screen. The advocate always has a phone."""

    student: str
    peer: str
    advocate: str
    email: str
    job: str
    size: ViewportSize


AT_A_DESK = Cast(
    "Nadine Brooks",
    "Priya Raman",
    "Carol Benning",
    "carol.benning@larkmoor.example",
    "Neighbourhood services manager",
    DESK,
)
ON_A_PHONE = Cast(
    "Mehwish Tanoli",
    "Graham Petherick",
    "Andrew Lockyer",
    "andrew.lockyer@fenside.example",
    "Practice owner",
    PHONE,
)
OUTSIDE = (
    "The policy and the logging screen, tempting as they are. Whatever the whole department could "
    "use goes to my manager at the end, as an offer."
)
QUOTED = "tempting as they are"
TOUCHES = "The people who ring me, and my manager, who hears of it from me before it starts."
SUGGESTION = "Say in which week you stop and look at what you have."


@pytest.mark.parametrize("cast", [AT_A_DESK, ON_A_PHONE], ids=["at a desk", "on a phone"])
def test_from_the_brief_to_an_agreed_contract(stage: Stage, cast: Cast) -> None:
    student = a_newcomer_becomes_the_student(stage, cast)
    reads_the_brief(student)
    answers_the_open_question(student)
    reads_it_through_and_shares(student, 2)

    peer = stage.becomes(cast.peer, cast.size)
    reads_and_comments(peer, student)
    takes_the_comment_up(student, peer)
    reads_it_through_and_shares(student, 3, note="Who it touches, after what my set asked.")

    asks_both(student, cast)
    the_advocate_says_yes_on_a_phone(stage, cast)
    the_facilitator_accepts_from_the_queue(stage, cast)
    settles_the_suggestion(student)
    reads_what_is_agreed(student, cast)


def a_newcomer_becomes_the_student(stage: Stage, cast: Cast) -> Person:
    newcomer = stage.somebody(cast.student, cast.size)
    newcomer.goes_home()
    newcomer.sees("Choose who to be", "A small, invented university")
    newcomer.looks_at("the cast")
    student = stage.becomes(cast.student, cast.size)
    student.sees(f", {cast.student.split()[0]}", "Action inquiry")
    student.looks_at("home of a student researcher")
    return student


def reads_the_brief(student: Person) -> None:
    student.follows("Read the brief again")
    student.sees("15 credits", "150 hours", "Being fair to the people around you", "Dr Helen Marsh")
    student.looks_at("brief")
    picture(student, "brief")
    student.follows("Continue your contract")


def answers_the_open_question(student: Person) -> None:
    if student.page.locator("#outside").count() == 0:
        student.looks_at("overview")
        pages.opens_step(student, "Where it stops")
    student.sees("Where does your inquiry stop?", "What will you leave out?")
    picture(student, "workspace")
    picture(student, "workspace-dark", dark=True)
    pages.answers_question(student, "What will you leave out?", OUTSIDE)
    expect(student.page.locator("#outside-checks .ok")).to_contain_text("something that tempts you")
    student.looks_at("step with questions")
    student.page.reload()
    student.sees(OUTSIDE)


def reads_it_through_and_shares(student: Person, number: int, note: str = "") -> None:
    pages.goes_to_check(student)
    student.sees("Is this what you mean?", OUTSIDE, "Not for your set")
    student.looks_at("check")
    picture(student, "check")
    pages.shares(student, number, note)
    student.looks_at("shared")


def reads_and_comments(peer: Person, student: Person) -> None:
    peer.looks_at("home of a peer")
    peer.goes("/set/")
    peer.looks_at("learning set")
    peer.follows(re.compile(f"^{student.name}"))
    peer.sees("Where does your inquiry stop?")
    peer.sees_no("Ethics questions", "Does an ethics reviewer need to see it?")
    peer.looks_at("reading a draft of the set")
    pages.comments_on(peer, QUOTED, "Which of them tempts you most? I would name that one.")
    picture(peer, "reading")


def takes_the_comment_up(student: Person, peer: Person) -> None:
    student.goes_home()
    student.sees("open comment")
    pages.opens_the_contract(student)
    pages.opens_step(student, "Where it stops")
    thread = student.page.locator("article, section, li", has_text="Which of them tempts you most?")
    student.unfolds("Reply", within=thread.last)
    student.writes("Your reply", "The screen. I shall say so at the end.")
    student.presses("Reply", within=thread.last)
    student.sees("The screen. I shall say so at the end.")
    pages.answers_question(student, "Who else does it touch?", TOUCHES)


def asks_both(student: Person, cast: Cast) -> None:
    student.goes_home()
    opens_ask(student, "Workplace")
    student.sees("What they are asked to agree to", "What the email says")
    student.looks_at("asking the workplace")
    picture(student, "ask")
    pages.asks_workplace(student, cast.advocate, cast.email, cast.job, "Five lines, as promised.")
    student.looks_at("asked")
    opens_ask(student, "University")
    student.looks_at("asking the university")
    student.presses("Ask for their yes")
    student.sees("has been asked")


def opens_ask(student: Person, party: str) -> None:
    pages.opens_the_contract(student)
    student.follows(party, within=student.page.locator(".yeses"))


def the_advocate_says_yes_on_a_phone(stage: Stage, cast: Cast) -> None:
    advocate = stage.somebody(cast.advocate, PHONE)
    letter = stage.letter(advocate, cast.email)
    advocate.looks_at("a letter, in the demo")
    advocate.goes("/demo/letters/")
    advocate.looks_at("letters, in the demo")
    advocate.page.goto(letter.link)
    advocate.sees("gave us your address", cast.email, "learning plan", "Five lines, as promised.")
    expect(advocate.page.locator(".plan-part").first.locator("dt, .fact")).not_to_have_count(0)
    advocate.looks_at("the plan, by link")
    picture(advocate, "plan-phone")
    pages.says_yes(advocate, letter)
    advocate.sees("You said yes", "Still valid")
    advocate.looks_at("the plan, answered")


def the_facilitator_accepts_from_the_queue(stage: Stage, cast: Cast) -> None:
    helen = stage.becomes("Dr Helen Marsh", cast.size)
    helen.looks_at("home of a facilitator")
    pages.finds_in_queue(helen, cast.student)
    helen.looks_at("queue")
    picture(helen, "queue")
    moves_by_keyboard(helen, cast)
    helen.sees(cast.student, "Your answer to draft 3")
    helen.looks_at("review")
    helen.chooses(re.compile("^Accept with suggestions"))
    helen.writes("What", SUGGESTION)
    helen.presses(re.compile("^Answer .*draft"))
    helen.sees(f"{cast.student}: Yes, with suggestions", "Undo until")
    helen.looks_at("queue, after an answer")


def moves_by_keyboard(helen: Person, cast: Cast) -> None:
    """K and J move through the rows, A goes to the answer and sends nothing, O opens in full."""
    keys = helen.page.keyboard
    link = helen.page.locator("[data-row]", has_text=cast.student).locator("[data-row-link]")
    if link.is_visible():  # on a phone the contract is a page of its own, and open by now
        link.focus()
        keys.press("k")  # whoever asked last is the last row
        expect(link).not_to_be_focused()
        keys.press("j")
        expect(link).to_be_focused()
    keys.press("a")
    expect(helen.page.locator('[data-choose="accept"]')).to_be_focused()
    keys.press("o")
    helen.page.wait_for_url(re.compile("/review/"))


def settles_the_suggestion(student: Person) -> None:
    student.goes_home()
    student.sees("Agreed")
    student.follows("Open the contract")
    student.goes(f"/contracts/{pages.contract_ref(student)}/points/")
    student.sees(SUGGESTION)
    student.looks_at("points")
    student.chooses(re.compile("^Adopt"))
    student.writes("Why, or how", "Week 9, and I have written it down.")
    student.presses("Save answer")
    student.sees("You adopted this")


def reads_what_is_agreed(student: Person, cast: Cast) -> None:
    student.goes_home()
    student.follows("See what is agreed")
    student.sees(cast.student, cast.advocate, "Dr Helen Marsh", "Draft 3", OUTSIDE)
    expect(student.page.locator(".paper-yeses li, .paper-yes")).to_have_count(3)
    expect(student.page.locator(".paper-digest code")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))
    student.looks_at("agreement")
    picture(student, "agreement")
    student.page.emulate_media(media="print")
    expect(student.page.locator(".paper-bar")).to_be_hidden()
    student.sees(OUTSIDE, within="main")
    student.page.emulate_media(media="screen")
    student.goes(f"/contracts/{pages.contract_ref(student)}/history/")
    student.sees("This brought draft 3 into force.")
    student.looks_at("history")
    keeps_it_as_a_file(student, cast)


def keeps_it_as_a_file(student: Person, cast: Cast) -> None:
    student.follows("See the record of each yes")
    student.sees(cast.advocate, "the link in an email to", "Opened in the browser that answered")
    student.looks_at("evidence")
    with student.page.expect_download() as found:
        student.page.locator("#main").get_by_role("link", name="PDF").first.click()
    assert found.value.suggested_filename.endswith("-draft-3.pdf")
    text = words_in_pdf(Path(found.value.path()).read_bytes())
    assert all(words in text for words in (cast.student, cast.advocate, "Draft 3", OUTSIDE))
