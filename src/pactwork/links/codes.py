"""Six digits are six digits, whatever was copied with them."""

import unicodedata

from pactwork.ground.refusal import Refusal

LENGTH = 6


def six_digits(given: str) -> str | Refusal:
    """The digits in what was typed or pasted, of whatever script; or why they are no code."""
    numbers = [unicodedata.decimal(sign, None) for sign in given]
    digits = "".join(str(number) for number in numbers if number is not None)
    if len(digits) > LENGTH:
        return Refusal("code_many", {"count": len(digits)})
    return digits if len(digits) == LENGTH else Refusal("code_form")
