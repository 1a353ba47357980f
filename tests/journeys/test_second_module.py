"""Empowering London, from its file alone: other sections, other hours, other parties."""

import re

from playwright.sync_api import expect

from tests.journeys import pages
from tests.journeys.pages import PHONE, Person, Stage

HOST, HOST_EMAIL = "Delroy Simmonds-Wray", "delroy.simmonds-wray@walkandtalk.example"
OTHER, OTHER_EMAIL = "Beverley Ashe", "beverley.ashe@walkandtalk.example"
STEPS = {  # each section's short title, what is seen there, and the kind of page it is
    "Your first look": ("What do you notice on one street?", ""),
    "Your challenge": ("Health improvement", "step with boxes to tick"),
    "Your host": ("Community group", ""),
    "Your placement goals": ("Add another", "step with rows"),
    "Your hours": ("150 of 150 hours", "step with weeks"),
    "Staying safe": ("Insurance: does theirs cover you?", "step with a grid"),
    "Ethics questions": ("A yes brings in a second pair of eyes.", "step with yes and no"),
    "How you will show it": ("Film with notes", "step with a choice"),
    "What your host promises": ("We confirm hours within 5 working days", "step with promises"),
}


def test_a_student_of_the_second_module(stage: Stage) -> None:
    mei = stage.becomes("Mei-Xin Tan")
    reads_the_other_brief(mei)
    looks_through_the_sections(mei)
    plans_one_hour_elsewhere(mei)
    asks_the_host(mei)
    the_host_passes_it_on(stage)
    the_right_person_says_not_yet(stage)
    pages.opens_the_contract(mei)
    expect(mei.page.locator(".yeses li", has_text="Host")).to_contain_text("Changes requested")


def reads_the_other_brief(mei: Person) -> None:
    mei.follows("Read the brief again")
    mei.sees("Empowering London", "15 credits", "With your host", "The six challenges")
    mei.unfolds("Finding your host")
    file = mei.page.get_by_role("link", name="Six ways to find a host").get_attribute("href")
    assert mei.page.request.get(f"{mei.stage.demo.address}{file}").ok
    mei.follows("Continue your contract")
    expect(mei.page.locator(".yeses li b")).to_have_text(["You", "Host", "University"])


def looks_through_the_sections(mei: Person) -> None:
    for short, (words, look) in STEPS.items():
        pages.opens_step(mei, short)
        mei.sees(words)
        if look:
            mei.looks_at(look)


def plans_one_hour_elsewhere(mei: Person) -> None:
    """The sums follow while somebody types, and asking costs nobody a second yes."""
    pages.opens_step(mei, "Your hours")
    week = mei.page.locator("[data-week]").nth(4)
    hours = week.locator("input[inputmode=decimal]").first
    planned = int(hours.input_value() or "0")
    hours.fill(str(planned + 1))
    mei.sees("151 of 150 hours", within="#weeks-sums")
    hours.fill(str(planned))
    mei.sees("150 of 150 hours", within="#weeks-sums")
    mei.sees_it_saved()


def asks_the_host(mei: Person) -> None:
    mei.follows("Host", within=mei.page.locator(".yeses"))
    mei.sees(
        "Who is your placement supervisor?", "What stays safe", "What does your host undertake?"
    )
    expect(mei.field("Their work email address")).to_have_value(HOST_EMAIL)  # her contract says it
    pages.asks_workplace(mei, HOST, HOST_EMAIL, "Walk organiser")


def the_host_passes_it_on(stage: Stage) -> None:
    host = stage.somebody(HOST, PHONE)
    letter = stage.letter(host, HOST_EMAIL)
    host.page.goto(letter.link)
    host.sees(
        "learning plan", "Staying safe", "There is a named person whom the student can turn to"
    )
    host.looks_at("the plan of a host, by link")
    host.chooses(re.compile("not the right person"))
    host.writes("Their name", OTHER)
    host.writes("Their work email address", OTHER_EMAIL)
    pages.signs(host, letter)
    host.sees("You passed this on")
    host.looks_at("the plan, passed on")


def the_right_person_says_not_yet(stage: Stage) -> None:
    beverley = stage.somebody(OTHER, PHONE)
    letter = stage.letter(beverley, OTHER_EMAIL)
    beverley.page.goto(letter.link)
    beverley.sees(f"{HOST} passed this on to you")
    beverley.chooses(re.compile("^Not yet"))
    pages.signs(beverley, letter)
    beverley.sees("What would have to change?")
    beverley.looks_at("the plan, with something missing")
    beverley.writes("What would have to change?", "Start in January: the hall is shut until then.")
    beverley.writes("The six-digit code in our email", letter.code)
    beverley.presses("Send my answer")
    beverley.sees("You said not yet", "Start in January")
