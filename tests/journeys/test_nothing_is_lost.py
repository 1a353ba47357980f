"""What somebody typed survives a second tab, a lapsed session and a server that dies."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys import pages
from tests.journeys.pages import PHONE, Person, Stage

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
    second.sees("This text was changed somewhere else", "Choose above which version to keep.")
    second.sees("The loans desk, whatever my manager says.", within=".clash")
    second.sees("Everything that is not my own counter.", within=".clash")
    second.looks_at("step, changed in two tabs")

    second.presses("Keep this version")
    second.sees_it_saved()
    first.page.reload()
    first.sees("Everything that is not my own counter.")

    unfolds_the_question(first)
    second.page.reload()
    pages.answers_question(second, LABEL, "The cash office.")
    first.writes(LABEL, "Nothing at all.")
    first.presses("Use this version instead")
    expect(first.field(LABEL)).to_have_value("The cash office.")
    first.sees_it_saved()


def test_a_lapsed_session_keeps_the_words(stage: Stage) -> None:
    stage.looks.expected = ("401", "403")
    student = stage.becomes("Joy Amankwah")
    opens_the_question(student)
    student.page.context.clear_cookies()
    words = "Night visits, which are their own subject."
    student.writes(LABEL, words)
    student.sees("You are signed out.", "Your text is kept in this browser.")
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
    person.sees(f", {person.name.split()[0]}")


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
    student.sees("This browser kept text that was not saved", within=".clash")
    student.sees("My own shop, in weeks 5 to 8. Mornings only.", within=".clash")
    student.looks_at("step, with words kept in the browser")
    student.presses("Keep this version")
    student.sees_it_saved()
    student.page.reload()
    student.sees("My own shop, in weeks 5 to 8. Mornings only.")


def opens_by_hand(student: Person) -> None:
    student.follows("Continue your contract")
    if "/steps/stops/" not in student.path:
        pages.opens_step(student, STEP)


KEPT = "This browser kept text that was not saved"


def clicks(student: Person) -> None:
    student.presses(SAVE)


def taps(student: Person) -> None:
    student.page.get_by_role("button", name=SAVE).first.tap()


def tabs_and_enters(student: Person) -> None:
    for _ in range(12):
        student.page.keyboard.press("Tab")
        if student.page.evaluate("document.activeElement.hasAttribute('data-save')"):
            break
    student.page.keyboard.press("Enter")


def leaves_the_field(student: Person) -> None:
    student.page.locator("h1").first.click()
    student.page.wait_for_timeout(300)
    student.presses(SAVE)


SAVE = re.compile("^Save")


@pytest.mark.parametrize("saves", [clicks, taps, tabs_and_enters, leaves_the_field])
def test_no_way_of_saving_raises_an_alarm(stage: Stage, saves: Callable[[Person], None]) -> None:
    size = PHONE if saves is taps else pages.DESK
    student = stage.becomes("Lwazi Mthembu", size, has_touch=saves is taps)
    opens_at_the_question(student)
    here = student.page.url
    pages.answers_question(student, LABEL, f"Whatever is not mine, {saves.__name__}.")
    with student.page.expect_navigation():
        saves(student)
    student.sees_no(KEPT)
    student.page.go_back()
    expect(student.field(LABEL)).to_have_value(f"Whatever is not mine, {saves.__name__}.")
    student.sees_no(KEPT, "This text was changed somewhere else")
    student.types(LABEL, " And more.")  # over the newest version, or it would clash with oneself
    student.sees_it_saved()
    student.page.goto(here)
    student.sees_no(KEPT)


def opens_at_the_question(student: Person) -> None:
    """By the address of the question, as the rail and the letters lead there."""
    pages.opens_the_contract(student)
    ref = pages.contract_ref(student)
    student.goes(f"/contracts/{ref}/steps/stops/?q=outside#q-outside")


def test_kept_words_never_overwrite_newer_ones(stage: Stage) -> None:
    """A laptop that went offline, and the phone on which it was written better the next day."""
    stage.looks.expected = ("ERR_INTERNET_DISCONNECTED",)
    laptop = stage.becomes("Joy Amankwah")
    opens_at_the_question(laptop)
    here = laptop.page.url
    pages.answers_question(laptop, LABEL, "Day visits.")
    goes_away_offline(laptop, " And the laptop.")

    phone = stage.becomes("Joy Amankwah", PHONE)
    phone.page.goto(here)
    pages.answers_question(phone, LABEL, "The newer and better words.")

    laptop.page = laptop.page.context.new_page()
    laptop.page.goto(here)
    laptop.sees(KEPT, "Day visits. And the laptop.", "The newer and better words.", within=".clash")
    expect(laptop.field(LABEL)).to_have_value("The newer and better words.")
    laptop.presses("Keep this version")
    laptop.sees_it_saved()
    expect(laptop.field(LABEL)).to_have_value("Day visits. And the laptop.")
    laptop.presses("Undo")
    expect(laptop.field(LABEL)).to_have_value("The newer and better words.")
    laptop.sees_it_saved()
    phone.page.reload()
    phone.sees_no("And the laptop.", KEPT)


def goes_away_offline(student: Person, words: str) -> None:
    student.page.context.set_offline(True)
    student.types(LABEL, words)
    student.sees("Not saved yet. We will keep trying.")
    student.page.close()
    student.page.context.set_offline(False)


@pytest.mark.parametrize("size", [PHONE, pages.DESK])
def test_the_offer_is_in_view_and_survives_the_next_letter(stage: Stage, size: pages.Size) -> None:
    """case-14: at a question's address, on a phone; typing does not write over what is kept."""
    stage.looks.expected = ("ERR_INTERNET_DISCONNECTED",)
    student = stage.becomes("Sunita Gurung", size)
    opens_at_the_question(student)
    here = student.page.url
    pages.answers_question(student, LABEL, f"The post room, at {size['width']}.")
    goes_away_offline(student, " The van.")

    student.page = student.page.context.new_page()
    student.page.goto(here)
    for _ in range(2):
        student.sees(f"The post room, at {size['width']}. The van.", within=".clash")
        offer = student.page.locator(".clash h2").locator("visible=true").bounding_box()
        assert offer
        assert 0 <= offer["y"] < size["height"] / 2
        student.types(LABEL, "x")
        expect(student.page.locator("[data-save-state]")).to_have_text(re.compile("^Saved"))
        student.page.wait_for_timeout(4_000)
        student.page.reload()
    student.presses("Use this version instead")
    student.page.reload()
    student.sees_no(KEPT)


