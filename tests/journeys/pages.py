"""People at browsers of their own, and what they do there, said in the field's words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.journeys.looks import Looks
from tests.journeys.running import Demo

Size = ViewportSize
DESK: ViewportSize = {"width": 1440, "height": 1000}
PHONE: ViewportSize = {"width": 390, "height": 844}
WINDOW: dict[str, Any] = {
    "locale": "en-GB",
    "timezone_id": "Europe/London",
    "reduced_motion": "reduce",
}
NO_COPY_LEFT = "() => !Object.keys(localStorage).some((key) => key.startsWith('pactwork:words:'))"
LETTER_COMES_WITHIN = 60  # tries, half a second apart: the worker looks every two seconds


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, stage: "Stage", page: Page, name: str) -> None:
        self.stage, self.page, self.name = stage, page, name

    def goes(self, path: str) -> None:
        self.page.goto(self.stage.demo.address + path)

    def goes_home(self) -> None:
        self.goes("/")

    def presses(self, words: str | re.Pattern[str], within: Locator | None = None) -> None:
        _first(within or self.page.locator("body"), "button", words).click()

    def follows(self, words: str | re.Pattern[str], within: Locator | None = None) -> None:
        with self.page.expect_navigation():
            _first(within or self.page.locator("body"), "link", words).click()

    def follows_within_page(self, words: str | re.Pattern[str]) -> None:
        _first(self.page.locator("body"), "link", words).click()

    def unfolds(self, words: str | re.Pattern[str], within: Locator | None = None) -> None:
        (within or self.page.locator("body")).locator("summary", has_text=words).first.click()

    def field(self, label: str | re.Pattern[str]) -> Locator:
        exact = isinstance(label, str)
        if isinstance(label, re.Pattern):  # a label may begin on a line of its own
            label = re.compile(label.pattern.replace("^", r"^\s*", 1), label.flags)
        return self.page.get_by_label(label, exact=exact).locator("visible=true").first

    def writes(self, label: str | re.Pattern[str], words: str) -> None:
        self.field(label).fill(words)

    def types(self, label: str | re.Pattern[str], words: str) -> None:
        """Key by key, as autosave and the checks hear it."""
        where = self.field(label)
        where.click()
        where.press("Control+End")
        where.press_sequentially(words)

    def chooses(self, label: str | re.Pattern[str]) -> None:
        self.field(label).check()

    def sees(self, *words: str | re.Pattern[str], within: str = "body") -> None:
        for one in words:
            expect(self.page.locator(within).first).to_contain_text(one, use_inner_text=True)

    def sees_no(self, *words: str | re.Pattern[str], within: str = "body") -> None:
        for one in words:
            expect(self.page.locator(within).first).not_to_contain_text(one, use_inner_text=True)

    def sees_it_saved(self) -> None:
        """The server has every word: the browser's own copy is gone, and the page says Saved."""
        self.page.wait_for_function(NO_COPY_LEFT)
        expect(self.page.locator("[data-save-state]")).to_have_text(re.compile(r"^Saved \d\d:\d\d"))

    def looks_at(self, name: str) -> None:
        """The page, checked once for all journeys in both themes."""
        self.stage.looks.over(self.page, name)

    def looks_narrow(self, name: str) -> None:
        """Only whether it holds in a small window."""
        self.stage.looks.narrow(self.page, name)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.stage.demo.address)


def _first(where: Locator, role: Any, words: str | re.Pattern[str]) -> Locator:
    return where.get_by_role(role, name=words).locator("visible=true").first


@dataclass(frozen=True)
class Letter:
    """A letter to an advocate: where its link leads, and the six digits printed in it."""

    link: str
    code: str


@dataclass
class Stage:
    """Opens browsers for people, and reads the letters that the demo sent."""

    browser: Browser
    demo: Demo
    looks: Looks
    contexts: list[BrowserContext] = field(default_factory=list)

    def somebody(self, name: str = "", size: ViewportSize = DESK, **more: Any) -> Person:
        """A new browser, signed in nowhere."""
        return self.at(self.browser.new_context(viewport=size, **{**WINDOW, **more}), name)

    def at(self, context: BrowserContext, name: str = "") -> Person:
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        self.looks.listen(context, name or "somebody")
        return Person(self, context.new_page(), name)

    def becomes(self, name: str, size: ViewportSize = DESK, **more: Any) -> Person:
        """One press on the cast's page, as the demo offers it."""
        person = self.somebody(name, size, **more)
        person.goes(f"/demo/?who={quote(name)}")
        found = person.page.locator("#else ~ .cast > .cast-one", has_text=name)
        found.get_by_role("button").click()
        person.page.wait_for_url(f"{self.demo.address}/")
        return person

    def opens_letter(self, reader: Person, to: str, about: str = "") -> str:
        """The newest letter to somebody, on the demo's page of letters, as soon as it is there."""
        newest = reader.page.locator(".tasks a", has_text=about).first
        for _ in range(LETTER_COMES_WITHIN):
            reader.goes(f"/demo/letters/?to={to}")
            if newest.is_visible():
                break
            reader.page.wait_for_timeout(500)
        newest.click()
        return reader.page.locator(".letter-text").inner_text()

    def finds_letter(self, reader: Person, about: str) -> tuple[str, str]:
        """A letter that came with many others, to whomever it went: their address, and its words."""
        found = reader.page.locator(".tasks a", has_text=about).first
        older = reader.page.get_by_role("link", name="Older")
        for _ in range(LETTER_COMES_WITHIN):
            reader.goes("/demo/letters/")
            while not found.is_visible() and older.is_visible():
                reader.follows("Older")
            if found.is_visible():
                break
            reader.page.wait_for_timeout(1_000)
        found.click()
        words = reader.page.locator(".letter-text").inner_text()
        return reader.page.locator(".pairs dd").first.inner_text(), words

    def letter(self, reader: Person, to: str) -> Letter:
        """The letter that asks somebody for a yes."""
        text = self.opens_letter(reader, to)
        link = re.search(r"https?://\S+/plan/\S+", text)
        code = re.search(r"code\b.*?: (\d{3} \d{3})$", text, re.MULTILINE)
        assert link, text
        assert code, text
        return Letter(link[0], code[1])

    def code(self, reader: Person, to: str) -> str:
        """The code of the letter that signs somebody in."""
        found = re.search(r"\b\d{4} \d{4}\b", text := self.opens_letter(reader, to, "code"))
        assert found, text
        return found[0]

    def clear(self) -> None:
        for context in self.contexts:
            context.close()
        self.contexts.clear()


