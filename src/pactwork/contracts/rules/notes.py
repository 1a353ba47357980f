"""What a saved note is called, so that it is found by a word or two. Pure."""

from collections.abc import Collection
from itertools import count

from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem

NAME_MOST = 40


def name_problem(name: str, taken: Collection[str]) -> Refusal | None:
    """Of a name that somebody gave: there is one note of that name."""
    if refusal := words_problem(name, NAME_MOST):
        return refusal
    if name.strip().casefold() in {other.casefold() for other in taken}:
        return Refusal("note_name_taken", {"name": name.strip()})
    return None


def name_from(text: str, taken: Collection[str]) -> str:
    """Its first words, and a number where another note begins with them too."""
    words = " ".join(text.split())
    cut = words if len(words) <= NAME_MOST - 4 else words[: NAME_MOST - 3].rpartition(" ")[0]
    name = (cut or words[: NAME_MOST - 4]).rstrip(" .,;:")
    known = {other.casefold() for other in taken}
    if name and name.casefold() not in known:
        return name
    return next(one for n in count(2) if (one := f"{name} {n}".strip()).casefold() not in known)
