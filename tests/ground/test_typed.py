"""What people type: what nobody can see goes, what a script needs stays, and nothing else changes."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.ground.typed import alike, as_before, cleaned, seen, unlittered

ODD = st.sampled_from(
    " \t\n\r\u00a0\u2009\u202f\u3000\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u202e\u2060"
    "\u2066\u2069\ufeff\ufe0f\u0301\u064e\uf0b7\uf0fco·aשشक्ก👩🏽🏴\U000e0067\U000e007f🇬🇧1\u20e3"
)
TEXTS = st.text(st.one_of(ODD, st.characters(codec="utf-8")), max_size=40)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("two\u00a0days, com\u00adpare", "two days, compare"),
        ("a\u2009b\u2007c\u202fd\u2003e", "a b c d e"),
        ("Vraiment\u202f?", "Vraiment ?"),
        ("zero\u200bwidth\u2060join\ufeffer", "zerowidthjoiner"),
        ("safe \u202emoc.live", "safe moc.live"),
        ("\u202a+44 20 7946 0000\u202c", "+44 20 7946 0000"),
        ("Latin\u200c and\u200d marks\u200e", "Latin and marks"),
        ("Now.  Then   this.  \nNext ", "Now. Then this.\nNext"),
        ("  indented\n\ta)\tone", "  indented\n\ta)\tone"),
        ("2 \t 5", "2\t5"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\uf0b7\tfirst\n\uf0a7 second\n\uf0d8\tthird", "•\tfirst\n▪ second\n➢\tthird"),
        ("o\tinner\n·\u00a0\u00a0\u00a0outer", "◦\tinner\n•\touter"),
        # A paragraph sign or a letter in front of a gap is what it says.
        ("§  5 applies\n§\t6 too", "§ 5 applies\n§\t6 too"),
        ("ü  foo\no  rings\nØ  øre", "ü foo\no rings\nØ øre"),
        ("go to o. \uf0fc", "go to o. ✓"),
        ("a\x00b\x07c\ud800d", "abcd"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_what_nobody_can_see_is_taken_out_at_the_door(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "می\u200cخواهم",  # Persian parts its letters
        "क्\u200dष न्\u200cद",  # Hindi joins and parts them
        "ශ්\u200dරී",  # Sinhala
        "C++\u200f שלום\u200f!",  # a mark that turns a full stop in Hebrew
        "مرحبا\u061c (1)",
        "\u2067שלום (abc)\u2069",
        "👩\u200d👩\u200d👧 👩🏽\u200d⚕️ ❤️ 1️⃣ 🏳️\u200d🌈",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 🇬🇧",
        "مَرْحَبًا ệ שָׁלוֹם",
        "한국어",
        "ห้อง ກໍາ မြန်མာ བོད་སྐད",
        "ភាសា\u200bខ្មែរ",  # Khmer, where a line may break
        "　我会在星期一",  # Chinese indents by a wide blank
        "葛\U000e0100",  # which form of a character
        "更\ufe00 ≨\ufe00 က\ufe00 。\ufe01 ☺\ufe0e ⌚\ufe0e",  # forms that Unicode lists
        "ᠠ\u180b ᠠ\u180f",  # Mongolian
        "\u115fᅡ ᄀ\u1160ᆨ",  # Korean syllables that lack a letter
        "بَ\u200d র\u200d্য",  # a vowel of Arabic before the mark; Bengali
        "\U00013000\U00013430\U00013001",  # hieroglyphs that stand together
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # Wales
        "⠓⠑⠇⠇⠕⠀⠺",  # Braille, with its blank
    ],
)
def test_what_a_script_needs_is_kept(typed: str) -> None:
    assert cleaned(typed) == unicodedata.normalize("NFC", typed)


TAGS = "".join(map(chr, range(0xE0061, 0xE007B)))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(
            (f"two{mark} days", "two days")
            for mark in "\u3164\uffa0\u115f\u1160\u17b4\u17b5\u180b\u180f"
        ),
        *(
            (f"two{mark} days", "two days")
            for mark in "\U0001d173\U0001d17a\U0001bca0\U00013430\ufff0"
        ),
        ("x\u0301\u200dy", "x\u0301y"),  # a mark on a Latin letter joins nothing
        ("שלום\u200d רב ש\u05b8\u200dל", "שלום רב ש\u05b8ל"),  # Hebrew does not join
        ("1 +\ufe00 1 =\ufe0f 2", "1 + 1 = 2"),
        ("中\ufe00 更\ufe0f 😀\ufe0f 1\ufe0f", "中 更 😀 1"),
        (f"🏴{TAGS}", "🏴"),
        (f"🏴{TAGS}\U000e007f", "🏴"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067", "🏴"),
        ("🏴\U000e0067\U000e0062\U000e0078\U000e0079\U000e007a\U000e007f", "🏴"),
        ("Korean 한\u3164국\u1160어", "Korean 한국어"),
        ("ភាសា\u17b5", "ភាសា"),
        ("two\u2800days", "two days"),
    ],
)
def test_marks_that_show_nothing_change_nothing(typed: str, kept: str) -> None:
    """Unicode names them; each stays only beside what it changes."""
    assert cleaned(typed) == kept
    assert alike(typed) == alike(kept)


@pytest.mark.asvs("V1.1.1")
@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_cleaning_twice_is_cleaning_once_and_changes_nothing_that_is_seen(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert seen(seen(text)) == seen(text)
    assert alike(once) == alike(text)
    assert unlittered(unlittered(text)) == unlittered(text)


def test_markdown_keeps_its_white_space() -> None:
    assert unlittered("a  \n    code  x\u200b\u00ad\r\n") == "a  \n    code  x\n"


@pytest.mark.parametrize(
    ("new", "before", "kept"),
    [
        ({"a": "two days"}, {"a": "two\u00a0days"}, {"a": "two\u00a0days"}),
        ({"a": "two days!"}, {"a": "two\u00a0days"}, {"a": "two days!"}),
        (
            {"rows": [{"a": "new"}, {"a": "two days"}]},
            {"rows": [{"a": "two  days"}]},
            {"rows": [{"a": "new"}, {"a": "two  days"}]},
        ),
        ({"weeks": {"1": {"h": 3}}}, {"weeks": {"1": {"h": 3}}}, {"weeks": {"1": {"h": 3}}}),
    ],
)
def test_words_that_look_as_they_did_stay_as_they_are_stored(
    new: Any, before: Any, kept: Any
) -> None:
    assert as_before(new, before) == kept
