"""Numbers with decimals, and months, as people type them in any country, in one spelling. Pure."""

import re

_AMOUNT = re.compile(r"(\d{1,12}|\d{1,3}(?:[ '’]\d{3}){1,3})(?:[.,](\d{1,2}))?")
_GROUPED = re.compile(r"([1-9]\d{0,2}(?=([ '’.,]))(?:\2\d{3})+)((?:(?!\2)[.,]\d{1,2})?)")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})[./-](\d{4})")


def amount_in(text: str) -> str | None:
    """``1 200,50`` is ``1200.5``. Three figures after a comma or a point could mean two things: nothing."""
    found = _AMOUNT.fullmatch(re.sub(r"[\u00a0\u2009\u202f]", " ", text.strip()))
    if found is None or (not text.isascii() and re.search(r"\d", re.sub(r"[0-9]", "", text))):
        return None
    whole, decimals = str(int(re.sub(r"\D", "", found[1]))), (found[2] or "").rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def money_in(text: str) -> str | None:
    """An amount of at most two decimals: three figures after a comma or a point are thousands, ``45,000``."""
    plain = re.sub(r"[\u00a0\u2009\u202f]", " ", text.strip())
    found = _GROUPED.fullmatch(plain) if plain.replace("’", "").isascii() else None
    return amount_in(re.sub(r"[ '’.,]", "", found[1]) + found[3]) if found else amount_in(text)


def month_in(text: str) -> str | None:
    """``2027-03``, as a browser's own field sends it; ``3/2027`` and ``03.2027`` are the same."""
    found = _MONTH.fullmatch(text.strip()) if text.isascii() else None
    if found is None:
        return None
    year, number = int(found[1] or found[4]), int(found[2] or found[3])
    return f"{year}-{number:02}" if 1 <= number <= 12 and 2000 <= year <= 2199 else None
