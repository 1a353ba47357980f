"""The second spelling of words and numbers: what nobody can tell apart is spelt the same.

The digests of whatever is shared from now on are made of these spellings, for good: another rule
here would be another form of digest (docs/adr/0029-the-second-form-of-digest.md). The first form is
``canonical`` alone.
"""

import re
from decimal import Decimal
from typing import Any

from pactwork.ground.typed import alike

# With one kind of white space after them they are shown as bullets of Word, with another they are not.
_POINTS = {"·": "•", "◦": "o"}
_POINT = re.compile("^[·◦](?= |$)", re.M)
_BLANK_LINES = re.compile("\n{3,}")
_NUMBER = re.compile(r"(?=.)([0-9]{0,18})(?:[.,]([0-9]{1,18}))?")


def words(text: str) -> str:
    """The words alone: one space for white space of any kind and width, lines and paragraphs as they are.

    Marks that a script or a picture needs are words; soft hyphens and other unseen marks are not.
    """
    lines = (" ".join(line.split()) for line in alike(text).split("\n"))
    text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    return _POINT.sub(lambda found: _POINTS[found[0]], text)


def number(value: float | Decimal) -> str:
    """2, 2.0 and 2.50 as text in figures; never as a float, which every language writes otherwise."""
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"{value} is no number of anything")
    text = format(exact, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def quantity(text: str) -> str:
    """A number typed into a field for one: ``2,50`` and ``2½`` are 2.5. Other words stay what they are."""
    text = words(text)
    found = _NUMBER.fullmatch(text.replace("½", ".5"))
    return number(Decimal(f"{found[1] or 0}.{found[2] or 0}")) if found else text


def spelt(value: Any) -> Any:
    """A value with its words and numbers spelt so; what says nothing under a name is left out."""
    if isinstance(value, str):
        return words(value)
    if isinstance(value, dict):
        said = {key: spelt(one) for key, one in value.items()}
        return {key: one for key, one in said.items() if one not in ("", [], {}, None)}
    if isinstance(value, list | tuple):
        return [spelt(one) for one in value]
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number(value)
    return value
