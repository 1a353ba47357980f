"""Points that somebody has written beside the words and not sent yet: nobody else's until then. Pure."""

from pactwork.contracts.rules.answers import QUOTE_MOST, reason_problem
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem

MOST = 60  # points that one person keeps about one contract
BECOMES = ("keep", "drop")  # of them, where a yes is given without them


def quote_problem(quote: str) -> Refusal | None:
    return words_problem(quote, QUOTE_MOST)


def unsent_problems(quote: str, text: str) -> dict[str, Refusal | None]:
    return {"quote": quote_problem(quote), "text": reason_problem(text, "point_empty")}


def one_more_problem(kept: int) -> Refusal | None:
    return Refusal("too_many_rows", {"most": MOST}) if kept >= MOST else None


def what_becomes_problem(kind: str, kept: int, becomes: str) -> Refusal | None:
    """A yes takes no points along: somebody who has written some says what becomes of them."""
    if kind != "yes" or not kept or becomes in BECOMES:
        return None
    return Refusal("points_unsent", {"count": kept})


def squeezed(words: str) -> str:
    return " ".join(words.split())


def with_quote(quote: str, text: str) -> str:
    """A point as it is sent, the words that it is about first."""
    said = text.strip()
    return f"“{squeezed(quote)}”\n{said}" if quote.strip() else said


def parted(sent: str) -> tuple[str, str]:
    """The same again: the words that it is about, and the point."""
    first, _, rest = sent.partition("\n")
    if first[:1] == "“" and first[-1:] == "”" and rest.strip() and len(first) <= QUOTE_MOST + 2:
        return first[1:-1], rest
    return "", sent


def have_changed(quote: str, before: str, now: str) -> bool:
    """Whether the words that a point is about are others now: those quoted, or the whole section."""
    if squeezed(before) == squeezed(now):
        return False
    return not quote.strip() or squeezed(quote) not in squeezed(now)
