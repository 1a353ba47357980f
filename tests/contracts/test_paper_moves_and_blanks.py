"""A table of changes on paper: rows by what they say, blanks and empty lines where they stood."""

import io
import json

import docx
import pytest
import typst
from PIL import Image

from pactwork.contracts.queries.reading import titled
from pactwork.documents.pages.drafts import section_change
from pactwork.documents.paper.document import Document, Heading, Table, Words
from pactwork.documents.paper.glyphs import can_show
from pactwork.documents.paper.plain import plain
from pactwork.documents.paper.press import LAYOUT, our_fonts
from pactwork.documents.paper.typeset import _lettered, said_of
from pactwork.documents.paper.word import word
from pactwork.ground.redline import Run, redline
from tests.contracts.papers import AT
from tests.contracts.sections import CONTEXT, FILLED, SECTIONS


def test_two_rows_that_changed_places_are_one_that_moved() -> None:
    one, two = FILLED | {"text": "Measure the loss 1"}, FILLED | {"text": "Measure the loss 2"}
    old, new = ({"goals": {"rows": rows, **FILLED}} for rows in ([one, two], [two, one]))
    found = section_change(SECTIONS["goals"], old, new, CONTEXT)
    differ = [line for line in found.lines if line.differs]
    assert [titled(line) for line in differ] == ["Text (moved)"]
    assert [op for op, _ in differ[0].runs] == ["="]


def changes_on_paper(runs: tuple[Run, ...]) -> Document:
    rows = (("Where", runs, "Now"),)
    blocks = (Heading("Changes"), Table(("Where", "Before", "Now"), rows))
    return Document("K", "P", "S", "T", "U", "F", "A", AT, blocks, "paper")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hävikin 1", "hävikin 25 %", "hävikin [-1-][+25 %+]"),
        ("tarkkuus 1 on", "tarkkuus 2 on", "tarkkuus [-1-][+2+] on"),
        ("one two", "one two three", "one two[+ three+]"),
        ("Nimiä: Ọ̀ṣun", "Nimiä: Ọṣun", "Nimiä: [-Ọ̀ṣun-][+Ọṣun+]"),
    ],
)
def test_the_blank_before_a_mark_stays(old: str, new: str, said: str) -> None:
    made = changes_on_paper(tuple(redline(old, new)))
    assert said in plain(made).decode()
    bare = said
    for mark in ("[-", "-]", "[+", "+]"):
        bare = bare.replace(mark, "")
    table = json.loads(said_of(_lettered(made, can_show))["said"])["blocks"][1]
    assert "".join(text for _op, text in table["rows"][0][1]) == bare
    cells = docx.Document(io.BytesIO(word(made))).tables[0].rows[1].cells
    assert cells[1].text == bare


def told(text: str) -> Document:
    return Document("K", "P", "S", "T", "U", "F", "A", AT, (Words(text),), "paper")


def test_an_empty_line_between_paragraphs_stays_on_every_paper() -> None:
    apart = told("First part.\n\n\nSecond part.\nThird.")
    assert "First part.\n\nSecond part.\nThird." in plain(apart).decode()
    paragraphs = [p.text for p in docx.Document(io.BytesIO(word(apart))).paragraphs]
    at = paragraphs.index("First part.")
    assert paragraphs[at : at + 4] == ["First part.", "", "Second part.", "Third."]
    close = told("First part.\nSecond part.\nThird.")
    assert foot_of_words(apart) > foot_of_words(close) + 5


def foot_of_words(document: Document) -> int:
    """The lowest line of the page's upper half that is not blank."""
    drawn = typst.compile(
        LAYOUT.read_bytes(),
        sys_inputs=said_of(document),
        font_paths=our_fonts(),
        format="png",
        ppi=72,
    )
    page = Image.open(io.BytesIO(drawn)).convert("L")
    half = page.crop((0, 0, page.width, page.height // 2)).point(lambda shade: 255 - shade)
    box = half.getbbox()
    assert box
    return int(box[3])
