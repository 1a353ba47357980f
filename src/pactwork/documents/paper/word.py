"""A document as a Word file: real headings, header rows, a language and a title."""

import io
import zipfile
from datetime import UTC
from typing import Any

import docx
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from pactwork.documents.paper.document import (
    Blanks,
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Labelled,
    NewPage,
    Signs,
    Table,
    Words,
    paragraphs,
    with_texts,
)
from pactwork.documents.paper.letterhead import millimetres
from pactwork.documents.paper.printable import visible
from pactwork.files.kept_logos import KeptLogo

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SOFT = RGBColor(0x4D, 0x56, 0x5E)
SHEETS = {"a4": (Mm(210), Mm(297)), "letter": (Inches(8.5), Inches(11))}
EARLY = (1980, 1, 1, 0, 0, 0)  # what a zip file says of a time that does not matter


def _styles(word: Word, said: Document) -> None:
    brand = RGBColor.from_string(said.brand[1:].upper())
    for section in word.sections:
        section.page_width, section.page_height = SHEETS[said.paper]
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(20)
    sizes = {"Normal": 11, "Title": 24, "Heading 1": 14, "Heading 2": 11}
    for name, size in sizes.items():
        style: Any = word.styles[name]
        style.font.name = "Georgia" if name in ("Normal", "Title") else "Calibri"
        style.font.size = Pt(size)
        style.font.color.rgb = brand if name == "Heading 1" else RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), style.font.name)
    for found in word.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), said.language)


def _lines(word: Word, text: str, *, small: bool = False, style: str | None = None) -> None:
    for number, part in enumerate(paragraphs(text)):
        if number:
            word.add_paragraph(style=style)
        for line in part:
            run = word.add_paragraph(style=style).add_run(line)
            if small:
                run.font.size, run.font.color.rgb = Pt(9), SOFT


def _write(paragraph: Paragraph, cell: Cell, *, bold: bool) -> None:
    for op, text in [("=", cell)] if isinstance(cell, str) else cell:
        run = paragraph.add_run(text)
        run.font.size = Pt(9)
        run.bold = bold or op == "+"
        run.font.strike = op == "-"
        run.underline = op == "+"


def _mark_header(table: WordTable) -> None:
    """The first row is a header and stands again on every page."""
    row: Any = table.rows[0]._tr
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(header)


def _table(word: Word, table: Table) -> None:
    made = word.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for place, column in zip(made.rows[0].cells, table.columns, strict=True):
        _write(place.paragraphs[0], column, bold=True)
    _mark_header(made)
    for number, row in enumerate(table.rows):
        last = table.total and number == len(table.rows) - 1
        for x, (place, cell) in enumerate(zip(made.add_row().cells, row, strict=True)):
            _write(place.paragraphs[0], cell, bold=last or x == 0)
    word.add_paragraph()


def _block(word: Word, block: Block) -> None:
    match block:
        case Heading(text, level):
            word.add_heading(text, level - 1)
        case Words(text, small):
            _lines(word, text, small=small)
        case Bullets(items):
            for item in items:
                _lines(word, item, style="List Bullet")
        case Table():
            _table(word, block)
        case Labelled(label, blocks):
            word.add_heading(label, 1)
            for one in blocks:
                _block(word, one)
        case Signs(signs):
            for sign in signs:
                paragraph = word.add_paragraph()
                paragraph.add_run(sign.name).italic = True
                paragraph.add_run(f"\n{sign.capacity}").bold = True
                paragraph.add_run(f"\n{sign.line}")
        case Blanks(boxes, lines):
            for box in boxes:
                word.add_paragraph(f"☐ {box}")
            for line in lines:
                word.add_paragraph(f"{line} {'_' * 40}")
        case NewPage():
            word.add_page_break()


def _logo(word: Word, logo: KeptLogo) -> None:
    """In the text, before all else; whoever cannot see it hears the institution's name."""
    width, height = millimetres(logo)
    shape = word.add_picture(io.BytesIO(logo.content), Mm(width), Mm(height))
    shape._inline.docPr.set("descr", logo.name)


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that Word works out, such as PAGE."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _foot(word: Word, text: str) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{text}\t")
    _field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _field(paragraph, "NUMPAGES")


def _properties(word: Word, said: Document) -> None:
    properties = word.core_properties
    properties.title, properties.author = said.heading[:255], said.author[:255]
    properties.language = said.language
    properties.comments = properties.last_modified_by = ""
    moment = said.dated.astimezone(UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment


def _same_bytes(file: bytes) -> bytes:
    """The file without the hour at which it was zipped."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EARLY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()


def word(document: Document) -> bytes:
    """The whole document as .docx."""
    said = with_texts(document, visible)
    made = docx.Document()
    _styles(made, said)
    _properties(made, said)
    if said.logo:
        _logo(made, said.logo)
    _lines(made, "\n".join([said.kind, said.place, said.state]), small=True)
    made.add_heading(said.title, 0)
    _lines(made, said.sub, small=True)
    for block in said.blocks:
        _block(made, block)
    _foot(made, said.foot)
    written = io.BytesIO()
    made.save(written)
    return _same_bytes(written.getvalue())
