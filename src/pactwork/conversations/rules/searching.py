"""Words as search keeps them, slips of the pen, and what is looked for. The same on every database."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import snowballstemmer
from rapidfuzz.distance import OSA

from pactwork.ground.unicode import normal

MOST_WORDS, MOST_ASKED, MOST_NEAR = 2_000, 6, 5
LONGEST = 20
_WORD = re.compile(r"[^\W_]+")
_SMALL = (
    "a about after all also am an and any are as at be because been but by can could did do does for "
    "from get had has have he her here his how i if in into is it its just may me might more most my "
    "no not of on one only or our out over own s she should so some t than that the their them then "
    "there these they this to too under up us very was we were what when where which who whom why will "
    "with would you your"
)
_STOP = frozenset(_SMALL.split())
_ENGLISH = snowballstemmer.stemmer("english")


def words_in(text: str) -> list[str]:
    """The words that tell one text from another, without accents, endings and the small ones."""
    plain = normal(text.casefold(), "NFKD")
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    found = (word[:LONGEST] for word in _WORD.findall(bare))
    return [str(_ENGLISH.stemWord(word)) for word in found if word not in _STOP]


def kept(text: str) -> str:
    """What search keeps of a text: each word once."""
    return " ".join(list(dict.fromkeys(words_in(text)))[:MOST_WORDS])


def variants(word: str) -> frozenset[str]:
    """A word and, where it is long enough to be misspelt, itself less each of its letters."""
    if len(word) < 4:
        return frozenset({word})
    return frozenset({word, *(word[:n] + word[n + 1 :] for n in range(len(word)))})


def near(word: str, others: Iterable[str]) -> list[str]:
    """The words that somebody may have meant, nearest first."""
    far = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    found = [(OSA.distance(word, other), other) for other in set(others) - {word}]
    return [other for distance, other in sorted(found) if distance <= far][:MOST_NEAR]


@dataclass(frozen=True)
class Sought:
    """One word of a question: as it was typed, and what else may have been meant by it."""

    word: str
    others: tuple[str, ...] = ()
    known: bool = False  # somebody wrote this very word

    @property
    def begins(self) -> bool:
        """Nobody wrote it so: what begins with it may be meant. Beginnings are dear to look up."""
        return not self.known and len(self.word) >= 4

    def found_in(self, words: frozenset[str]) -> bool:
        if self.word in words or not words.isdisjoint(self.others):
            return True
        return self.begins and any(word.startswith(self.word) for word in words)


def asked(text: str) -> list[str]:
    """The words of a question that are looked for: the longest say most."""
    once = list(dict.fromkeys(words_in(text)))
    chosen = set(sorted(once, key=len, reverse=True)[:MOST_ASKED])
    return [word for word in once if word in chosen]


def sought(words: Sequence[str], known: Iterable[str]) -> list[Sought]:
    others = set(known)
    return [Sought(word, tuple(near(word, others)), word in others) for word in words]


def wider(groups: Sequence[Sought]) -> list[list[list[Sought]]]:
    """What to look for in turn: all the words; two of the three longest, which say most; any.

    Each step is a list of ways, one of which must hold.
    """
    every = list(groups)
    steps = [[every]]
    if len(every) > 2:
        longest = sorted(every, key=lambda one: len(one.word), reverse=True)[:3]
        steps.append([longest[:n] + longest[n + 1 :] for n in range(3)])
    if len(every) > 1:
        steps.append([[one] for one in every])
    return steps
