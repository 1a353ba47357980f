"""What somebody says of themselves to those they work with: how long it may be."""

from pactwork.ground.refusal import Refusal

MOST = 2_000


def problem(text: str) -> Refusal | None:
    """Some words, or none: an introduction may be taken out again."""
    if len(text) > MOST:
        return Refusal("too_long", {"most": MOST, "length": len(text)})
    return None
