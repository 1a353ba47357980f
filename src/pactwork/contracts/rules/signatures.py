"""Whether a name that was signed is the name of whoever was asked, in every script."""

import re
import unicodedata

TITLES = frozenset(
    re.findall(
        r"\S+",
        "dr drs prof professor mr mrs ms miss mx sir dame lord lady rev revd reverend father sister "
        "herr frau monsieur madame mme mlle señor señora sr sra jr jnr snr ii iii phd dphil msc bsc "
        "mba obe mbe cbe esq",
    )
)
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe",
                         "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None, "ё": "е"})  # fmt: skip
MARKED = (
    "LATIN",
    "GREEK",
    "CYRILLIC",
    "ARABIC",
    "HEBREW",
)  # elsewhere a mark is a vowel or a sound
SPELT = re.compile(r"(?<=[aou])e")  # Mueller for Müller
JOINING = frozenset("'’‘ʼ`´·")


def _bare(text: str) -> str:
    """Without the marks that one signs with and another leaves away."""
    kept, base = [], ""
    for char in unicodedata.normalize("NFKD", text.casefold()):
        if unicodedata.category(char) == "Mn":
            if base.startswith(MARKED):
                continue
        else:
            base = unicodedata.name(char, "")
        kept.append(char)
    return "".join(kept).translate(LETTERS)


def name_words(name: str) -> list[str]:
    """The words that make a name: no titles, nothing in brackets, no marks, no invisible signs."""
    plain = _bare(re.sub(r"[(（\[].*?[)）\]]", " ", name))
    joined = "".join(c for c in plain if c not in JOINING and unicodedata.category(c) != "Cf")
    split = "".join(c if unicodedata.category(c)[0] in "LM" else " " for c in joined).split()
    bare_titles = {_bare(title) for title in TITLES}
    words = [w for w in split if w not in bare_titles] or split
    return [SPELT.sub("", word) for word in words]


def _initial(one: str, other: str) -> bool:
    """One is the first letter of the other. Only alphabets with capitals have initials."""
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and short.upper() != short and long.startswith(short)


def same_name(asked: str, signed: str) -> bool:
    """In any order, with or without middle names, spelt out or by initials.

    Every word of the shorter name has to be in the longer one, and one of them in full.
    """
    one, other = name_words(asked), name_words(signed)
    if "".join(one) == "".join(other) or "".join(sorted(one)) == "".join(sorted(other)):
        return True
    few, many = sorted((one, other), key=len)
    rest = list(many)
    left = []
    for word in few:
        if word in rest:
            rest.remove(word)
        else:
            left.append(word)
    if len(left) == len(few):
        return False
    for word in left:
        long = next((r for r in rest if _initial(word, r)), None)
        if long is None:
            return False
        rest.remove(long)
    return True
