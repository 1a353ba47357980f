"""Unicode's normal forms in a time that grows with the text.

``unicodedata`` sorts the marks on a letter by looking at each pair of them: a letter with a hundred
thousand costs a quarter of a minute. Sorted beforehand they cost nothing, and the outcome is the same.
"""

import unicodedata
from typing import Literal

import regex

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
# The most marks on one letter that Unicode's stream-safe text has (UAX 15); no language has ten.
MOST_MARKS = 30
# The two halfwidth signs become marks in the forms for comparing.
_PILE = regex.compile(rf".?[\p{{M}}\uff9e\uff9f]{{{MOST_MARKS + 1},}}", regex.S)
_TOO_MANY = regex.compile(rf"(\P{{ccc=0}}{{{MOST_MARKS}}})\P{{ccc=0}}+")


def _sorted(pile: str, form: Form) -> str:
    """Marks on one letter in the order that every normal form gives them."""
    parts: Form = "NFKD" if "K" in form else "NFD"
    whole = [c for char in pile for c in unicodedata.normalize(parts, char)]
    kept: list[str] = []
    marks: list[str] = []
    for char in whole:
        if unicodedata.combining(char):
            marks.append(char)
        else:
            kept += [*sorted(marks, key=unicodedata.combining), char]
            marks = []
    return "".join([*kept, *sorted(marks, key=unicodedata.combining)])


def normal(text: str, form: Form = "NFC") -> str:
    """As ``unicodedata.normalize``, and as fast with any number of marks."""
    if text.isascii():
        return text
    return unicodedata.normalize(form, _PILE.sub(lambda found: _sorted(found[0], form), text))


def without_piles(text: str) -> str:
    """No letter with more marks than anybody can see: those after the thirtieth go."""
    return text if text.isascii() else str(_TOO_MANY.sub(r"\1", text))
