"""The manual's pictures, taken while a journey passes by; only where PACTWORK_PICTURES=1 asks."""

import os
from pathlib import Path

from tests.journeys.pages import Person

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
CALM = """(at) => {
  document.activeElement?.blur();
  document.querySelector(at).scrollIntoView({ block: at === "html" ? "start" : "end" });
}"""
_taken: set[str] = set()


def picture(person: Person, name: str, *, at: str = "html", dark: bool = False) -> None:
    """What the person sees with ``at`` scrolled into view; the first journey to pass takes it."""
    if os.environ.get("PACTWORK_PICTURES") != "1" or name in _taken:
        return
    _taken.add(name)
    FOLDER.mkdir(parents=True, exist_ok=True)
    page = person.page
    page.evaluate(CALM, at)
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.screenshot(path=FOLDER / f"{name}.png", caret="hide")
    page.emulate_media(color_scheme="light")
