"""Everybody else on the team: what each opens first, and what is theirs to see."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import pages
from tests.journeys.pages import Person, Stage

RAISED = "Priya Raman"  # her contract waits for the ethics reviewer


def test_an_ethics_reviewer_reads_what_was_raised(stage: Stage) -> None:
    anil = stage.becomes("Dr Anil Kapoor")
    anil.sees("waiting for your answer", "Ethics reviewer")
    pages.finds_in_queue(anil, RAISED)
    anil.sees_no("Martin Sowerby")
    anil.presses(re.compile("^Open in full"), within=anil.page.locator("#peek"))
    anil.sees("sections: the ones your role needs.", "Does an ethics reviewer need to see it?")
    anil.sees_no("What will you ask of your workplace?", within="main")
    anil.looks_at("review by an ethics reviewer")
    anil.chooses(re.compile("^Accept on conditions"))
    anil.presses(re.compile("^Answer .*draft"))
    anil.sees("There is a problem")
    anil.looks_at("review, with something missing")


def test_a_placement_officer_confirms_an_advocate(stage: Stage) -> None:
    grace = stage.becomes("Grace Obi")
    grace.looks_at("home of a placement officer")
    grace.goes("/queue/?show=all&q=Nadine")
    grace.looks_at("queue of a placement officer")


def test_a_module_leader_sees_the_whole_cohort(stage: Stage) -> None:
    ruth = stage.becomes("Prof. Ruth Adeyemi")
    ruth.looks_at("home of a module leader")
    ruth.goes("/queue/?show=all")
    ruth.unfolds("Show as a table")
    expect(ruth.page.locator("table.plain").first).to_contain_text("Agreed")
    ruth.goes("/help/")
    ruth.looks_at("help")


@pytest.mark.parametrize(
    ("name", "heading", "role"),
    [
        ("Dan Frost", "for you", "Careers colleague"),
        ("Prof. Lena Fischer", "for you", "External examiner"),
        ("Moira Keane", "Something to check, Moira", ""),
    ],
    ids=["careers colleague", "external examiner", "administrator"],
)
def test_everybody_has_a_home(stage: Stage, name: str, heading: str, role: str) -> None:
    person = stage.becomes(name)
    person.sees(heading, role)  # the heading: how much there is to do
    person.looks_at(f"home of {name}")
    shut_to(person, "/contracts/aaaaaaaaaa/")


def shut_to(person: Person, path: str) -> None:
    person.stage.looks.expected = ("404",)
    person.goes(path)
    person.sees("Page not found")
    person.looks_at("nothing here")


def test_what_happened_leads_to_the_words_and_is_new_until_it_is_read(stage: Stage) -> None:
    """From the bell to the words in two presses, at every width and in both themes."""
    helen = stage.becomes("Dr Helen Marsh")
    bell = helen.page.get_by_role("link", name=re.compile(r"^What happened"))
    expect(bell).to_have_accessible_name(re.compile(r"What happened, \d+ new"))
    bell.click()
    helen.looks_at("what happened")
    new = helen.page.locator(".happened .new")
    many = new.count()
    line = new.first.get_by_role("button")
    line.click()
    expect(helen.page).not_to_have_url(re.compile("/happened/"))
    helen.goes("/happened/")
    expect(new).to_have_count(many - 1)
    helen.presses("Mark all as read")
    helen.sees("Everything is marked as read.", "You have read everything.")
    expect(bell).to_have_accessible_name("What happened")
    helen.looks_at("what happened, all of it read")
