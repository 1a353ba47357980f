"""A document as plain text: seventy-eight letters to a line, tables as labelled lines."""

from collections.abc import Iterator
from textwrap import wrap

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
from pactwork.documents.paper.printable import visible

WIDTH = 78
TYPE = "text/plain; charset=utf-8"


def _wrapped(text: str, indent: str = "", first: str | None = None) -> Iterator[str]:
    for number, part in enumerate(paragraphs(text)):
        if number:
            yield ""
        for line in part:
            begin = indent if first is None else first
            yield from wrap(
                line,
                WIDTH,
                initial_indent=begin,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
            first = None


def _underlined(text: str) -> Iterator[str]:
    yield from ("", "", *_wrapped(text))
    yield "=" * min(WIDTH, len(text))


def _said(label: str, text: str) -> str:
    """A question needs no colon."""
    return f"{label} {text}" if label.endswith(("?", ".", ":")) else f"{label}: {text}"


def _cell(cell: Cell) -> str:
    """What was taken out and put in stands in brackets."""
    if isinstance(cell, str):
        return cell
    marks = {"=": "{}", "-": "[-{}-]", "+": "[+{}+]"}
    return "".join(marks[op].format(text) for op, text in cell)


def _table(table: Table) -> Iterator[str]:
    """A row of two cells is a line with its label; a longer one a label with lines under it."""
    for row in table.rows:
        cells = [_cell(cell) for cell in row]
        if len(cells) == 2:
            yield from _wrapped(_said(cells[0], cells[1]), "    ", "  ")
            continue
        yield from _wrapped(_said(table.columns[0], cells[0]), "    ", "  ")
        for column, text in zip(table.columns[1:], cells[1:], strict=True):
            if text:
                yield from _wrapped(_said(column, text), "      ", "    ")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, 2):
            yield from _underlined(text)
        case Heading(text):
            yield from ("", *_wrapped(f"- {text}", "  ", ""))
        case Words(text):
            yield from ("", *_wrapped(text))
        case Bullets(items):
            yield ""
            for item in items:
                yield from _wrapped(item, "  ", "* ")
        case Table():
            yield from ("", *_table(block))
        case Labelled(label, blocks):
            yield from _underlined(label)
            for one in blocks:
                yield from _block(one)
        case Signs(signs):
            for sign in signs:
                yield from ("", *_wrapped(f"{sign.name} ({sign.capacity}), {sign.line}", "  ", ""))
        case Blanks(boxes, lines):
            yield ""
            for box in boxes:
                yield from _wrapped(box, "    ", "[ ] ")
            for line in lines:
                yield from ("", f"{line} ".ljust(WIDTH, "_"))
        case NewPage():
            yield ""


def plain(document: Document) -> bytes:
    """The whole document in UTF-8."""
    said = with_texts(document, visible)
    lines = [said.kind, *_wrapped(said.place), said.state, "", said.title]
    lines += ["=" * min(WIDTH, len(said.title)), *_wrapped(said.sub)]
    for block in said.blocks:
        lines += _block(block)
    lines += ["", "-" * WIDTH, said.foot, ""]
    return "\n".join(lines).encode()
