"""The manual's pictures, taken while a journey passes by; only where PACTWORK_PICTURES=1 asks."""

import os
from pathlib import Path

from tests.journeys.pages import Person

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
_taken: set[str] = set()


def picture(person: Person, name: str, *, dark: bool = False) -> None:
    """What the person sees now, without scrolling; the first journey to pass takes it."""
    if os.environ.get("PACTWORK_PICTURES") != "1" or name in _taken:
        return
    _taken.add(name)
    FOLDER.mkdir(parents=True, exist_ok=True)
    page = person.page
    page.evaluate(
        "() => { document.activeElement?.blur(); scrollTo(0, 0);"
        " for (const aside of document.querySelectorAll('aside')) aside.scrollTop = 0; }"
    )
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.screenshot(path=FOLDER / f"{name}.png", caret="hide")
    page.emulate_media(color_scheme="light")
