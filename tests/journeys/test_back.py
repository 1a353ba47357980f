"""Back, and a half-typed comment: what a browser shows of a page that one has left."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Error, Playwright, expect

from tests.conftest import BROWSER
from tests.journeys import pages
from tests.journeys.conftest import QUIET
from tests.journeys.pages import DESK, PHONE, WINDOW, Person, Stage


@pytest.fixture(scope="package")
def remembering(playwright: Playwright) -> Iterator[Browser]:
    """A browser as people have it: it keeps whole pages to go back to, which Playwright's does not."""
    it = playwright.chromium.launch(
        executable_path=BROWSER,
        args=QUIET,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield it
    it.close()


def becomes(stage: Stage, browser: Browser, name: str, size: pages.Size = DESK) -> Person:
    person = stage.at(browser.new_context(viewport=size, **WINDOW), name)
    picks(person, name)
    person.page.wait_for_url(f"{stage.demo.address}/")
    return person


def picks(person: Person, name: str) -> None:
    person.goes(f"/demo/?who={quote(name)}")
    found = person.page.locator("#else ~ .cast > .cast-one", has_text=name)
    found.get_by_role("button").click()


def signs_out(person: Person) -> None:
    out = person.page.locator("button", has_text="Sign out").first
    with person.page.expect_navigation():
        out.evaluate("button => button.click()")


def a_draft(peer: Person) -> str:
    """The address of somebody's draft in one's learning set."""
    peer.goes("/set/")
    found = peer.page.locator("a[href*='/set/'][href*='draft=']").first.get_attribute("href")
    assert found
    return found


def test_back_after_signing_out_shows_nothing(stage: Stage, remembering: Browser) -> None:
    """case-30, and for a page that answered a form."""
    priya = becomes(stage, remembering, "Priya Raman")
    draft = a_draft(priya)
    priya.goes(draft)
    with priya.page.expect_navigation():
        priya.presses("Add comment")
    priya.sees("Your comment is not sent yet")
    priya.goes("/set/")
    signs_out(priya)
    for _ in range(3):
        priya.page.go_back()
        priya.page.wait_for_timeout(500)
        priya.sees("Choose who to be")
        priya.sees_no("Learning set", "Your comment")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_half_typed_comment_waits(stage: Stage, remembering: Browser, size: pages.Size) -> None:
    priya = becomes(stage, remembering, "Priya Raman", size)
    draft = a_draft(priya)
    words = f"Half typed, at {size['width']}."
    priya.goes(draft)
    priya.types("Your comment", words)
    priya.goes("/set/")
    priya.goes(draft)
    expect(priya.field("Your comment")).to_have_value(words)
    priya.sees("You typed this earlier but did not send it.")
    line = priya.page.get_by_text("Text that you did not send is still here.")
    expect(line).to_be_in_viewport()
    priya.looks_at(f"a draft, with a half-typed comment, {size['width']}")
    priya.follows_within_page("Find it")
    expect(priya.field("Your comment")).to_be_in_viewport()

    # Too long: said before it is sent, and kept when it was sent all the same.
    long = "word " * 700
    priya.writes("Your comment", long.strip())
    priya.sees("499 characters too many")
    with priya.page.expect_navigation():
        priya.presses("Add comment")
    priya.sees("Too long: 3,499 characters. The limit is 3,000.")
    priya.goes("/set/")
    priya.page.go_back()
    priya.sees("Too long: 3,499 characters. The limit is 3,000.")
    priya.goes(draft)
    expect(priya.field("Your comment")).to_have_value(long.strip())

    # Sent and taken: nothing is offered any more, and Back is a page.
    priya.writes("Your comment", words)
    with priya.page.expect_navigation():
        priya.presses("Add comment")
    priya.sees(words)
    priya.page.wait_for_function(pages.NO_COPY_LEFT)
    expect(priya.field("Your comment")).to_have_value("")
    priya.page.go_back()
    priya.sees_no("You typed this earlier")
    expect(priya.field("Your comment")).to_have_value("")


def test_thrown_away_is_gone(stage: Stage, remembering: Browser) -> None:
    priya = becomes(stage, remembering, "Priya Raman")
    draft = a_draft(priya)
    priya.goes(draft)
    priya.types("Your comment", "Not this.")
    priya.page.reload()
    priya.presses("Delete")
    expect(priya.field("Your comment")).to_have_value("")
    priya.page.reload()
    expect(priya.field("Your comment")).to_have_value("")
    priya.sees_no("You typed this earlier")


def test_nobody_else_is_shown_what_was_kept(stage: Stage, remembering: Browser) -> None:
    priya = becomes(stage, remembering, "Priya Raman")
    priya.goes("/set/")
    refs = priya.page.locator("a[href*='/set/'][href*='draft=']")
    draft = refs.first.get_attribute("href") or ""
    priya.goes(draft)
    priya.types("Your comment", "For my own eyes so far.")
    signs_out(priya)
    picks(priya, "Helen Marsh")
    priya.page.wait_for_url(f"{stage.demo.address}/")
    priya.goes(draft)
    priya.sees_no("For my own eyes", "Text that you did not send")


FORMS = """() => [...document.querySelectorAll("form[method=post]")].map((form) => ({
  action: form.getAttribute("action") || location.pathname,
  fields: [...form.querySelectorAll("textarea[name]:not([readonly])")].map((field) => field.name),
})).filter((form) => form.fields.length)"""
FIELD = """([action, name]) => [...document.querySelectorAll("form[method=post]")]
  .filter((form) => (form.getAttribute("action") || location.pathname) === action)
  .map((form) => form.querySelector(`textarea[name="${name}"]`)).find((field) => field)"""
TYPE = f"""(place) => {{
  const field = ({FIELD})(place);
  field.value = "Half typed here.";
  field.dispatchEvent(new Event("input", {{ bubbles: true }}));
}}"""
VALUE = f"(place) => ({FIELD})(place)?.value"
LINKS = "() => [...document.querySelectorAll('main a[href], nav a[href]')].map((link) => link.href)"
AWAY = re.compile(
    r"^/(demo|sign-in|accounts|static|files)/|/download/|\.(pdf|docx|txt|csv|yaml|json|zip)$|/file/"
)


@pytest.mark.parametrize("name", ["Priya Raman", "Helen Marsh", "Nadine Brooks"])
def test_every_long_field_of_every_form_keeps_its_words(
    stage: Stage, remembering: Browser, name: str
) -> None:
    """Found by walking the pages and not from a list: a new form is kept, or fails here."""
    person = becomes(stage, remembering, name)
    todo, seen, met, lost = ["/"], set[str](), set[str](), []
    while todo and len(seen) < 60:
        page = todo.pop(0)
        if (kind := _kind(page)) in seen:
            continue
        seen.add(kind)
        try:
            answer = person.page.goto(stage.demo.address + page)
        except Error:  # a file to keep
            continue
        if not answer or answer.status != 200:
            continue
        page = person.path  # where it led: the next step may be another one soon
        todo += _links(person, stage)
        for form in person.page.evaluate(FORMS):
            for field in form["fields"]:
                if (one := f"{_kind(form['action'])} {re.sub(r'[a-z0-9]{10}', '*', field)}") in met:
                    continue
                met.add(one)
                if not _kept(person, page, form["action"], field):
                    lost.append(f"{page}: {one}")
    assert len(met) > 1, seen
    assert not lost


def _kept(person: Person, page: str, action: str, field: str) -> bool:
    person.page.evaluate(TYPE, [action, field])
    person.goes("/help/")
    person.goes(page)
    value: Any = person.page.evaluate(VALUE, [action, field])
    # In the field, offered, or saved in time: an answer that is saved is shown, and not its field.
    shown = person.page.locator("main", has_text="Half typed here.").count()
    return bool(shown or value == "Half typed here.")


def _kind(address: str) -> str:
    return re.sub(r"[a-z0-9]{10}", "*", urlsplit(address).path)


def _links(person: Person, stage: Stage) -> list[str]:
    found = []
    for link in person.page.evaluate(LINKS):
        parts = urlsplit(urljoin(stage.demo.address, link))
        if link.startswith(stage.demo.address) and not AWAY.search(parts.path):
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found
