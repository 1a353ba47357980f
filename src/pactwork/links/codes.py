"""Digits are digits, whatever was copied with them."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import cleaned

LENGTH = 6  # of a letter's code
SIGN_IN_LENGTH = 8
MOST_PASTED = (
    2_000  # characters: a whole quoted email has its code in it, and is not read for longer
)


def code_in(form: Mapping[str, Any], name: str = "code") -> str:
    """What was typed or pasted for the code, cut before anything is done with it."""
    return cleaned(str(form.get(name, ""))[:MOST_PASTED])


def digits_in(given: str) -> str:
    """What was typed or pasted, of whatever script, without all else."""
    numbers = [unicodedata.decimal(sign, None) for sign in given[:MOST_PASTED]]
    return "".join(str(number) for number in numbers if number is not None)


def six_digits(given: str) -> str | Refusal:
    """The digits of a letter's code; or why they are none."""
    return _exactly(digits_in(given), LENGTH, "code")


def eight_digits(given: str) -> str | Refusal:
    """The digits of a code to sign in; or why they are none."""
    return _exactly(digits_in(given), SIGN_IN_LENGTH, "sign_in")


def _exactly(digits: str, length: int, code: str) -> str | Refusal:
    if len(digits) > length:
        return Refusal(f"{code}_many", {"count": len(digits)})
    return digits if len(digits) == length else Refusal(f"{code}_form")
