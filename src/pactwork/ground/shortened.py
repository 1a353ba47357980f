"""The beginning of what is too long to be shown."""

GRACE = 5  # so few characters more are not worth three dots


def shortened(text: str, most: int) -> str:
    """Whole words, and at most so many characters, or a few more."""
    return text if len(text) <= most + GRACE else text[: most - 3].rsplit(" ", 1)[0] + "..."
