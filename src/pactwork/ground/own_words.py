"""The names that an institution has for roles, and a module for what it is made of, in our sentences. Pure.

What people typed never comes through here. What a sentence is filled in with is left alone, too: it
is not there yet when the names are put in.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from pactwork.ground.names import can_be_seen, unlinked
from pactwork.ground.refusal import Refusal

MOST = 40
Names = Mapping[str, tuple[str, str]]  # of a role: one of them, and several
# What our sentences say of each role, one and several, the longest first.
TERMS: dict[str, tuple[tuple[str, str], ...]] = {
    "student": (("student researcher", "student researchers"), ("student", "students")),
    "peer": (("member of the learning set", "members of the learning set"),),
    "facilitator": (
        ("learning facilitator", "learning facilitators"),
        ("facilitator", "facilitators"),
    ),
    "module_leader": (("module leader", "module leaders"),),
    "ethics_reviewer": (("ethics reviewer", "ethics reviewers"),),
    "placement_officer": (("placement officer", "placement officers"),),
    "careers": (("careers colleague", "careers colleagues"),),
    "student_partner": (("student partner", "student partners"),),
    "examiner": (("external examiner", "external examiners"), ("examiner", "examiners")),
    "advocate": (("workplace advocate", "workplace advocates"), ("advocate", "advocates")),
}
# What only a module's file can call otherwise.
THINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "module": (("module", "modules"),),
    "learning_set": (("learning set", "learning sets"),),
    "workplace": (("workplace", "workplaces"),),
    "contract": (("learning contract", "learning contracts"), ("contract", "contracts")),
    "university": (("university", "universities"),),
}
# What is said without the thing's own name.
_PHRASES = {"at work": ("workplace", "at the %s"), "your set": ("learning_set", "your %s")}
_ROLE = {
    said: (role, number)
    for role, terms in (TERMS | THINGS).items()
    for term in terms
    for number, said in enumerate(term)
}
_LONGEST = sorted({**_ROLE, **_PHRASES}, key=len, reverse=True)
# What is to be filled in, marked up or typed into a file or a terminal is no word of a sentence.
_OURS = re.compile(
    r"%\(\w+\)\w|\{[^{}]*\}|<[^<>]*>|[\w.-]*[_/=@][\w./-]*|“\w+”"
    rf"|(?:\b(?P<article>an?) )?(?<![\w-])(?P<term>{'|'.join(_LONGEST)})(?![\w-])",
    re.IGNORECASE,
)
_ALLOWED = re.compile(r"[^\W_]+(?:[ \-’.·/()]{1,2}[^\W_]+)*[.)]?")
_AS_A = re.compile(r"uni(?!n|m)|use|usu|eu|one\b|once", re.IGNORECASE)
_AS_AN = re.compile(r"[aeiou]|hon|hour|heir|[AEFHILMNORSX](?=[A-Z]|\b)")


def name_problem(name: str) -> Refusal | None:
    """Letters, and what stands between words: it becomes part of our pages, which nothing escapes."""
    if not can_be_seen(name):
        return Refusal("words_missing")
    if len(name) > MOST:
        return Refusal("too_long", {"most": MOST, "length": len(name)})
    if not _ALLOWED.fullmatch(name):
        return Refusal("role_name_signs")
    return Refusal("role_name_address") if unlinked(name) != name else None


def several(name: str) -> str:
    """What English makes of most words; whoever has another one says it."""
    if re.search(r"(?:s|x|z|ch|sh)$", name, re.IGNORECASE):
        return f"{name}es"
    if re.search(r"[^aeiou]y$", name, re.IGNORECASE):
        return f"{name[:-1]}ies"
    return f"{name}s"


def an(name: str) -> str:
    """The article that English gives this word."""
    if _AS_A.match(name):
        return "a"
    return "an" if _AS_AN.match(name) or name[:1].lower() in "aeiou" else "a"


def with_article(name: str) -> str:
    """a supervisor, an industry-based supervisor"""
    return f"{an(name)} {name}"


def _capital(like: str, said: str) -> str:
    return said[:1].upper() + said[1:] if like[:1].isupper() else said


class OwnWords:
    """Our sentence in somebody's own words."""

    def __init__(self, names: Names) -> None:
        # Names from before addresses were refused stand in emails, which would make links of them.
        self.names = {kind: (unlinked(one), unlinked(more)) for kind, (one, more) in names.items()}

    def __call__(self, sentence: str) -> str:
        return _OURS.sub(self._said, sentence)

    def _said(self, found: re.Match[str]) -> str:
        term, article = found["term"], found["article"]
        if term and term.lower() in _PHRASES:
            return self._phrase(term)
        role, number = _ROLE.get((term or "").lower(), ("", 0))
        if role not in self.names:
            return found[0]
        name = _capital(term, self.names[role][number])
        return f"{_capital(article, an(name))} {name}" if article else name

    def _phrase(self, term: str) -> str:
        thing, form = _PHRASES[term.lower()]
        return _capital(term, form % self.names[thing][0]) if thing in self.names else term


@lru_cache(maxsize=200)
def own_words(names: tuple[tuple[str, tuple[str, str]], ...]) -> OwnWords:
    return OwnWords(dict(names))
