"""All that an institution says of itself, as it is kept, and what is wrong with it."""

from collections.abc import Mapping
from typing import Any

from pactwork.ground.own_words import TERMS, Names, name_problem
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem
from pactwork.institutions.rules.colours import THEMES, colour_problem
from pactwork.people.rules import describing

SENDER = 100
DATES = ("day", "month", "year")
PAPERS = ("a4", "letter")
# Apps that can be left out: nothing else rests on them.
OPTIONAL = ("hotseats", "conversations")


def _one_of(given: str, known: tuple[str, ...]) -> Refusal | None:
    return None if given in known else Refusal("not_an_option", {"given": given[:40]})


def _one_line(name: str) -> Refusal | None:
    return Refusal("hidden_characters") if len(name.splitlines()) > 1 else None


def role_problems(roles: Names) -> Mapping[str, Refusal | None]:
    """By ``roles.KIND`` and ``roles.KIND.several``."""
    found: dict[str, Refusal | None] = {}
    for kind, (one, more) in roles.items():
        known = kind in TERMS
        found[f"roles.{kind}"] = name_problem(one) if known else _one_of(kind, tuple(TERMS))
        if not found[f"roles.{kind}"]:  # what English makes of a wrong word is no second mistake
            found[f"roles.{kind}.several"] = name_problem(more)
    return found


def problems(said: Mapping[str, Any], languages: tuple[str, ...]) -> dict[str, Refusal]:
    """Of ``Described``, by field. ``languages`` are those that the product speaks."""
    odd = next((app for app in said["left_out"] if app not in OPTIONAL), None)
    judged: dict[str, Refusal | None] = {
        "name": describing.name_problem(said["name"]) or _one_line(said["name"]),
        **describing.problems(said["time_zone"], said["help_email"]),
        "language": _one_of(said["language"], languages),
        "sender": words_problem(said["sender"], SENDER) or _one_line(said["sender"]),
        "dates": _one_of(said["dates"], DATES),
        "paper": _one_of(said["paper"], PAPERS),
        **{theme: colour_problem(said[theme], theme) for theme in THEMES},
        **role_problems(said["roles"]),
        "left_out": _one_of(odd, OPTIONAL) if odd is not None else None,
    }
    return {name: refusal for name, refusal in judged.items() if refusal}
