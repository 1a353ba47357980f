"""When two spellings are one word: case, width, white space and marks nobody can see do not count."""

import unicodedata

from pactwork.ground.unicode import normal

# No-break and other hyphens and dashes, as a word processor puts them for the one on the keyboard.
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def folded(text: str) -> str:
    """``Set 3``, ``set  3`` and ``Ｓｅｔ\u00a03`` are the same; for comparing, never for showing."""
    wide = normal(normal(text, "NFKC").casefold(), "NFKC")
    seen = "".join(c for c in wide.translate(_DASHES) if unicodedata.category(c) != "Cf")
    return " ".join(seen.split())
