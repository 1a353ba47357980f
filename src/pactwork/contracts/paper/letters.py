"""Which characters the fonts beside this file can show, read from the fonts themselves."""

import struct
from functools import cache
from pathlib import Path

from pactwork.ground.typed import UNSEEN

FONTS = Path(__file__).parent / "files" / "fonts"
VOICE = "SourceSerif4_400Regular.ttf"  # what can always be shown, in every weight


def _groups(table: bytes) -> set[int]:
    """A subtable of format 12: runs of characters."""
    (count,) = struct.unpack_from(">I", table, 12)
    found: set[int] = set()
    for place in range(count):
        first, last, _glyph = struct.unpack_from(">III", table, 16 + 12 * place)
        found.update(range(first, last + 1))
    return found


def _segments(table: bytes) -> set[int]:
    """A subtable of format 4: segments whose glyph may be worked out or looked up."""
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + double)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * double)
    offsets = struct.unpack_from(f">{count}H", table, 16 + 3 * double)
    found: set[int] = set()
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for char in range(first, min(last, 0xFFFE) + 1):
            glyph = char
            if offsets[place]:
                at = 16 + 3 * double + 2 * place + offsets[place] + 2 * (char - first)
                (glyph,) = struct.unpack_from(">H", table, at)
            if glyph and (glyph + deltas[place]) % 0x10000:
                found.add(char)
    return found


def characters(font: bytes) -> frozenset[int]:
    """What a TrueType font has pictures of."""
    (tables,) = struct.unpack_from(">H", font, 4)
    heads = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(tables))
    cmap = next(font[offset : offset + size] for tag, _, offset, size in heads if tag == b"cmap")
    (count,) = struct.unpack_from(">H", cmap, 2)
    found: set[int] = set()
    for place in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * place)
        (form,) = struct.unpack_from(">H", cmap, offset)
        read = {4: _segments, 12: _groups}.get(form)
        found |= read(cmap[offset:]) if read else set()
    return frozenset(found)


@cache
def _fonts() -> dict[str, frozenset[int]]:
    return {path.name: characters(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))}


@cache
def _all() -> frozenset[int]:
    return frozenset().union(*_fonts().values())


def _pictured(text: str) -> set[int]:
    """The characters that need a picture: not the ends of lines, nor marks that only join or turn."""
    return set(map(ord, UNSEEN.sub("", text))) - {ord("\n"), ord("\t")}


def can_show(text: str) -> bool:
    """Whether one font has all of a letter with its marks, or some font each letter of a text."""
    numbers = _pictured(text)
    if numbers <= _fonts()[VOICE]:
        return True
    if len(text) == 1:
        return numbers <= _all()
    if ord(text[0]) in _fonts()[VOICE]:
        return False  # the letter is set in the main font, and the mark would have none
    return any(numbers <= has for has in _fonts().values())


def can_show_plainly(text: str) -> bool:
    """Whether it is a letter of the main font, without marks: the last resort."""
    return len(text) == 1 and ord(text) in _fonts()[VOICE] and ord(text) < 0x250
