"""A language as one institution has it: its names for roles, its order of a date.

A variant is a language to Django, under a code of its own (BCP 47 keeps *-x-* for that): every
sentence of ours, from wherever it comes, is looked up in the language and then put in own words;
and whatever remembers sentences by the language remembers those of each variant apart.
"""

from hashlib import sha256
from typing import Any

from django.utils.translation import trans_real

from pactwork.ground.own_words import Names, own_words

DATES = ("day", "month", "year")  # which of the three comes first
# The forms of dates.py that differ; the marks are Django's.
_MONTH_FIRST = {
    "l j F Y": "l, F j, Y",
    "j F Y, H:i": "F j, Y, H:i",
    "l j F Y, H:i": "l, F j, Y, H:i",
    "j M Y": "M j, Y",
    "j M": "M j",
}
_YEAR_FIRST = {
    "l j F Y": "l Y-m-d",
    "j F Y, H:i": "Y-m-d, H:i",
    "l j F Y, H:i": "l Y-m-d, H:i",
    "j M Y": "Y-m-d",
    "j M": "Y-m-d",
}
_FORMS: dict[str, dict[str, str]] = {"day": {}, "month": _MONTH_FIRST, "year": _YEAR_FIRST}
_PARTED = "\x04"  # between a context and its words, in gettext


class Variant:
    """What Django asks of a translation, answered by that of a language."""

    def __init__(self, language: str, code: str, names: Names, dates: str) -> None:
        self._of = trans_real.translation(language)
        self._code, self._forms = code, _FORMS[dates]
        self._own = own_words(tuple(sorted(names.items())))

    def to_language(self) -> str:
        return self._code

    def language(self) -> str:
        return str(self._of.language())

    def gettext(self, message: str) -> str:
        context, parted, words = message.partition(_PARTED)
        said: str = self._of.gettext(message)
        if parted and said == message:
            said = words  # nobody translated it
        if context == "date format" and parted:
            return self._forms.get(words, said) if said == words else said
        return self._own(said)

    def ngettext(self, one: str, several: str, number: int) -> str:
        said: str = self._of.ngettext(one, several, number)
        return said if _PARTED in said else self._own(said)


def variant(language: str, names: Names, dates: str) -> str:
    """The code under which Django knows this variant; the language itself where nothing differs."""
    if not names and dates == "day":
        return language
    known: dict[str, Any] = trans_real._translations  # type: ignore[attr-defined]
    said = repr((sorted(names.items()), dates))
    code = f"{language}-x-{sha256(said.encode()).hexdigest()[:8]}"
    if code not in known:
        known[code] = Variant(language, code, names, dates)
    return code
