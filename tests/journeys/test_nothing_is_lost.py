"""What somebody typed survives a second tab, a lapsed session and a server that dies."""

import re

from playwright.sync_api import Page, expect

from tests.journeys import pages
from tests.journeys.pages import Person, Stage

LABEL = "What will you leave out?"
STEP = "Where it stops"


def opens_the_question(student: Person) -> None:
    pages.opens_the_contract(student)
    pages.opens_step(student, STEP)
    unfolds_the_question(student)


def unfolds_the_question(student: Person) -> None:
    if not student.page.locator("#outside").is_visible():
        student.unfolds("Edit", within=student.page.locator("#q-outside"))


def another_tab(student: Person) -> Person:
    """The same person, the same browser, a second page."""
    tab: Page = student.page.context.new_page()
    return Person(student.stage, tab, student.name)


def test_two_tabs_never_overwrite_each_other_silently(stage: Stage) -> None:
    first = stage.becomes("Lwazi Mthembu")
    opens_the_question(first)
    second = another_tab(first)
    second.page.goto(first.page.url)
    unfolds_the_question(second)

    pages.answers_question(first, LABEL, "The loans desk, whatever my manager says.")
    second.writes(LABEL, "Everything that is not my own counter.")
    second.sees("These words were changed somewhere else", "Choose above which words to keep.")
    second.sees("The loans desk, whatever my manager says.", within=".clash")
    second.sees("Everything that is not my own counter.", within=".clash")
    second.looks_at("step, changed in two tabs")

    second.presses("Keep these")
    second.sees_it_saved()
    first.page.reload()
    first.sees("Everything that is not my own counter.")

    unfolds_the_question(first)
    second.page.reload()
    pages.answers_question(second, LABEL, "The cash office.")
    first.writes(LABEL, "Nothing at all.")
    first.presses("Use those instead")
    expect(first.field(LABEL)).to_have_value("The cash office.")
    first.sees_it_saved()


def test_a_lapsed_session_keeps_the_words(stage: Stage) -> None:
    stage.looks.expected = ("401", "403")
    student = stage.becomes("Joy Amankwah")
    opens_the_question(student)
    student.page.context.clear_cookies()
    words = "Night visits, which are their own subject."
    student.writes(LABEL, words)
    student.sees("You are signed out.", "Your words are kept in this browser.")
    student.looks_at("step, signed out")

    signs_in_by_code(another_tab(student), "joy.amankwah@student.midshire.example")
    student.sees_it_saved()
    student.page.reload()
    student.sees(words)


def signs_in_by_code(person: Person, email: str) -> None:
    person.goes("/sign-in/")
    person.looks_at("signing in")
    person.writes(re.compile("email", re.IGNORECASE), email)
    person.page.keyboard.press("Enter")
    person.sees("Type the code")
    person.looks_at("signing in, with a code")
    letters = another_tab(person)
    code = person.stage.code(letters, email)
    person.page.locator("input[name=code]").fill(code)
    person.page.keyboard.press("Enter")
    person.sees(f"Hello, {person.name.split()[0]}")


def test_a_dead_server_loses_nothing(stage: Stage) -> None:
    stage.looks.expected = ("ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET")
    student = stage.becomes("Sunita Gurung")
    pages.opens_the_contract(student)
    pages.opens_step(student, STEP)
    pages.answers_question(student, "What is inside it?", "My own shop, in weeks 5 to 8.")

    stage.demo.cut_the_power()
    student.page.locator("#inside").press("Control+End")
    student.types("What is inside it?", " Mornings only.")
    student.sees("Not saved yet. We will keep trying.")
    student.page.close()
    stage.demo.start()

    student.page = student.page.context.new_page()
    student.goes_home()
    opens_by_hand(student)
    student.sees("This browser kept words the server never had.")
    student.looks_at("step, with words kept in the browser")
    student.presses("Put them back")
    student.sees_it_saved()
    student.page.reload()
    student.sees("My own shop, in weeks 5 to 8. Mornings only.")


def opens_by_hand(student: Person) -> None:
    student.follows("Go on with your contract")
    if "/steps/stops/" not in student.path:
        pages.opens_step(student, STEP)
