"""What a requirement means: a question becomes a clarification, a guest answers, a contract cites both."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, expect

from tests.journeys import pages
from tests.journeys.pages import PHONE, Person, Stage
from tests.journeys.pictures import picture

QUESTION = "May the people I observe come from another ward?"
ANSWER = "They may, as long as the practice that you change is your own."
LEFT_OUT = "What the other ward decides for itself."
TOPIC = "Ringing people who do not want to be rung"
ASKED = "What do you say in the first ten seconds?"
SAID = "Your name, why you ring, and that they may hang up. In that order."
GUEST = ("Odile Brandt", "odile.brandt@helpline.example")


def test_a_question_becomes_a_clarification_and_changes_anothers_draft(stage: Stage) -> None:
    student = stage.becomes("Samir Haddad")
    asks(student)
    peer = stage.becomes("Jane Whitlock", PHONE)
    replies(peer)
    helen = stage.becomes("Dr Helen Marsh")
    makes_it_a_clarification(helen)

    other = stage.becomes("Tomasz Zielinski", PHONE)
    mark = finds_it_before_asking(other)
    relies_on_it_and_cites_it(other, mark)
    changes_it(helen, mark)
    hears_of_the_change(stage, other)


def asks(student: Person) -> None:
    opens_the_talk(student)
    student.looks_at("talk")
    student.follows("Ask a question")
    student.writes("Your question in one line", QUESTION)
    student.presses("Search for answers")
    student.looks_at("asking, after looking")
    student.page.locator("#title").fill("")
    student.presses("Ask everybody on this module")
    student.looks_at("asking, refused for want of words")
    student.page.locator("#title").fill(QUESTION)
    student.writes(
        "Say a little more (optional)", "My own ward is too small. It would change whom I ask."
    )
    student.page.get_by_label("What it is about").select_option(label="Step: Where it stops")
    student.presses("Ask everybody on this module")
    student.sees(QUESTION, "Everybody on this module")


def opens_the_talk(person: Person) -> None:
    person.goes_home()
    if person.page.locator(".nav-narrow > summary").is_visible():
        person.page.locator(".nav-narrow > summary").click()
    person.follows(re.compile("^Module$"))
    person.follows(re.compile("talk|Talk|asked", re.IGNORECASE))


def replies(peer: Person) -> None:
    opens_the_talk(peer)
    peer.follows(re.compile(re.escape(QUESTION)))
    peer.writes("Your reply", "I asked two wards.\n\n**It worked**, but take half the hours.")
    peer.presses("Reply to everybody on this module")
    peer.sees("It worked")
    peer.looks_at("a thread")


def makes_it_a_clarification(helen: Person) -> None:
    opens_the_talk(helen)
    helen.follows(re.compile(re.escape(QUESTION)))
    helen.writes("Your reply", ANSWER)
    helen.presses("Reply to everybody on this module")
    helen.page.locator(".post", has_text=ANSWER).get_by_role(
        "link", name="Write a clarification"
    ).click()
    helen.looks_at("making a clarification")
    picture(helen, "clarification")
    helen.chooses(re.compile("^Several readings are fine"))
    helen.writes("In a few words", "People of another ward may be observed.")
    helen.writes(
        "The readings, one per line",
        "They are the inquiry: then it is their practice too.\nThey are the surroundings of yours.",
    )
    helen.presses("Show to everybody on this module")
    helen.sees("Several readings are fine", "People of another ward may be observed.")


def finds_it_before_asking(student: Person) -> str:
    """With a word mistyped, as one does on a phone."""
    opens_the_talk(student)
    student.follows("Ask a question")
    student.writes("Your question in one line", "can I obsrve people of an other ward")
    student.presses("Search for answers")
    student.sees("Possible answers", "People of another ward may be observed.")
    found = student.page.locator("text=/C-[a-z0-9]+/").first.inner_text()
    mark = re.search(r"C-[a-z0-9]+", found)
    assert mark, found
    return mark[0]


def relies_on_it_and_cites_it(student: Person, mark: str) -> None:
    student.goes_home()
    student.follows(re.compile("Open the contract|Continue your contract"))
    pages.opens_step(student, "Where it stops")
    beside = student.page.locator(".beside, .panel", has_text="What this step means").last
    expect(beside).to_contain_text("People of another ward may be observed.")
    student.looks_at("a step with its clarification")
    student.presses("Rely on this", within=beside)
    student.goes(f"/clarifications/{mark.removeprefix('C-')}/")
    student.looks_at("a clarification")
    student.presses("Cite it in my answer")
    student.sees(mark)


def changes_it(helen: Person, mark: str) -> None:
    helen.goes(f"/clarifications/{mark.removeprefix('C-')}/")
    helen.follows("Change clarification")
    helen.writes("In a few words", "People of another ward may be observed, if they agree.")
    helen.writes("Reason for the change", "One of them did not know.")
    helen.presses(re.compile("^Change clarification|^Show to everybody"))
    helen.sees("Version 2", "if they agree")


def hears_of_the_change(stage: Stage, student: Person) -> None:
    reader = stage.somebody("a reader of letters")
    text = stage.opens_letter(reader, "tomasz.zielinski", "clarification")
    assert "if they agree" in text, text


def test_a_hotseat_runs_from_a_poll_to_a_citation(stage: Stage) -> None:
    student = stage.becomes("Priya Raman", PHONE)
    opens_the_hotseats(student)
    student.writes("In a few words", TOPIC)
    student.presses("Propose it")
    student.sees(TOPIC, "Proposed by you")
    other = stage.becomes("Samir Haddad")
    opens_the_hotseats(other)
    other.presses(re.compile("^Vote for this"), within=topic(other))
    other.looks_at("hotseats, with topics")

    ruth = stage.becomes("Prof. Ruth Adeyemi")
    plans_it(ruth)
    asks_the_guest(student)
    answers_by_link(stage)
    quotes_it(student)


def topic(person: Person) -> Locator:
    return person.page.locator("li", has_text=TOPIC)


def opens_the_hotseats(person: Person) -> None:
    person.goes_home()
    if person.page.locator(".nav-narrow > summary").is_visible():
        person.page.locator(".nav-narrow > summary").click()
    person.follows(re.compile("^Module$"))
    person.follows("All the module’s hotseats")


def plans_it(leader: Person) -> None:
    opens_the_hotseats(leader)
    leader.follows(re.compile("^Plan hotseat from this"), within=topic(leader))
    now = datetime.now(UTC).replace(tzinfo=None)
    leader.writes("The guest’s name", GUEST[0])
    leader.writes("The guest’s email address", GUEST[1])
    leader.writes("A line about the guest", "Rang strangers for a helpline, for eleven years")
    leader.writes("Opens", (now - timedelta(minutes=5)).isoformat(timespec="minutes"))
    leader.writes("Closes", (now + timedelta(days=2)).isoformat(timespec="minutes"))
    leader.looks_at("planning a hotseat")
    leader.presses("Plan the hotseat")
    leader.looks_at("looking after a hotseat")
    leader.presses(f"Invite {GUEST[0]}")
    leader.sees("Invited")


def asks_the_guest(student: Person) -> None:
    opens_the_hotseats(student)
    student.follows(re.compile(re.escape(TOPIC)))
    student.writes("Your question", ASKED)
    student.presses(re.compile("^Ask$"))
    student.sees(ASKED, "Withdraw my question")
    student.looks_at("a hotseat, on a phone")


def answers_by_link(stage: Stage) -> None:
    guest = stage.somebody(GUEST[0], PHONE)
    text = stage.opens_letter(guest, GUEST[1])
    link = re.search(r"https?://\S+/guest/\S+", text)
    code = re.search(r"\b(\d{3} \d{3})\b", text)
    assert link, text
    assert code, text
    guest.page.goto(link[0])
    guest.sees("1 question to answer", ASKED)
    guest.looks_at("a guest by link")
    picture(guest, "guest-phone")
    guest.writes("Your answer", SAID)
    guest.writes("The six-digit code in our email", code[1])
    guest.presses("Send my answers")
    guest.sees("Your answers have been sent.")


def quotes_it(student: Person) -> None:
    opens_the_hotseats(student)
    student.follows(re.compile(re.escape(TOPIC)))
    student.sees(SAID)
    student.follows("Quote this in my contract")
    words = student.field("The text and the mark").input_value()
    mark = re.search(r"\[H-[a-z0-9]+\]", words)
    assert mark, words
    student.looks_at("an answer to quote")
    student.goes_home()
    student.follows(re.compile("Open the contract|Continue your contract"))
    pages.opens_step(student, "Where it stops")
    pages.answers_question(student, "What will you leave out?", f"{LEFT_OUT} {words}")
    pages.goes_to_check(student)
    student.follows(re.compile(re.escape(mark[0].strip("[]"))))
    student.sees(SAID, f"What {GUEST[0]} answered")
