"""Names of people: in the order they are said, without titles; the name by which one is greeted."""

import re
import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
# Overrides, and embeddings without the isolation that newer writing uses.
_OVERRIDES = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e"))
_TITLES = frozenset(
    [
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "sir",
        "dame",
        "rev",
        "revd",
        "lord",
        "lady",
        "doctor",
    ]
)
_SUFFIXES = frozenset(
    [
        "jr",
        "jnr",
        "junior",
        "sr",
        "snr",
        "senior",
        "ii",
        "iii",
        "iv",
        "phd",
        "dphil",
        "md",
        "mba",
        "ma",
        "msc",
        "ba",
        "bsc",
        "med",
        "mbe",
        "obe",
        "cbe",
        "esq",
    ]
)
_COMMAS = re.compile("[,\u060c\u3001\uff0c]")
_PART = re.compile(r"[^\W\d_]+")


def _bare(word: str) -> str:
    return word.replace(".", "").strip("(),").casefold()


def _is_title(word: str) -> bool:
    return _bare(word) in _TITLES


def _is_all(words: str, known: frozenset[str]) -> bool:
    return all(_bare(word) in known for word in words.split())


def in_order(name: str) -> str:
    """Dr Helen Marsh for ``Marsh, Dr Helen``, as record systems write it; never with its comma."""
    parts = [" ".join(part.split()) for part in _COMMAS.split(name)]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return parts[0] if parts else ""
    titles = [part for part in parts if _is_all(part, _TITLES)]
    after = [part for part in parts[1:] if part not in titles and _is_all(part, _SUFFIXES)]
    family, *given = [part for part in parts if part not in titles and part not in after] or parts
    first, *rest = family.split()
    if given and rest and _is_title(first):
        titles, family = [first, *titles], " ".join(rest)
    return " ".join([*titles, *given, family, *after])


def plain_names(name: str) -> list[str]:
    """["Helen", "Marsh"] for Dr Helen Marsh; a name that is all title stays as it is."""
    words = in_order(name).replace(".", " ").split()
    kept = [word for word in words if not _is_title(word)]
    return kept or words


def first_name(name: str) -> str:
    """Carol for Carol Benning and for ``BENNING, CAROL``; the whole name where that is unclear."""
    words = [word for word in in_order(name).split() if not _is_title(word)]
    while len(words) > 1 and _bare(words[-1]) in _SUFFIXES:
        words.pop()
    if not words:
        return in_order(name)
    if any(len(_bare(word)) < 2 and word.isupper() for word in (words[0], words[-1])):
        return " ".join(words)  # J. Smith, or Smith J: an initial is no name to be called by
    small = [word for word in words if not _is_loud(word)]
    if small and _is_loud(words[0]) and not _is_loud(words[-1]):
        return small[0]  # BENNING Carol: capitals mark the family name
    return _quiet(words[0])


def greeted(name: str) -> str:
    """How somebody from outside is spoken to: a name that begins with a title is kept whole."""
    whole = in_order(name)
    return whole if _is_title(whole.partition(" ")[0]) else first_name(whole)


def _is_loud(word: str) -> bool:
    return len(word) > 2 and word.isupper()


def _quiet(word: str) -> str:
    """Mary-Ann for MARY-ANN; two capitals, such as AJ, are a name."""
    return _PART.sub(lambda part: part[0].capitalize(), word) if _is_loud(word) else word


def can_be_seen(text: str) -> bool:
    """Whether there is anything to read besides blanks, controls and direction marks."""
    return any(not (c.isspace() or unicodedata.category(c) in _UNSEEN) for c in text)


def without_overrides(text: str) -> str:
    """Words in the order in which they were written: nothing that makes moc.live read as evil.com.

    Marks that Arabic or Hebrew need between their own words and others' are kept.
    """
    return text.translate(_OVERRIDES)
