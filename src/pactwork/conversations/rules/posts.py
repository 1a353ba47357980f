"""What a post, a title, a reason or a clarification must be like."""

from collections.abc import Sequence

from pactwork.ground.names import can_be_seen
from pactwork.ground.refusal import Refusal

POST, TITLE, REASON, READING = 10_000, 200, 1_000, 1_000
AUDIENCES = ("me", "set", "cohort", "staff", "everyone")


def said(text: str, most: int = POST, *, missing: str = "post_missing") -> Refusal | None:
    """Words that somebody has to write, and not too many of them; no code for missing: they may be."""
    if not can_be_seen(text):
        return Refusal(missing) if missing else None
    if len(text) > most:
        return Refusal("too_long", {"length": len(text), "most": most})
    return None


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
    if wrong := said(text, missing="meaning_missing"):
        found["text"] = wrong
    if kind == "several" and len(readings) < 2:
        found["readings"] = Refusal("readings_few")
    if kind in kinds and kind != "several" and readings:
        found["readings"] = Refusal("readings_elsewhere")
    long = max((len(line) for line in readings), default=0)
    if long > READING:
        found["readings"] = Refusal("too_long", {"length": long, "most": READING})
    return found


def why_not_use(*, withdrawn: bool) -> Refusal | None:
    """What was withdrawn is not changed, relied on, cited or renewed."""
    return Refusal("withdrawn") if withdrawn else None
