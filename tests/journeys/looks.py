"""What every page has to be: accessible in both themes, narrow where it must, quiet in the console."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, ViewportSize

NARROW: ViewportSize = {"width": 390, "height": 844}
NARROWEST: ViewportSize = {"width": 320, "height": 640}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": WCAG},
    "rules": {"target-size": {"enabled": True}},  # new in WCAG 2.2, and off unless asked for
    "resultTypes": ["violations"],
}
COLOURS = ["color-contrast", "link-in-text-block"]
OF_COLOUR = {  # all that another theme can change
    "runOnly": {"type": "rule", "values": COLOURS},
    "resultTypes": ["violations"],
}
OF_FORM = {**RULES, "rules": {**RULES["rules"], **{rule: {"enabled": False} for rule in COLOURS}}}
OF_TARGETS = {
    "runOnly": {"type": "rule", "values": ["target-size"]},
    "resultTypes": ["violations"],
}
REFUSALS = ("status of 409", "status of 422")  # a form that came back with its reasons
VIOLATIONS = "(rules) => axe.run(rules).then((found) => found.violations)"
SCRIPTS = Path(__file__).parent / "scripts"
TOO_WIDE = (SCRIPTS / "too_wide.js").read_text()
CROWDED = (SCRIPTS / "crowded.js").read_text()
LAID_OUT_WORDS = (SCRIPTS / "laid_out_words.js").read_text()
UNSEEN_FOCUS = (SCRIPTS / "unseen_focus.js").read_text()


@dataclass
class Looks:
    """Looks each page over when a journey first comes to it, and keeps what is wrong."""

    seen: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()
    axe: Axe = field(default_factory=Axe)

    def over(self, page: Page, name: str) -> None:
        """All checks on the page as it stands, once for each page; it is left as it was."""
        if name in self.seen:
            return
        self.seen.add(name)
        size = page.viewport_size or NARROWEST
        page.wait_for_load_state()  # a press may have led here just now
        self._headings(page, name)
        for what in page.evaluate(LAID_OUT_WORDS)[:6]:
            self.wrong.append(f"{name}: {what}")
        page.evaluate(f"{self.axe.axe_script}; 0")
        self._axe(page, f"{name}, light", RULES)
        page.emulate_media(color_scheme="dark")
        self._axe(page, f"{name}, dark", OF_COLOUR)
        page.emulate_media(color_scheme="light")
        self._focus(page, name)
        self._narrow(page, name)
        self._axe(page, f"{name}, at 320 px", OF_FORM)
        page.set_viewport_size(size)

    def narrow(self, page: Page, name: str) -> None:
        """Only what a small window can spoil: the page in another of its states."""
        if name in self.seen:
            return
        self.seen.add(name)
        size = page.viewport_size or NARROWEST
        page.evaluate(f"{self.axe.axe_script}; 0")
        self._narrow(page, name)
        self._axe(page, f"{name}, at 320 px", OF_TARGETS)
        page.set_viewport_size(size)

    def _narrow(self, page: Page, name: str) -> None:
        """At 390 px and at 320, where it is left."""
        for size in (NARROW, NARROWEST):
            page.set_viewport_size(size)
            for script in (TOO_WIDE, CROWDED):
                for what in page.evaluate(script)[:6]:
                    self.wrong.append(f"{name}: at {size['width']} px: {what}")

    def listen(self, context: BrowserContext, who: str) -> None:
        """Errors of the console, those of the content policy among them, and of scripts."""
        context.on("console", lambda message: self._heard(message, who))
        context.on("weberror", lambda error: self.wrong.append(f"{who}, script: {error.error}"))

    def _heard(self, message: ConsoleMessage, who: str) -> None:
        told = (*REFUSALS, *self.expected)
        if message.type != "error" or any(words in message.text for words in told):
            return
        self.wrong.append(f"{who}, console: {message.text}")

    def _headings(self, page: Page, name: str) -> None:
        headings = page.locator("h1").all_inner_texts()
        if len(headings) != 1:
            self.wrong.append(f"{name}: {len(headings)} first headings: {headings}")
        if (summaries := page.locator("[data-error-summary]").count()) > 1:
            self.wrong.append(f"{name}: says {summaries} times what is the matter")

    def _axe(self, page: Page, name: str, rules: dict[str, Any]) -> None:
        for rule in page.evaluate(VIOLATIONS, rules):
            for node in rule["nodes"][:4]:
                why = " ".join(node["failureSummary"].split())
                self.wrong.append(f"{name}: {rule['id']}: {node['target']}: {why}")

    def _focus(self, page: Page, name: str) -> None:
        page.keyboard.press("Tab")  # from here on the browser takes us for somebody at the keyboard
        for what in page.evaluate(UNSEEN_FOCUS)[:6]:
            self.wrong.append(f"{name}: focus: {what}")
