"""The words of PDFs and Word files, as their readers find them."""

import io
import re
import zipfile
from html import unescape
from typing import Any

import pikepdf

PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def _text(hexed: bytes) -> str:
    return bytes.fromhex(hexed.decode()).decode("utf-16-be")


def _letters(font: Any) -> dict[int, str]:
    """Glyph -> letters, from the font's ToUnicode table."""
    table = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        found |= {int(glyph, 16): _text(letters) for glyph, letters in PAIR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, letters in RANGE.findall(block):
            begin = ord(_text(letters))
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(begin + step)
    return found


def _shown(operand: Any, letters: dict[int, str]) -> str:
    if isinstance(operand, pikepdf.Array):
        return "".join(_shown(one, letters) for one in operand)  # type: ignore[attr-defined]
    if not isinstance(operand, pikepdf.String):
        return ""
    raw = bytes(operand)
    pairs = (int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2))
    return "".join(letters.get(glyph, "") for glyph in pairs)


def _page(page: Any) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    said: list[str] = []
    letters: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "Tf":
                letters = fonts[str(step.operands[0])]
            case "Tj" | "TJ":
                said.append(_shown(step.operands[0], letters))
            case "Tm" | "Td" | "T*":
                said.append(" ")
    return "".join(said)


def words_in_pdf(file: bytes) -> str:
    """Every word, on one line; spaces where a line of text ends."""
    with pikepdf.open(io.BytesIO(file)) as made:
        return " ".join(" ".join(_page(page) for page in made.pages).split())


def words_in_word(file: bytes) -> str:
    """Every word, tables, footer and properties among them, on one line."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        xml = " ".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".xml"))
    spaced = re.sub(r"</w:p>|<w:br/>|<w:tab/>", " ", xml)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", spaced)).split())
