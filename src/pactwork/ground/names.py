"""The words of a person's name without the titles before it; whether words can be seen at all."""

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
# Overrides, and embeddings without the isolation that newer writing uses.
_OVERRIDES = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e"))
_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "rev"}


def plain_names(name: str) -> list[str]:
    """["Helen", "Marsh"] for Dr Helen Marsh; a name that is all title stays as it is."""
    words = name.replace(".", " ").split()
    kept = [word for word in words if word.casefold() not in _TITLES]
    return kept or words


def can_be_seen(text: str) -> bool:
    """Whether there is anything to read besides blanks, controls and direction marks."""
    return any(not (c.isspace() or unicodedata.category(c) in _UNSEEN) for c in text)


def without_overrides(text: str) -> str:
    """Words in the order in which they were written: nothing that makes moc.live read as evil.com.

    Marks that Arabic or Hebrew need between their own words and others' are kept.
    """
    return text.translate(_OVERRIDES)
