"""Reviewing and talking in a browser that runs no scripts: by plain forms, and nothing typed is lost."""

import re

from playwright.sync_api import expect

from tests.journeys.pages import PHONE, Person, Stage

REVIEWER, AUTHOR = "Graham Petherick", "Mehwish Tanoli"
TEXT = "Say when it ends; mine never did."
WORDING = "Two mornings a week, until week 8, and only mine."
LINE = "I would read this to my own team."
QUESTION = "Is a fortnight of notes enough to see a change?"
MORE = "Mine are four lines a day. I would rather stop in time than count for ever."
REPLY = "I tried: it was enough for two of three signs."


def test_reviewing_without_scripts(stage: Stage) -> None:
    reviewer = stage.becomes(REVIEWER, PHONE, java_script_enabled=False)
    reviewer.goes("/set/")
    reviewer.page.locator("a.member", has_text=AUTHOR).first.click()
    suggests(reviewer)
    gives_the_review(reviewer)
    author = stage.becomes(AUTHOR, java_script_enabled=False)
    author.goes("/set/")
    author.follows(re.compile("suggestions? to review"))
    point = author.page.locator(".point", has_text=TEXT)
    author.presses(re.compile("^Adopt ?:"), within=point)
    author.sees("Decided", "Adopted", WORDING)


def suggests(reviewer: Person) -> None:
    page = reviewer.page
    page.locator("#about").select_option(value="stops.inside")
    page.get_by_label("This is").select_option(value="suggestion")
    reviewer.writes("Your comment", TEXT)
    reviewer.presses("Add comment")
    reviewer.sees("There is a problem")
    expect(reviewer.field("Your comment")).to_have_value(TEXT)
    reviewer.writes("Suggested wording", WORDING)
    reviewer.presses("Add comment")
    reviewer.sees(TEXT, WORDING)


def gives_the_review(reviewer: Person) -> None:
    answers = (("real", "5"), ("doable", "4"), ("cut", "2"))
    for key, rating in answers[:2]:
        reviewer.page.locator(f"input[name={key}][value='{rating}']").check()
        reviewer.page.locator(f"#{key}_line").fill(LINE)
    reviewer.presses("Send review")
    reviewer.sees("There is a problem", "Your review is not sent yet")
    for key, rating in answers[:2]:
        expect(reviewer.page.locator(f"input[name={key}][value='{rating}']")).to_be_checked()
        expect(reviewer.page.locator(f"#{key}_line")).to_have_value(LINE)
    reviewer.page.locator("input[name=cut][value='2']").check()
    reviewer.page.locator("#cut_line").fill(LINE)
    reviewer.presses("Send review")
    reviewer.sees("Your review has been sent to the draft’s author.")


def test_talking_without_scripts(stage: Stage) -> None:
    student = stage.becomes("Patience Moyo-Lister", PHONE, java_script_enabled=False)
    student.page.locator(".nav-narrow > summary").click()
    student.follows("Module")
    student.follows(re.compile("talk|Talk|asked"))
    student.follows("Ask a question")
    student.writes("Your question in one line", QUESTION)
    student.presses("Search for answers")
    student.page.locator("#title").fill("")
    student.presses("Ask everybody on this module")
    student.sees("There is a problem")
    student.page.locator("#title").fill(QUESTION)
    student.writes("Say a little more (optional)", MORE)
    student.presses("Ask everybody on this module")
    student.sees(QUESTION, MORE)
    student.presses("Reply to everybody on this module")
    student.sees("There is a problem")
    student.writes("Your reply", REPLY)
    student.presses("Reply to everybody on this module")
    student.sees(REPLY)
