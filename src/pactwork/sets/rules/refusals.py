"""Why not: pairs, proposals and ground rules."""

from collections.abc import Collection
from datetime import date

from pactwork.ground.refusal import Refusal
from pactwork.ground.typed_numbers import MOST
from pactwork.ground.validation import number_problem, words_problem

MOST_WORDS = 2_000
MOST_REASON = 500
MOST_PAIRS = 500
MOST_DISCIPLINE = 80
SIZES = (3, 4, 5, 6, 7)


def wish_refused(kind: str, size: int, seed: int, kinds: Collection[str]) -> Refusal | None:
    """What nobody is offered. A seed is any number that is kept."""
    if kind not in kinds or size not in SIZES:
        return Refusal("not_an_option", {"given": kind[:40]})
    return number_problem(seed, 0, MOST)


def discipline_problem(text: str) -> Refusal | None:
    return words_problem(text, MOST_DISCIPLINE)


def pair_refused(one: str, other: str, on_run: bool, known: bool, reason: str) -> Refusal | None:
    if not one or not other or one == other:
        return Refusal("pair_of_two")
    if not on_run:
        return Refusal("pair_unknown")
    if known:
        return Refusal("pair_known")
    return words_problem(reason, MOST_REASON, missing="reason_missing")


def anew_refused(until: date | None, today: date) -> Refusal | None:
    """All sets are formed anew only while members were told that they may still change."""
    if until is None:
        return Refusal("sets_not_formed_here")
    return None if today <= until else Refusal("sets_settled", {"until": until})


def rules_refused(words: str, newest: int, expected: int) -> Refusal | None:
    if wrong := words_problem(words, MOST_WORDS, missing="rules_empty"):
        return wrong
    return None if newest == expected else Refusal("rules_moved")
