"""What somebody says of themselves to those they work with: how long it may be."""

from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem

MOST = 2_000


def problem(text: str) -> Refusal | None:
    """Some words, or none: an introduction may be taken out again."""
    return words_problem(text, MOST)
