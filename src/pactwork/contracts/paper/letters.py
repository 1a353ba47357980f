"""Which characters the fonts beside this file can show, read from the fonts themselves."""

import struct
from collections.abc import Iterable
from functools import cache

import regex

from pactwork.contracts.paper.press import FONTS
from pactwork.ground.typed import UNSEEN

SANS, SERIF, ITALIC = "Figtree", "Source Serif 4", "italic"  # the voices of a page
SLANTED = "SourceSerif4_400Regular_Italic.ttf"  # a face with fewer letters than its family
NEAREST = ("Noto Sans", SERIF, SANS)
WINDOWS = 3  # whose names every font has


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


def _table(font: bytes, wanted: bytes) -> bytes:
    (tables,) = struct.unpack_from(">H", font, 4)
    heads = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(tables))
    return next(font[offset : offset + size] for tag, _, offset, size in heads if tag == wanted)


def characters(font: bytes) -> frozenset[int]:
    """What a TrueType font has pictures of."""
    cmap = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", cmap, 2)
    found: set[int] = set()
    for place in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * place)
        (form,) = struct.unpack_from(">H", cmap, offset)
        read = {4: _segments, 12: _groups}.get(form)
        found |= read(cmap[offset:]) if read else set()
    return frozenset(found)


def family(font: bytes) -> str:
    """The name under which the typesetter knows a font: of the whole family, where it says one."""
    table = _table(font, b"name")
    _version, count, strings = struct.unpack_from(">HHH", table)
    names: dict[int, str] = {}
    for place in range(count):
        platform, *_, kind, size, at = struct.unpack_from(">6H", table, 6 + 12 * place)
        if platform == WINDOWS:
            raw = table[strings + at : strings + at + size]
            names.setdefault(kind, raw.decode("utf-16-be"))
    return names.get(16) or names[1]


@cache
def fonts() -> tuple[tuple[str, frozenset[int]], ...]:
    """Every family with what all its faces can show; those that go best beside ours stand first."""
    found: dict[str, frozenset[int]] = {}
    for path in FONTS.glob("*.ttf"):
        if path.name != SLANTED:
            font = path.read_bytes()
            has = characters(font)
            found[family(font)] = found.get(family(font), has) & has
    first = {name: place for place, name in enumerate(NEAREST)}
    return tuple(sorted(found.items(), key=lambda one: (first.get(one[0], len(first)), one[0])))


@cache
def _voices() -> dict[str, frozenset[int]]:
    has = dict(fonts())
    return {SANS: has[SANS], SERIF: has[SERIF], ITALIC: characters((FONTS / SLANTED).read_bytes())}


def _pictured(text: str) -> set[int]:
    """The characters that need a picture: not the ends of lines, nor marks that only join or turn."""
    return set(map(ord, UNSEEN.sub("", text))) - {ord("\n"), ord("\t")}


def _family_for(cluster: str, voice: str = SANS) -> str | None:
    """The first family that has a letter together with all its marks; upright beside a slanted one."""
    numbers = _pictured(cluster)
    if voice == ITALIC and numbers <= _voices()[SERIF]:
        return SERIF
    return next((name for name, has in fonts() if numbers <= has), None)


def can_show(text: str) -> bool:
    """Whether for each letter of a text one font has it with all its marks."""
    if _pictured(text) <= _voices()[SERIF]:
        return True
    return all(_family_for(cluster) for cluster in set(regex.findall(r"\X", text)))


def can_show_plainly(text: str) -> bool:
    """Whether it is a letter of the main font, without marks: the last resort."""
    return len(text) == 1 and ord(text) in _voices()[SERIF] and ord(text) < 0x250


def _any_of(clusters: set[str]) -> str:
    """A pattern for runs of these: the longest first, so that no letter is torn from its marks."""
    marked = sorted((c for c in clusters if len(c) > 1), key=lambda c: (-len(c), c))
    single = "".join(f"\\x{{{ord(c):x}}}" for c in sorted(clusters) if len(c) == 1)
    every = [*map(regex.escape, marked), *([f"[{single}]"] if single else [])]
    return f"(?:{'|'.join(every)})+"


def borrowed(texts: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each voice of the page the letters it lacks: the family that has them, and their pattern.

    The typesetter, left to itself, looks for a letter without its marks and may lose either.
    """
    clusters = {cluster for text in texts for cluster in regex.findall(r"\X", text)}
    found: dict[str, list[tuple[str, str]]] = {}
    for voice, has in _voices().items():
        lent: dict[str, set[str]] = {}
        for cluster in clusters:
            family = None if _pictured(cluster) <= has else _family_for(cluster, voice)
            if family:
                lent.setdefault(family, set()).add(cluster)
        found[voice] = [(name, _any_of(lent[name])) for name in sorted(lent)]
    return found
