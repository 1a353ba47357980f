"""Six digits are six digits, whatever was copied with them."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import cleaned

LENGTH = 6
MOST_PASTED = (
    2_000  # characters: a whole quoted email has its code in it, and is not read for longer
)


def code_in(form: Mapping[str, Any], name: str = "code") -> str:
    """What was typed or pasted for the code, cut before anything is done with it."""
    return cleaned(str(form.get(name, ""))[:MOST_PASTED])


def six_digits(given: str) -> str | Refusal:
    """The digits in what was typed or pasted, of whatever script; or why they are no code."""
    numbers = [unicodedata.decimal(sign, None) for sign in given[:MOST_PASTED]]
    digits = "".join(str(number) for number in numbers if number is not None)
    if len(digits) > LENGTH:
        return Refusal("code_many", {"count": len(digits)})
    return digits if len(digits) == LENGTH else Refusal("code_form")
