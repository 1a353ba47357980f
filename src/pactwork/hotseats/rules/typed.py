"""What was typed into a topic, a plan, a question, an answer: what is missing, and what is too long."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pactwork.ground import mailboxes
from pactwork.ground.names import is_name
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem
from pactwork.hotseats.rules.window import LONGEST

TITLE, LINE, SHORT, LONG, NAME = 200, 300, 2_000, 8_000, 100


def words(text: str, most: int, *, missing: str = "words_missing") -> Refusal | None:
    """Some words, and no more than ``most`` characters; no code for missing: they may be."""
    return words_problem(text, most, missing=missing)


def email(given: str) -> Refusal | None:
    return mailboxes.refusal(given) if given.strip() else Refusal("bad_email")


def name(text: str) -> Refusal | None:
    return words(text, NAME) if is_name(text) else Refusal("words_missing")


def topic(title: str, about: str) -> dict[str, Refusal]:
    found = {"title": words(title, TITLE), "about": words(about, SHORT, missing="")}
    return {field: refusal for field, refusal in found.items() if refusal}


def _times(
    opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> dict[str, Refusal | None]:
    if opens_at is None or closes_at is None:
        missing = Refusal("time_missing")
        return {"opens": None if opens_at else missing, "closes": None if closes_at else missing}
    if closes_at <= opens_at:
        return {"closes": Refusal("closes_before_opening")}
    if closes_at <= now:
        return {"closes": Refusal("closes_in_the_past")}
    if closes_at - opens_at > LONGEST:
        return {"closes": Refusal("window_too_long")}
    return {}


def plan(said: Mapping[str, Any], now: datetime) -> dict[str, Refusal]:
    """Everything that is wrong with a hotseat as it was typed, by field."""
    found: dict[str, Refusal | None] = {
        "title": words(said["title"], TITLE),
        "about": words(said["about"], SHORT, missing=""),
        "guest_name": name(said["guest_name"]),
        "guest_email": email(str(said["guest_email"])),
        "guest_line": words(said["guest_line"], LINE),
    } | _times(said["opens_at"], said["closes_at"], now)
    return {field: refusal for field, refusal in found.items() if refusal}
