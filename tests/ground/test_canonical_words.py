"""Which words are the same words in the second form of digest, and which are others: in many scripts."""

import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.ground.canonical import canonical, digest
from pactwork.ground.canonical_words import number, quantity, spelt, words
from pactwork.ground.typed import alike

SAME = {
    "a no-break space": ("two days", "two\u00a0days"),
    "a narrow no-break space": ("10 000 kg", "10\u202f000 kg"),
    "a figure space": ("10 000", "10\u2007000"),
    "many spaces": ("two days", "two   days"),
    "a tab": ("two days", "two\tdays"),
    "a space at the end of a line": ("two\ndays", "two  \ndays "),
    "an indent": ("two\ndays", "two\n    days"),
    "the space of Chinese": ("甲 乙", "甲\u3000乙"),
    "line ends of Windows": ("two\ndays", "two\r\ndays"),
    "line ends of old Macs": ("two\ndays", "two\rdays"),
    "the line sign of Unicode": ("two\ndays", "two\u2028days"),
    "more blank lines": ("two\n\ndays", "two\n\n\n\ndays"),
    "blank lines around": ("two days", "\n\n two days\n"),
    "a soft hyphen": ("compare", "com\u00adpare"),
    "a zero-width space": ("compare", "com\u200bpare"),
    "a word joiner": ("compare", "com\u2060pare"),
    "a byte order mark": ("compare", "\ufeffcompare"),
    "a joiner between Latin letters": ("compare", "com\u200dpare"),
    "a non-joiner between Latin letters": ("compare", "com\u200cpare"),
    "a variation sign after a letter": ("compare", "c\ufe0fompare"),
    "a mark of direction": ("compare", "com\u200epare"),
    "an accent in two": ("café", "cafe\u0301"),
    "Vietnamese in parts": ("Việt", "Vie\u0323\u0302t"),
    "Korean in letters": ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
    "the sign for ångström": ("5 Å", "5 \u212b"),
    "a bullet of Word's own font": ("• one", "\uf0b7 one"),
    "a point with a wide gap": ("· one", "·   one"),
    "a lone letter and a tab": ("o", "o\t"),
    "a bullet that lost its font": ("o one", "o\tone"),
    "a soft hyphen in Greek": ("μαθαίνω", "μαθα\u00adίνω"),
    "a soft hyphen in Russian": ("работа", "ра\u00adбота"),
    "a zero-width space in Thai": ("ทำงาน", "ทำ\u200bงาน"),
    "a mark of direction in Hebrew": ("עבודה", "עבודה\u200f"),
    "a non-joiner at the end in Persian": ("می", "می\u200c"),
}
OTHER = {
    "a space or none": ("two days", "twodays"),
    "a tab or none": ("2\t5", "25"),
    "a line or none": ("two days", "two\ndays"),
    "a paragraph or a line": ("two\ndays", "two\n\ndays"),
    "capitals": ("May", "may"),
    "a hyphen": ("re-sign", "resign"),
    "a dash": ("3-5", "3–5"),
    "a full stop": ("two days", "two days."),
    "a wide letter": ("A", "Ａ"),
    "a superscript": ("10²", "102"),
    "a ligature": ("fi", "ﬁ"),
    "the Cyrillic letter": ("a", "а"),
    "Arabic figures": ("5", "٥"),
    "an accent": ("resume", "résumé"),
    "the non-joiner of Persian": ("می\u200cخواهم", "میخواهم"),
    "the joiner of Sinhala": ("ක්\u200dෂ", "ක්ෂ"),
    "the joiner of Devanagari": ("क्\u200dष", "क्ष"),
    "the non-joiner of Bengali": ("র\u200c্য", "র্য"),
    "a family of emoji": ("👩\u200d👧", "👩👧"),
    "a heart in colour": ("❤\ufe0f", "❤"),
    "the flag of Wales": ("🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", "🏴"),
    "a vowel sign of Hebrew": ("שָׁלוֹם", "שלום"),
    "a form of a Chinese sign": ("葛\U000e0100", "葛"),
    "traditional signs": ("国", "國"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_nobody_can_tell_apart_is_the_same(one: str, other: str) -> None:
    assert words(one) == words(other)
    assert one != other


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_what_reads_otherwise_is_something_else(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_the_spelling_itself_is_kept_for_good() -> None:
    """Whoever changes a rule of ``ground.typed`` sees here that it would be another form of digest."""
    shown = [words(text) for pair in (*SAME.values(), *OTHER.values()) for text in pair]
    assert digest(shown) == KEPT


KEPT = "8bb309cec49f36f09f5d3156566b8a0bd216a77db0edf69b5d08c5274f4ce749"

TEXT = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from(" \t\n\r\u00a0\u00ad\u200b\u200c\u200d\u3000\ufe0f\u0301می葛👩क्ष·•o"),
    )
)


@given(TEXT)
def test_spelling_twice_changes_nothing(text: str) -> None:
    once = words(text)
    assert words(once) == once
    assert canonical(once) == canonical(text if once == text else once)
    assert once == once.strip()
    assert unicodedata.is_normalized("NFC", once)


@given(TEXT, st.lists(st.sampled_from(" \t\u00a0\u3000\u2009"), max_size=3))
def test_white_space_at_the_end_of_a_line_is_never_a_word(text: str, blanks: list[str]) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert words("\n".join(line + "".join(blanks) for line in lines)) == words("\n".join(lines))


@given(TEXT)
def test_what_the_comparison_takes_for_the_same_is_the_same(text: str) -> None:
    assert words(alike(text)) == words(text)


@given(TEXT)
def test_nothing_but_white_space_and_unseen_marks_goes(text: str) -> None:
    def letters(said: str) -> str:
        said = alike(said).replace("·", "•").replace("◦", "o")
        return "".join(c for c in said if not c.isspace())

    assert letters(words(text)) == letters(text)


NUMBERS = [
    (2, "2"),
    (2.0, "2"),
    (2.5, "2.5"),
    (0, "0"),
    (0.5, "0.5"),
    (1e3, "1000"),
    (100, "100"),
    (37.5, "37.5"),
]


@pytest.mark.parametrize(("value", "text"), NUMBERS)
def test_a_number_has_one_spelling(value: float, text: str) -> None:
    assert number(value) == number(Decimal(str(value))) == text
    assert quantity(text) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_has_none(value: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        number(value)


def test_an_amount_typed_in_many_ways_is_one() -> None:
    assert {quantity(text) for text in ("2.5", "2,5", "2.50", " 02,5 ", "2½", "2.5\u00a0")} == {
        "2.5"
    }
    assert {quantity(text) for text in ("2", "2.0", "2,00", "002")} == {"2"}
    assert quantity("½") == quantity("0,5") == "0.5"
    assert [quantity(text) for text in ("2 or 3", "", ".", "½½")] == ["2 or 3", "", ".", "½½"]
    assert quantity("2,5,0") == "2,5,0"


@given(st.integers(0, 10_000))
def test_halves_are_never_floats_in_what_is_digested(halves: int) -> None:
    given_as = [
        halves / 2,
        Decimal(halves) / 2,
        quantity(f"{halves / 2}"),
        quantity(f"{halves / 2}0"),
    ]
    said = {canonical(spelt({"hours": one})) for one in given_as}
    assert len(said) == 1
    assert re.fullmatch(rb'\{"hours":"\d+(\.5)?"\}', said.pop())


def test_what_says_nothing_under_a_name_is_no_word() -> None:
    assert spelt({"a": "", "b": " ", "c": [], "d": {"e": "\u00ad"}, "f": "x"}) == {"f": "x"}
    assert spelt(["", "x"]) == ["", "x"]  # in a row, a place counts
    assert spelt({"yes": True}) == {"yes": True}
