"""How people are spoken to, and how typed words are made harmless in letters."""

import re
import unicodedata

import regex

from pactwork.ground import names
from pactwork.ground.names import without_overrides
from pactwork.ground.typed import HIDDEN

MOST = 80
unlinked = names.unlinked
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_QUOTES = str.maketrans(dict.fromkeys('“„‟«»〝〞〟＂❝❞"', "’"))
_OPENING = regex.compile(r"(?<![\w\p{P}])’(?=\w)")


def one_line(text: str, most: int = MOST) -> str:
    """One printable line without control characters, for a name or a subject."""
    spaced = _BREAKS.sub(" ", text)
    kept = "\u200c\u200d"  # join or part letters in Persian, Hindi and others
    shown = "".join(c for c in spaced if c in kept or unicodedata.category(c) not in HIDDEN)
    return _cut(shown.strip(), most).rstrip()


def _cut(text: str, most: int) -> str:
    """At most so many characters, and no sign torn from its marks."""
    ends = (sign.end() for sign in regex.finditer(r"\X", text))
    return text if len(text) <= most else text[: max((e for e in ends if e <= most), default=most)]


def quotable(text: str) -> str:
    """Somebody's words as they stand in a quotation: nothing in them ends it, or begins another."""
    return _OPENING.sub("‘", unlinked(text).translate(_QUOTES | {ord("”"): "’"}))


_GAP = regex.compile(r"\n[ \t]*\n\s*")


def quoted(text: str) -> list[str]:
    """Somebody's words for an email: its paragraphs, with the line breaks the page shows too."""
    parts = (part.strip("\n") for part in _GAP.split(without_overrides(text)) if part.strip())
    return ["\n".join(quotable(line) for line in part.split("\n")) for part in parts]


def shortened(text: str, most: int) -> str:
    """No longer than this, cut between words; where a script has no blanks, between its signs."""
    signs = regex.findall(r"\X", text)
    if len(signs) <= most:
        return text
    head = "".join(signs[: most - 1])
    whole, blank, _ = "".join(signs[:most]).rpartition(" ")
    return (whole if blank and len(whole) > most // 2 else head).rstrip(" ,;:.–-") + "…"


def in_letters(name: str) -> str:
    """Somebody's name as a letter may carry it."""
    return one_line(unlinked(name))


def hint_of(email: str) -> str:
    """An address for somebody who knows it, and of little use to anybody else: c•••@larkmoor.example."""
    local, _, domain = email.partition("@")
    return f"{local[:1]}•••@{domain}"


def spaced(code: str) -> str:
    """Six digits in two groups, easier to copy by eye."""
    return f"{code[:3]} {code[3:]}"
