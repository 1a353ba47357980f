"""A number as somebody types it or a page sends it: one reader for all forms and addresses. Pure."""

MOST = 2_147_483_647  # what a column of whole numbers holds
_FIGURES = 18  # more are no number of anybody's, and take long to read


def number_in(text: str, least: int = 0, most: int = MOST) -> int | None:
    """Whole, in figures from 0 to 9, and in its range; nothing for whatever is not."""
    if not (text.isascii() and text.isdigit() and len(text) <= _FIGURES):
        return None
    return number if least <= (number := int(text)) <= most else None