# What students do ----------------------------------------------------------------------------------


def opens_the_contract(student: Person) -> None:
    student.goes_home()
    student.follows("Continue your contract")


def opens_step(student: Person, short: str) -> None:
    """By the rail, or by the steps folded away above the question on a phone."""
    small = student.page.locator(".rail-small > summary")
    if small.is_visible():
        small.click()
    student.follows(re.compile(rf"^{short}\b"))


def answers_question(student: Person, label: str, words: str) -> None:
    """Opens the question if it is folded away, and types over it; sees it saved."""
    if not student.page.get_by_label(label, exact=True).first.is_visible():
        question = student.page.locator(
            ".question", has=student.page.get_by_label(label, exact=True)
        )
        question.locator("summary").first.click()
    student.field(label).fill("")
    student.types(label, words)
    student.sees_it_saved()


def shares(student: Person, number: int, note: str = "") -> None:
    """From the page that reads everything through."""
    if note:
        student.writes(re.compile("What changed, in a line|Add a note"), note)
    student.presses(f"Share draft {number}")
    student.sees(f"Draft {number} is shared")


def goes_to_check(student: Person) -> None:
    student.goes(f"/contracts/{contract_ref(student)}/check/")


def contract_ref(student: Person) -> str:
    """The ref of one's own contract, from any of its pages."""
    found = re.search(r"/(?:contracts|set)/(\w+)/", student.path)
    assert found, student.path
    return found[1]


def asks_workplace(student: Person, who: str, email: str, job: str, message: str = "") -> None:
    student.writes("Their name", who)
    student.writes("Their work email address", email)
    student.writes("Their job (optional)", job)
    if message:
        student.writes("Add a message (optional)", message)
    student.presses("Send the link")
    student.sees(f"{who} has been asked")


# What readers do -----------------------------------------------------------------------------------


def comments_on(peer: Person, words: str, comment: str) -> None:
    """Chooses words in the draft, as with a mouse, and says something about them."""
    peer.page.evaluate(CHOOSE, words)
    expect(peer.field(re.compile("^Quote"))).to_have_value(words)
    peer.writes("Your comment", comment)
    peer.presses("Add comment")
    peer.sees(comment)


CHOOSE = """(words) => {
  for (const source of document.querySelectorAll("[data-quote-source]")) {
    const walk = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.textContent.indexOf(words);
      if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
    }
  }
  throw new Error("These words are not in the draft: " + words);
}"""


def says_yes(advocate: Person, letter: Letter) -> None:
    """Reads the page behind the link and answers with the code."""
    advocate.chooses(re.compile("^Yes, go ahead"))
    signs(advocate, letter)


def signs(advocate: Person, letter: Letter) -> None:
    advocate.writes("Your name, as your signature", advocate.name)
    advocate.writes("The six-digit code in our email", letter.code)
    advocate.presses("Send my answer")


def finds_in_queue(member: Person, student: str) -> None:
    """The queue, narrowed to one student, whose contract is opened beside it."""
    member.goes("/queue/?show=ours")
    row = member.page.locator("[data-row]", has_text=student)
    row.locator("[data-row-link]").click()
    expect(member.page.locator("#peek h2").first).to_have_text(student)


def reads_to_the_end(member: Person, go_on: Callable[[], object]) -> None:
    """Until accepting is offered: every section that the yes is to was on the screen."""
    button = member.page.locator("#peek [data-choose=accept]")
    for _screen in range(60):
        member.page.wait_for_timeout(60)  # a frame or two
        if button.get_attribute("aria-disabled") is None:
            return
        go_on()
    raise AssertionError("There is no end to reading")


def unread(member: Person) -> list[str]:
    """Sections that the yes is to, and that were not on the screen to their end."""
    parts = member.page.locator("#peek [data-covered]:not([data-seen])")
    return [part.get_attribute("data-part") or "" for part in parts.all()]