def test_somebody_else_signed_in_is_said_as_it_is(stage: Stage) -> None:
    stage.looks.expected = ("403", "404")
    student = stage.becomes("Joy Amankwah")
    opens_at_the_question(student)
    pages.answers_question(student, LABEL, "Mine.")
    other = another_tab(student)
    other.goes("/demo/?who=Priya+Raman")
    other.page.locator("#else ~ .cast > .cast-one", has_text="Priya Raman").get_by_role(
        "button"
    ).click()
    other.page.wait_for_url(f"{stage.demo.address}/")
    student.types(LABEL, " Signed in as another.")
    student.sees("Someone else is now signed in on this browser.")
    student.sees_no("You are signed out")
    with student.page.expect_navigation():
        clicks(student)
    student.sees("That was not sent")
    expect(student.page.locator("textarea", has_text="Mine. Signed in")).to_be_visible()
    first = student.page.locator(".acts .btn").first
    expect(first).to_have_text("Back to the page you were on")
    expect(student.page.locator(".btn-primary")).to_have_count(1)
    student.goes("/help/")
    student.page.go_back()
    student.sees("That was not sent")
    expect(student.page.locator("textarea", has_text="Mine. Signed in")).to_be_visible()


def test_two_tabs_that_change_different_answers_ask_nothing(stage: Stage) -> None:
    first = stage.becomes("Lwazi Mthembu")
    opens_the_question(first)
    pages.answers_question(first, LABEL, "What was there before.")
    second = another_tab(first)
    second.page.goto(first.page.url)
    unfolds_the_question(second)
    pages.answers_question(first, "What is inside it?", "The counter, as the first tab says.")
    pages.answers_question(second, LABEL, "The van, as the second tab says.")
    second.sees_no("This text was changed somewhere else", "Your version here")
    second.page.reload()
    for label, words in (
        ("What is inside it?", "The counter, as the first tab says."),
        (LABEL, "The van, as the second tab says."),
    ):
        expect(second.page.get_by_label(label, exact=True)).to_have_value(words)


