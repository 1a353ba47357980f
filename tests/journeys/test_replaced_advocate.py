"""An advocate who left is replaced; what the new one said in a meeting is recorded, disputed, settled."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.journeys import pages
from tests.journeys.pages import DESK, PHONE, Person, Stage


@dataclass(frozen=True)
class Cast:
    """A student whose contract is agreed, who spoke for the workplace, and who does from now on."""

    student: str
    gone: str
    new: str
    new_email: str
    size: ViewportSize

    @property
    def first(self) -> str:
        return self.student.split()[0]


AT_A_DESK = Cast(
    "Rukhsana Yaqub",
    "Denise Holroyd",
    "Marian Pickles",
    "marian.pickles@aireside.example",
    DESK,
)
ON_A_PHONE = Cast(
    "Wanjiru Githinji",
    "Pete Hollis",
    "Una Farrell",
    "una.farrell@severnmere.example",
    PHONE,
)
LEFT = "She has taken a post elsewhere and told me on Friday."
PERHAPS = "I said that I would think about it."
RANG = "I rang her. She meant the dates, not the plan."


@pytest.mark.parametrize("cast", [AT_A_DESK, ON_A_PHONE], ids=["at a desk", "on a phone"])
def test_a_meetings_yes_is_recorded_disputed_and_settled(stage: Stage, cast: Cast) -> None:
    student = stage.becomes(cast.student, cast.size)
    says_that_the_advocate_left(student, cast)
    writes_down_what_was_said(student, cast)

    advocate = stage.somebody(cast.new, PHONE)
    disputes_it(stage, advocate, cast)

    student.goes(workplace_page(student))
    student.sees(f"{cast.new} says that this yes was not given.", PERHAPS)
    student.looks_at("asking a workplace whose yes is disputed")

    settles_it(stage, student, cast)
    student.goes(workplace_page(student))
    student.sees(f"{cast.new} said yes in a meeting on", f"written down by {cast.student}")
    advocate.page.reload()
    advocate.sees("Still valid", RANG)


def workplace_page(student: Person) -> str:
    """The page about the workplace, found once by its ring over the contract."""
    known: str | None = getattr(student, "workplace", None)
    if known is None:
        student.goes_home()
        student.follows(re.compile("Open the contract|Continue your contract"))
        ref = pages.contract_ref(student)
        student.goes(f"/contracts/{ref}/drafts/")
        found = student.page.locator(".yeses a", has_text="Workplace")
        if not found.count():
            return ""
        known = str(found.first.get_attribute("href"))
        student.workplace = known  # type: ignore[attr-defined]
    return known


def says_that_the_advocate_left(student: Person, cast: Cast) -> None:
    student.goes(workplace_page(student))
    student.follows(f"{cast.gone} has left, or no longer works there")
    student.sees(f"{cast.gone} no longer speaks for the workplace", "It is on hold until")
    student.looks_at("somebody left the workplace")
    student.writes("What happened, in a sentence", LEFT)
    student.presses("Confirm this")
    student.sees(f"{cast.gone} no longer speaks for the workplace.", LEFT, "Name someone new")


def writes_down_what_was_said(student: Person, cast: Cast) -> None:
    student.follows("Already said yes? Write it down")
    student.sees("What the yes is for")
    student.presses("Write down the yes")
    student.sees("Choose how the yes was given", "Give a reason")
    student.looks_at("writing a yes down")
    student.chooses("In a meeting")
    today = student.page.evaluate("new Date().toISOString().slice(0, 10)")
    student.writes("On which day?", today)
    student.writes("Who said yes", cast.new)
    student.writes("Their work email address", cast.new_email)
    student.writes("Why it was not answered by link", "We met in her office and she said so.")
    student.presses("Write down the yes")
    student.sees("A receipt is on its way to", f"{cast.new} said yes in a meeting on")
    expect(student.page.locator(".yeses li", has_text="Workplace")).to_contain_text("in a meeting")


def disputes_it(stage: Stage, advocate: Person, cast: Cast) -> None:
    letter = stage.letter(advocate, cast.new_email)
    advocate.page.goto(letter.link)
    advocate.sees("Your yes was written down", f"written down by {cast.student}")
    advocate.looks_at("a yes that somebody wrote down")
    advocate.writes("What is wrong?", PERHAPS)
    advocate.page.locator("#dispute_code").fill("000000" if letter.code != "000 000" else "000001")
    advocate.presses("Tell us it is wrong")
    advocate.sees("code", within=".field-error")
    expect(advocate.field("What is wrong?")).to_have_value(PERHAPS)
    advocate.page.locator("#dispute_code").fill(letter.code)
    advocate.presses("Tell us it is wrong")
    advocate.sees("You disputed it", PERHAPS)
    advocate.looks_at("a yes that was disputed")


def settles_it(stage: Stage, student: Person, cast: Cast) -> None:
    grace = stage.becomes("Grace Obi", cast.size)
    ref = re.search(r"/contracts/(\w+)/", workplace_page(student))
    assert ref
    grace.goes(f"/contracts/{ref[1]}/review/")
    grace.sees("A yes is disputed.")
    grace.follows("Settle the dispute")
    grace.sees("What was written down", PERHAPS)
    grace.looks_at("settling a dispute")
    grace.chooses("The yes still counts")
    grace.writes("Why, in a sentence or two", RANG)
    grace.presses("Settle the dispute")
    grace.sees("Dispute settled.", "Still valid", RANG)


def test_the_link_of_somebody_who_left_says_so(stage: Stage) -> None:
    student = stage.becomes("Anwen Rees-Morgan", PHONE)
    gone = stage.somebody("Eileen Thorne", PHONE)
    letter = stage.letter(gone, "eileen.thorne@dalebridge-hardware.example")
    student.goes(workplace_page(student))
    student.follows("Eileen Thorne has left, or no longer works there")
    student.writes("What happened, in a sentence", LEFT)
    student.presses("Confirm this")
    student.sees("Noted. Everybody involved will be told.")
    gone.page.goto(letter.link)
    gone.sees("You no longer speak for the workplace here")
    gone.looks_at("a link whose reader has left")
