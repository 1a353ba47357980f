"""An administrator sets up how the institution appears, and everybody sees it at once."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.institutions.test_settings import picture
from tests.journeys.pages import Stage

OWN = {
    "Colour on light pages (optional)": "#7a003c",
    "Colour on dark pages (optional)": "#ffd700",
    "Name that emails come from (optional)": "Midshire, work-based learning",
}
BRAND = "() => getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()"


def test_an_institution_is_set_up(stage: Stage, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture())
    moira, nadine = stage.becomes("Moira Keane"), stage.becomes("Nadine Brooks")
    moira.follows(re.compile("^Your institution"))
    moira.looks_at("settings of the institution")
    moira.writes("Colour on light pages (optional)", "#ffd700")
    moira.writes("Time zone", "Moon")
    moira.presses("Save settings")
    moira.sees("This colour is too pale to read on light pages", "“Moon” is not one of them.")
    moira.looks_at("settings of the institution, with mistakes")
    for label, words in OWN.items():
        moira.writes(label, words)
    moira.writes("Time zone", "london")
    supervisor = moira.page.locator("#role-facilitator")
    supervisor.fill("academic supervisor")
    moira.page.locator("#logo").set_input_files(logo)
    moira.presses("Save settings")
    try:
        moira.sees("Saved.")
        moira.looks_at("settings of the institution, in its own colours")
        nadine.goes("/help/")
        nadine.sees("Ask your academic supervisor first.")
        expect(nadine.page.locator("img.house-logo")).to_have_js_property("naturalWidth", 640)
        assert nadine.page.evaluate(BRAND) == "#7a003c"
        nadine.goes_home()
        nadine.looks_at("home, in the colours of an institution")
    finally:  # the other journeys have the university as it was
        moira.goes("/institution/")
        for label in OWN:
            moira.writes(label, "")
        supervisor.fill("")
        moira.page.locator("#several-facilitator").fill("")
        moira.page.locator("#no_logo").check()
        moira.presses("Save settings")
    moira.sees("Saved.")
    expect(moira.page.locator("img.house-logo")).to_have_count(0)