def test_two_answers_that_both_tabs_changed_are_asked_about_one_by_one(stage: Stage) -> None:
    first = stage.becomes("Joy Amankwah")
    opens_the_question(first)
    pages.answers_question(first, "What is inside it?", "Inside before.")
    pages.answers_question(first, LABEL, "Outside before.")
    second = another_tab(first)
    second.page.goto(first.page.url)
    second.page.evaluate(
        "document.querySelectorAll('form details').forEach((one) => one.open = true)"
    )
    pages.answers_question(first, "What is inside it?", "Inside, first tab.")
    pages.answers_question(first, LABEL, "Outside, first tab.")
    second.writes("What is inside it?", "Inside, second tab.")
    second.writes(LABEL, "Outside, second tab.")
    second.sees("Inside, first tab.", within=".clash")
    second.sees_no("Outside, first tab.", within=".clash")
    second.presses("Keep this version")
    second.sees("Outside, first tab.", within=".clash")
    second.presses("Use this version instead")
    second.sees_it_saved()
    second.page.reload()
    for label, words in (
        ("What is inside it?", "Inside, second tab."),
        (LABEL, "Outside, first tab."),
    ):
        expect(second.page.get_by_label(label, exact=True)).to_have_value(words)


@pytest.mark.parametrize(
    "words",
    [
        "\uf0b7 first\n\uf0b7 second",
        "o  first thing",
        "left\u200e to right",
        "Latin\u200d joined",
        "one \uf0e0 two",
        "one\u000btwo",
        "one\u2028two",
        "two\u3164 fillers",
    ],
)
def test_words_that_the_server_cleans_raise_no_alarm(stage: Stage, words: str) -> None:
    """Typed, and left at once: the server has them, and nobody is here to hear it."""
    student = stage.becomes("Sunita Gurung")
    opens_the_question(student)
    here = student.page.url
    student.writes(LABEL, words)
    student.goes("/help/")
    student.page.wait_for_timeout(1_500)
    student.page.goto(here)
    student.sees_no(KEPT)
    assert (
        student.page.evaluate(
            "Object.keys(localStorage).filter((key) => key.startsWith('pactwork:words:'))"
        )
        == []
    )


FIELDS = "(form) => Object.fromEntries(new FormData(form))"
SENT_AS = """() => Object.entries(localStorage).filter(([key]) => key.startsWith("pactwork:words:"))
  .map(([, copy]) => JSON.parse(copy).sent)[0]"""


def test_a_page_made_before_the_words_came_still_offers_them(stage: Stage) -> None:
    """Left and opened again at once: the page is older than the save that answers before it does."""
    stage.looks.expected = ("ERR_INTERNET_DISCONNECTED",)
    student = stage.becomes("Joy Amankwah")
    opens_the_question(student)
    context, here = student.page.context, student.page.url.partition("#")[0]
    form = student.page.locator("form[data-autosave]")
    save = stage.demo.address + (form.get_attribute("data-autosave") or "")
    context.set_offline(True)
    student.writes(LABEL, "Typed on the stairs.")
    student.sees("Not saved yet. We will keep trying.")
    words = form.evaluate(FIELDS)
    student.page.close()
    context.set_offline(False)
    student.page = context.new_page()
    student.goes("/help/")
    words["kept_as"] = student.page.evaluate(SENT_AS)

    def the_save_is_quicker(route: Route) -> None:
        older = route.fetch()
        headers = {"Accept": "application/json", "Referer": here}
        saved = context.request.post(save, form=words, headers=headers)
        assert saved.ok, saved.text()
        route.fulfill(response=older)

    student.page.route(here, the_save_is_quicker, times=1)
    student.page.goto(here)
    student.sees("Typed on the stairs.", within=".clash")
    student.page.reload()
    student.sees_no(KEPT)
    student.sees("Typed on the stairs.", within="#q-outside")
