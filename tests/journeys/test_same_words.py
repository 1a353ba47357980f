"""What the browser takes for the same words is what the server does: one table, asked of both."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

import pactwork.web
from pactwork.ground.typed import SIGNS, alike
from tests.ground.test_typed import ODD

SCRIPT = Path(pactwork.web.__file__).parent / "static" / "web" / "js" / "words.js"
TABLE = [
    ("2\t5", "2 5"),
    ("  indented", "indented"),
    ("\ta)\tone", "a)\tone"),
    ("two\u00a0days", "two days"),
    ("two  days \r\nmore", "two days\nmore"),
    ("com\u00adpare\u200b\u200e", "compare"),
    ("one\u2028two", "one\ntwo"),
    ("\uf0b7\tfirst", "•\tfirst"),
    ("o\tinner", "◦\tinner"),
    ("می\u200cخواهم", "میخواهم"),
    ("Latin\u200c", "Latin"),
    ("क्\u200dष", "क्ष"),
    ("ภาษา\u200bไทย", "ภาษาไทย"),
    ("\u2067שלום\u2069", "שלום"),
    ("👩\u200d👧", "👩👧"),
    ("❤\ufe0f", "❤"),
    ("葛\U000e0100", "葛"),
    ("Cafe\u0301", "Café"),
    ("safe \u202emoc.live", "safe moc.live"),
    ("\n\nwords\n", "words"),
    ("a\u3000b", "a b"),
    ("§  5 applies", "§ 5 applies"),
    ("§  5 applies", "▪\t5 applies"),
    ("o  rings", "◦\trings"),
    ("two\u3164 days\u115f", "two days"),
    ("x\u0301\u200dy", "x\u0301y"),
    ("שלום\u200d", "שלום"),
    ("ش\u200e\u200d", "ش\u200d"),
    ("1 +\ufe00 1", "1 + 1"),
    ("😀\ufe0f", "😀"),
    ("🏴\U000e0067\U000e0062", "🏴"),
    ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🏴"),
    ("\u115fᅡ", "ᅡ"),
    ("a\u2800b", "a b"),
    ("⠓⠀⠺", "⠓ ⠺"),
    ("a" + "\u0301" * 40, "a" + "\u0301" * 31),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    it = browser.new_page()
    it.add_script_tag(path=SCRIPT)
    return it


def plain(page: Page, texts: list[str]) -> list[str]:
    found: list[str] = page.evaluate("texts => texts.map(window.pactwork.words.plain)", texts)
    return found


@pytest.mark.parametrize(("one", "other"), TABLE)
def test_browser_and_server_agree_on_what_is_the_same(page: Page, one: str, other: str) -> None:
    a, b = plain(page, [one, other])
    assert (a == b) is (alike(one) == alike(other))


@given(st.lists(st.text(ODD, max_size=20), max_size=40))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_words_are_seen_alike_by_browser_and_server(page: Page, texts: list[str]) -> None:
    assert plain(page, texts) == [alike(text) for text in texts]


def test_every_sign_of_word_is_known_to_the_browser(page: Page) -> None:
    assert plain(page, list(SIGNS)) == list(SIGNS.values())
