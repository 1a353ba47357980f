"""Why not: pairs, proposals and ground rules."""

from datetime import date

from pactwork.ground.refusal import Refusal

MOST_WORDS = 2_000
MOST_REASON = 500
MOST_PAIRS = 500
SIZES = (3, 4, 5, 6, 7)


def pair_refused(one: str, other: str, on_run: bool, known: bool, reason: str) -> Refusal | None:
    if not one or not other or one == other:
        return Refusal("pair_of_two")
    if not on_run:
        return Refusal("pair_unknown")
    if known:
        return Refusal("pair_known")
    if not reason.strip():
        return Refusal("reason_missing")
    if len(reason) > MOST_REASON:
        return Refusal("too_long", {"length": len(reason), "most": MOST_REASON})
    return None


def anew_refused(until: date | None, today: date) -> Refusal | None:
    """All sets are formed anew only while members were told that they may still change."""
    if until is None:
        return Refusal("sets_not_formed_here")
    return None if today <= until else Refusal("sets_settled", {"until": until})


def rules_refused(words: str, newest: int, expected: int) -> Refusal | None:
    if not words.strip():
        return Refusal("rules_empty")
    if len(words) > MOST_WORDS:
        return Refusal("too_long", {"length": len(words), "most": MOST_WORDS})
    return None if newest == expected else Refusal("rules_moved")
