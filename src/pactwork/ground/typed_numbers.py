"""A number as somebody types it or a page sends it: one reader for all forms and addresses. Pure."""

MOST = 2_147_483_647  # what a column of whole numbers holds
_FIGURES = 18  # more are no number of anybody's, and take long to read


def number_in(text: str, least: int = 0, most: int = MOST) -> int | None:
    """Whole, in figures from 0 to 9, and in its range; nothing for whatever is not."""
    if not (text.isascii() and text.isdigit() and len(text) <= _FIGURES):
        return None
    return number if least <= (number := int(text)) <= most else None


HALVES = (".5", ",5", "½")  # and whatever says a whole number with a decimal: 2.0


def half_in(text: str, least: int = 0, most: int = MOST) -> int | float | None:
    """A number in whole or half steps: ``2``, ``2.5``, ``2,5``, ``2½``; a float only where it is a half."""
    half = next((ending for ending in HALVES if text.endswith(ending)), "")
    whole = text.removesuffix(half) if half else text.removesuffix(".0").removesuffix(",0")
    number = number_in(whole or ("0" if half == "½" else ""), 0, most)
    if number is None:
        return None
    found = number + 0.5 if half else number
    return found if least <= found <= most else None
