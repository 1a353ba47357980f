"""Letters that cannot be printed are named in brackets, as [THUMBS UP SIGN]: not lost, not fatal."""

import re
import unicodedata
from collections.abc import Callable

import regex

from pactwork.ground.typed import HIDDEN, UNSEEN, seen
from pactwork.ground.unicode import normal

_FLAG = re.compile("\U0001f3f4([\U000e0061-\U000e007a]+)\U000e007f")  # England, Scotland, Wales


def named(char: str) -> str:
    """A character in words: its name in Unicode, or its number where it has none."""
    return f"[{unicodedata.name(char, '') or f'U+{ord(char):04X}'}]"


def _none(char: str) -> bool:
    """Numbers that Unicode promises never to use for a character."""
    number = ord(char)
    return 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE


def _flag(found: re.Match[str]) -> str:
    letters = "".join(chr(ord(tag) - 0xE0000) for tag in found[1])
    return f"[FLAG {letters.upper()}]"


def _seen(char: str) -> str:
    if char in "\n\t" or UNSEEN.match(char):  # ``seen`` left it: the script needs it
        return char
    hidden = unicodedata.category(char) in HIDDEN or _none(char)
    return named(char) if hidden else char


def visible(text: str) -> str:
    """The text as any of the formats can carry it; what would not be seen is named."""
    spelled = normal(_FLAG.sub(_flag, seen(text)))
    return "".join(map(_seen, spelled))


def _named(chars: str) -> str:
    """Each in words; what joined or turned a letter that is now a word has nothing left to do."""
    return "".join(named(char) for char in chars if not UNSEEN.match(char))


def spelled(text: str, can: Callable[[str], bool]) -> str:
    """The text with every letter, or mark on a letter, named that cannot be shown."""
    if can(text):
        return text
    shown = []
    for cluster in regex.findall(r"\X", text):
        if can(cluster):
            shown.append(cluster)
        elif can(cluster[0]):
            shown.append(cluster[0] + _named(cluster[1:]))
        else:
            shown.append(_named(cluster))
    return "".join(shown)
