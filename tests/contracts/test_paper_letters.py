"""Every letter is drawn: the ink on the page, not the words that can be copied from it."""

import io
import unicodedata
from functools import cache

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pactwork.documents.paper.document import Document, Heading, Sign, Signs, Table, Words
from pactwork.documents.paper.glyphs import can_show, fonts
from pactwork.documents.paper.press import LAYOUT, our_fonts, pressed
from pactwork.documents.paper.typeset import _lettered, pdf, said_of
from tests.contracts.papers import AT
from tests.files import words_in_pdf

PLACES = ("title", "sub", "foot", "heading", "small", "words", "changed", "cell", "sign")


def page(place: str, text: str) -> Document:
    """A page on which the text stands in one place, and dots in all others."""
    said = {one: text if one == place else "." for one in PLACES}
    blocks = (
        Heading(said["heading"], 2),
        Words(said["small"], small=True),
        Words(said["words"]),
        Table((".", "."), ((".", (("-", said["changed"]),)), (said["cell"], "."))),
        Signs((Sign(said["sign"], ".", "."),)),
    )
    top = (said["title"], said["sub"], said["foot"], ".", AT)
    return Document(".", ".", ".", *top, blocks, "paper")


@cache
def ink(place: str, text: str) -> int:
    """How much of a page is dark."""
    drawn = typst.compile(
        LAYOUT.read_bytes(),
        sys_inputs=said_of(page(place, text)),
        font_paths=our_fonts(),
        format="png",
        ppi=200,  # rules are then wider than a dot, and as dark wherever they stand
    )
    grey = Image.open(io.BytesIO(drawn)).convert("L")
    return sum((255 - shade) * count for shade, count in enumerate(grey.histogram()))


def letters_in(text: str) -> str:
    """The letters alone, without their marks."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(char for char in apart if not unicodedata.combining(char))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("cluster", ["Ọ̀", "ọ̀", "Ọ́", "Ẹ̀", "ẹ̀", "O̩", "ɔ̃", "Ӣ̄", "ŧ̣", "ű̃"])
def test_a_letter_keeps_itself_under_its_marks(cluster: str, place: str) -> None:
    """Twenty of them have about the ink of twenty bare letters; marks alone have a tenth of it."""
    bare = ink(place, letters_in(cluster) * 20) - ink(place, ".")
    for form in ("NFC", "NFD"):
        drawn = ink(place, unicodedata.normalize(form, cluster) * 20) - ink(place, ".")
        assert drawn > 0.7 * bare, form


BLOCKS = {
    "Latin Extended-A": (0x100, 0x17F),
    "Latin Extended-B": (0x180, 0x24F),
    "Latin Extended Additional": (0x1E00, 0x1EFF),
    "Greek": (0x370, 0x3E1),
    "Cyrillic": (0x400, 0x52F),
}


@pytest.mark.parametrize("block", BLOCKS)
def test_every_letter_of_european_and_african_scripts_is_drawn(block: str) -> None:
    first, last = BLOCKS[block]
    chars = [unicodedata.normalize("NFC", chr(n)) for n in range(first, last + 1)]
    letters = [char for char in chars if unicodedata.category(char)[0] == "L"]
    assert not [letter for letter in letters if not can_show(letter)]
    text = words_in_pdf(pdf(page("small", "".join(letters))))
    assert not [letter for letter in letters if letter not in text]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from("aoeOEŧŊƁɔɛжΩựЎ"),
    st.text(st.sampled_from("\u0300\u0301\u0303\u0304\u0309\u0323\u0329\u0331"), max_size=3),
)
def test_a_letter_is_named_only_if_no_font_has_it_with_its_marks(letter: str, marks: str) -> None:
    cluster = unicodedata.normalize("NFC", letter + marks)
    some = any(set(map(ord, cluster)) <= has for _family, has in fonts())
    assert can_show(cluster) is some


@pytest.mark.parametrize("word", ["Ọ̀ṣun ", "नदी और ", "Việt ", "漢a字b", "1️⃣ ", "ŧe̩ "])
def test_a_long_text_of_many_borrowed_letters_is_drawn_and_none_is_named(word: str) -> None:
    made = page("words", word * 1500)
    assert "[" not in words_in_pdf(pressed(said_of(_lettered(made, can_show))))
