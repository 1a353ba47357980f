"""Names of people: in the order they are said, without titles; the name by which one is greeted."""

import re
import unicodedata

import regex

from pactwork.ground.short_cache import of_short_texts
from pactwork.ground.typed import HIDDEN, OVERRIDES, TURNING, UNSEEN
from pactwork.ground.unicode import normal

_TITLES = frozenset(
    {
        *("dr", "drs", "prof", "professor", "doctor", "mr", "mrs", "ms", "miss", "mx"),
        *("sir", "dame", "lord", "lady", "rev", "revd", "reverend", "father", "sister"),
        *("engr", "arc", "barr", "surv", "pharm", "chief", "alhaji", "alhaja", "pastor"),
        *("herr", "frau", "monsieur", "madame", "mme", "mlle", "señor", "señora", "sr", "sra"),
    }
)
_SUFFIXES = frozenset(
    {
        *("jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv"),
        *("phd", "dphil", "md", "mba", "ma", "msc", "ba", "bsc", "med", "mbe", "obe", "cbe", "esq"),
    }
)
_FAMILIES_TOO = frozenset({"junior", "senior", "ma", "ba"})  # Jack Ma is not Jack
_LETTER = regex.compile(r"(?V1)[\p{L}--\p{Default_Ignorable_Code_Point}]")
_SHOWS_NOTHING = HIDDEN | {"Mn", "Me", "Zs"}
BLANK = "\u2800"  # of Braille
_COMMAS = re.compile("[,\u060c\u3001\uff0c]")
MOST_GIVEN = 3  # names that are given to somebody, after the comma
# Full stops of other scripts, which browsers take for the dot of an address.
_DOTS = re.compile(r"(?<=\w)[\u2024\u3002\ufe52\uff0e\uff61](?=\w{2})")
_LINKING = re.compile(r"(?<=\w)\.(?=\w{2})|://|[<>@\\|]|\bwww\.", re.IGNORECASE)
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
    family, *more = parts
    after = [part for part in more if _is_all(part, _SUFFIXES)]
    titles = [part for part in more if part not in after and _is_all(part, _TITLES)]
    given = [part for part in more if part not in titles and part not in after]
    first, *rest = family.split()
    if given and rest and _is_title(first):
        titles, family = [first, *titles], " ".join(rest)
    return " ".join([*titles, *given, family, *after])


def plain_names(name: str) -> list[str]:
    """["Helen", "Marsh"] for Dr Helen Marsh; a name that is all title stays as it is."""
    return _without_titles(in_order(name).replace(".", " ").split())


def _without_titles(words: list[str]) -> list[str]:
    """Titles stand in front: Ian Lord has none, and whoever is called Dr only is called Dr."""
    start = next((n for n, word in enumerate(words) if not _is_title(word)), 0)
    return words[start:]


def first_name(name: str) -> str:
    """Carol for Carol Benning and for ``BENNING, CAROL``; the whole name where that is unclear."""
    words = _without_titles(in_order(name).split())
    while len(words) > 1 and _bare(words[-1]) in _SUFFIXES:
        words.pop()
    if not words or _is_title(words[0]):
        return in_order(name)
    if any(len(_bare(word)) < 2 and word.isupper() for word in (words[0], words[-1])):
        return " ".join(words)  # J. Smith, or Smith J: an initial is no name to be called by
    small = [word for word in words if not _is_loud(word)]
    if small and _is_loud(words[0]) and not _is_loud(words[-1]):
        return small[0]  # BENNING Carol: capitals mark the family name
    return _quiet(words[0])


def greeted(name: str) -> str:
    """How somebody from outside is spoken to: a name that begins with a title is kept whole.

    Nothing for a sentence with commas: it is turned round as no name is, and greets with what it says.
    """
    if any(len(part.split()) > MOST_GIVEN for part in _COMMAS.split(name)[1:]):
        return ""
    whole = in_order(name)
    return whole if _is_title(whole.partition(" ")[0]) else first_name(whole)


def _is_loud(word: str) -> bool:
    return len(word) > 2 and word.isupper()


def _quiet(word: str) -> str:
    """Mary-Ann for MARY-ANN; two capitals, such as AJ, are a name."""
    return _PART.sub(lambda part: part[0].capitalize(), word) if _is_loud(word) else word


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe",
                          "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None, "ё": "е"})  # fmt: skip
_MARKED = (
    "LATIN",
    "GREEK",
    "CYRILLIC",
    "ARABIC",
    "HEBREW",
)  # elsewhere a mark is a vowel or a sound
_SPELT = re.compile(r"(?<=[aou])e")  # as in Mueller, for Müller
_JOINING = frozenset("'’‘ʼ`´·")
_BRACKETS = re.compile(r"[(（\[].*?[)）\]]")


def _unmarked(text: str) -> str:
    """Without the marks that one signs with and another leaves away."""
    if text.isascii():
        return text.casefold()
    kept, base = [], ""
    for char in normal(text.casefold(), "NFKD"):
        if unicodedata.category(char) == "Mn":
            if base.startswith(_MARKED):
                continue
        else:
            base = unicodedata.name(char, "")
        kept.append(char)
    return "".join(kept).translate(_LETTERS)


def _letters(word: str) -> str:
    """Dots and dashes part words, an apostrophe does not; what cannot be seen is not there."""
    if word.isalpha():
        return word
    seen = (c for c in word if c not in _JOINING and unicodedata.category(c) != "Cf")
    return "".join(c if unicodedata.category(c)[0] in "LM" else " " for c in seen)


@of_short_texts(4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name for comparing: no titles, degrees, brackets, marks or invisible signs."""
    whole = [
        _bare(word) if _bare(word) in _AROUND else word
        for word in in_order(_BRACKETS.sub(" ", name)).split()
    ]
    words = _letters(" ".join(map(_unmarked, whole))).split()
    start, end = 0, len(words)
    while start < end and words[start] in _UNMARKED_TITLES:
        start += 1
    while end - start > 1 and words[end - 1] in _DEGREES:
        end -= 1
    return tuple(_SPELT.sub("", word) for word in words[start:end] or words)


_UNMARKED_TITLES = frozenset(map(_unmarked, _TITLES))
_DEGREES = _SUFFIXES - _FAMILIES_TOO
_AROUND = _TITLES | _SUFFIXES  # known with their dots, as in Ph.D.


def can_be_seen(text: str) -> bool:
    """Whether there is anything to read besides blanks, marks that show nothing, and marks on nothing."""
    nothing = (
        c.isspace() or c == BLANK or unicodedata.category(c) in _SHOWS_NOTHING or UNSEEN.match(c)
        for c in text
    )
    return not all(nothing)


def is_name(text: str) -> bool:
    """Whether there is a letter in it that is seen: nobody is called by blanks, marks or figures alone."""
    return _LETTER.search(text) is not None


def plain_name(text: str) -> str:
    """A name in one line, without what would turn words round beside it."""
    return " ".join(text.translate(TURNING).split())


def without_overrides(text: str) -> str:
    """Words in the order in which they were written: nothing that makes moc.live read as evil.com.

    Marks that Arabic or Hebrew need between their own words and others' are kept.
    """
    return text.translate(OVERRIDES)


def unlinked(text: str) -> str:
    """Typed words that no mail program turns into a link: a name is no place for an address."""
    return _LINKING.sub(" ", _DOTS.sub(r"\g<0> ", without_overrides(text)))
