"""What people type, judged: one rule for words, and how an action refuses what will not do.

The door (``ground.typed``) takes out what nobody sees; here it is said what is too long, missing or
still hidden. A rule of an app calls ``words_problem``; its action insists, its form shows the sentence.
"""

from collections.abc import Mapping

from pactwork.ground.names import can_be_seen
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import hides


class Invalid(Refused):
    """What was typed will not do; nothing was written. ``problems`` is by field.

    Whoever shows no fields shows ``refusal``, which is the first of them.
    """

    def __init__(self, problems: Mapping[str, Refusal]) -> None:
        super().__init__(next(iter(problems.values())))
        self.problems = dict(problems)


class Duplicate(Refused):
    """The same person wrote the very same, and it still stands: ``ref`` names the first."""

    def __init__(self, ref: str) -> None:
        super().__init__(Refusal("said_already"))
        self.ref = ref


def insist_valid(problems: Mapping[str, Refusal | None]) -> None:
    """Raise what is wrong, by field, if anything is."""
    if wrong := {field: refusal for field, refusal in problems.items() if refusal}:
        raise Invalid(wrong)


def words_problem(text: str, most: int, *, missing: str = "") -> Refusal | None:
    """Something to read, where ``missing`` is the code for nothing; no more than ``most`` characters,
    as they are kept; and nothing in them that the door would have taken out."""
    if missing and not can_be_seen(text):
        return Refusal(missing)
    if (length := len(text.strip())) > most:
        return Refusal("too_long", {"most": most, "length": length})
    return hidden_problem(text)


def hidden_problem(text: str) -> Refusal | None:
    """Marks that turn words round, and controls: no page sends them on, so no action keeps them."""
    return Refusal("hidden_characters") if hides(text) else None


def number_problem(number: int, least: int, most: int) -> Refusal | None:
    if least <= number <= most:
        return None
    return Refusal("number_out_of_range", {"least": least, "most": most})
