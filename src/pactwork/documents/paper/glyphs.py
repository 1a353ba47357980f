"""Which characters the fonts beside this file can show, read from the fonts themselves."""

from collections.abc import Iterable
from functools import cache

import regex
from fontTools.ttLib import TTFont

from pactwork.documents.paper.press import FONTS
from pactwork.ground.typed import UNSEEN

SANS, SERIF, ITALIC = "Figtree", "Source Serif 4", "italic"  # the voices of a page
SLANTED = "SourceSerif4_400Regular_Italic.ttf"  # a face with fewer letters than its family
NEAREST = ("Noto Sans", SERIF, SANS)


def characters(font: TTFont) -> frozenset[int]:
    """What a font has pictures of."""
    return frozenset(font.getBestCmap())


def family(font: TTFont) -> str:
    """The name under which the typesetter knows a font: of the whole family, where it says one."""
    return str(font["name"].getBestFamilyName())


@cache
def fonts() -> tuple[tuple[str, frozenset[int]], ...]:
    """Every family with what all its faces can show; those that go best beside ours stand first."""
    found: dict[str, frozenset[int]] = {}
    for path in FONTS.glob("*.ttf"):
        if path.name != SLANTED:
            with TTFont(path, lazy=True) as font:
                has, name = characters(font), family(font)
            found[name] = found.get(name, has) & has
    first = {name: place for place, name in enumerate(NEAREST)}
    return tuple(sorted(found.items(), key=lambda one: (first.get(one[0], len(first)), one[0])))


@cache
def _voices() -> dict[str, frozenset[int]]:
    has = dict(fonts())
    with TTFont(FONTS / SLANTED, lazy=True) as slanted:
        return {SANS: has[SANS], SERIF: has[SERIF], ITALIC: characters(slanted)}


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
