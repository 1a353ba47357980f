"""What is in force is amended: one yes of three reopens, a stale one is refused, and both texts stay."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.journeys import pages
from tests.journeys.pages import Person, Stage

FIRST = "The whole department, and the screen we log things on."
SECOND = "The whole department, the screen, and anything after four o’clock."
WHY = "Two weeks in, I see what I cannot hold together."
NEXT_YEAR = (datetime.now(UTC) + timedelta(days=300)).date().isoformat()


def test_an_amendment_reopens_one_yes_of_three(stage: Stage) -> None:
    student = stage.becomes("Folasade Adewunmi")
    before = words_left_out(student)
    amends(student, FIRST)
    only_the_university_is_asked(student)

    helen = stage.becomes("Dr Helen Marsh")
    pages.finds_in_queue(helen, student.name)
    helen.presses(re.compile("^Open in full"), within=helen.page.locator("#peek"))
    helen.sees("Your answer to draft 3", WHY)
    helen.chooses("Accept")
    amends(student, SECOND, number=4)

    helen.presses(re.compile("^Answer .*draft"))
    helen.sees("What changed from draft 3 to draft 4", "after four o’clock")
    helen.presses(re.compile("^Answer .*draft"))
    helen.sees(f"{student.name}: Yes.")
    opens_the_contract(student)
    student.sees("Your contract has just been agreed")
    the_examiner_finds_both_texts(stage, student, before)


def opens_the_contract(student: Person) -> None:
    student.goes_home()
    student.follows(re.compile("^Open the contract|^Continue your contract"))


def words_left_out(student: Person) -> str:
    opens_the_contract(student)
    pages.opens_step(student, "Where it stops")
    student.sees("What will you leave out?")
    label = "What will you leave out?"
    if not student.page.get_by_label(label, exact=True).first.is_visible():
        student.page.locator(".question", has=student.page.get_by_label(label, exact=True)).locator(
            "summary"
        ).first.click()
    return student.field(label).input_value()


def amends(student: Person, words: str, number: int = 3) -> None:
    """Other words for one question; refused without a reason, shared with one."""
    opens_the_contract(student)
    pages.opens_step(student, "Where it stops")
    pages.answers_question(student, "What will you leave out?", words)
    pages.goes_to_check(student)
    student.sees("What changes, and why")
    if number == 3:
        student.sees("New wording, same meaning")
        student.presses("Share draft 3")
        student.sees("Say what you are changing and why.")
        student.looks_at("check, refused for want of a reason")
    student.chooses(re.compile("^Ask .* again now"))
    student.writes("What changes, and why", WHY)
    student.presses(f"Share draft {number}")
    student.sees(f"Draft {number} is shared")


def only_the_university_is_asked(student: Person) -> None:
    pages.goes_to_check(student)
    yeses = student.page.locator(".yeses").first
    expect(yeses).to_contain_text(re.compile("Workplace.*Yes", re.DOTALL))
    expect(yeses).to_contain_text(re.compile("University.*Asked", re.DOTALL))
    expect(yeses).to_contain_text(re.compile("Ethics.*Yes", re.DOTALL))


def the_examiner_finds_both_texts(stage: Stage, student: Person, before: str) -> None:
    ruth = stage.becomes("Prof. Ruth Adeyemi")
    ruth.follows(re.compile("^Action inquiry"))
    ruth.follows("Samples for external examiners")
    ruth.writes("How many contracts", "200")
    ruth.writes("Show until", NEXT_YEAR)
    ruth.looks_at("samples for external examiners")
    ruth.presses("Draw and show sample")
    ruth.sees(student.name)

    lena = stage.becomes("Prof. Lena Fischer")
    lena.sees("Contracts shown to you")
    lena.looks_at("home of an external examiner")
    lena.follows(re.compile(f"^{student.name}"))
    lena.sees("after four o’clock")
    lena.sees_no(before)
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    lena.goes(f"{lena.path.partition('?')[0]}?on={yesterday}")
    lena.sees(before)
    lena.sees_no("after four o’clock")
    lena.looks_at("agreement, on an earlier day")


def test_a_contract_rests_and_goes_on(stage: Stage) -> None:
    student = stage.becomes("Rhodri Hopkin-Jones")
    opens_the_contract(student)
    student.follows("Pause or stop")
    student.looks_at("pause, or declare void")
    student.writes("Why", "Night shifts until the end of the month.")
    student.presses(re.compile("^Pause the contract$"))
    student.sees("Paused since", "Night shifts until the end of the month.")
    student.looks_at("paused")
    student.presses("Resume the contract")
    student.sees("Earlier pauses")
