"""What a post, a title, a reason or a clarification must be like."""

from collections.abc import Sequence

from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem

POST, TITLE, REASON, READING = 10_000, 200, 1_000, 1_000
AUDIENCES = ("me", "set", "cohort", "staff", "everyone")


def post_problem(text: str, *, missing: str = "post_missing") -> Refusal | None:
    """Of words that somebody says; no code for missing: they may be."""
    return words_problem(text, POST, missing=missing)


def title_problem(text: str) -> Refusal | None:
    return words_problem(text, TITLE, missing="title_missing")


def reason_problem(text: str) -> Refusal | None:
    """Of why a post is hidden, a clarification changed or withdrawn."""
    return words_problem(text, REASON, missing="why_missing")


def why_not_audience(audience: str, *, team: bool, in_set: bool) -> Refusal | None:
    """Who may speak to whom: the team to staff, members to their set."""
    allowed = {"me": True, "cohort": True, "set": in_set, "staff": team, "everyone": team}
    return None if allowed.get(audience) else Refusal("no_audience")


def clarification_problems(
    kind: str, text: str, readings: Sequence[str], kinds: Sequence[str]
) -> dict[str, Refusal]:
    """By field. Several readings are at least two; the other kinds have none, and lose none unsaid."""
    found: dict[str, Refusal] = {}
    if kind not in kinds:
        found["kind"] = Refusal("choose_answer")
    if wrong := post_problem(text, missing="meaning_missing"):
        found["text"] = wrong
    if kind == "several" and len(readings) < 2:
        found["readings"] = Refusal("readings_few")
    if kind in kinds and kind != "several" and readings:
        found["readings"] = Refusal("readings_elsewhere")
    if amiss := next(filter(None, (words_problem(line, READING) for line in readings)), None):
        found["readings"] = amiss
    return found


def why_not_use(*, withdrawn: bool) -> Refusal | None:
    """What was withdrawn is not changed, relied on, cited or renewed."""
    return Refusal("withdrawn") if withdrawn else None
