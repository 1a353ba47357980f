"""Six digits are six digits, whatever was copied with them."""

import unicodedata
from collections.abc import Mapping

from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import typed_in

LENGTH = 6
MOST = 200  # characters: the email's own line about the code fits, whatever its words


def code_in(post: Mapping[str, str], name: str = "code") -> str:
    """A code as it was typed or pasted into a form: the one way in at every door that takes one."""
    return typed_in(post, name)[:MOST]


def six_digits(given: str) -> str | Refusal:
    """The digits in what was typed or pasted, of whatever script; or why they are no code."""
    numbers = [unicodedata.decimal(sign, None) for sign in given]
    digits = "".join(str(number) for number in numbers if number is not None)
    if len(digits) > LENGTH:
        return Refusal("code_many", {"count": len(digits)})
    return digits if len(digits) == LENGTH else Refusal("code_form")
