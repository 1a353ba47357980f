"""How a contract cites a clarification: [C-k7mq2x v2], in plain words wherever they go."""

import re
from collections.abc import Mapping
from typing import Any

from pactwork.modules.rules.specification import Section

MARK = re.compile(r"\[C-([a-z0-9]{6}) v(\d{1,4})\]")
WORDY = frozenset({"prose", "card", "ethics"})


def whole_text(version_text: str, readings: list[str]) -> str:
    """A clarification as one text, for comparing and for search."""
    return "\n".join([version_text, *(f"- {line}" for line in readings)])


def last_answer(section: Section, value: Mapping[str, Any]) -> str:
    """The prompt at whose end a mark goes: the last one answered in words; none where there is none."""
    if section.kind not in WORDY:
        return ""
    wordy = [p.key for p in section.prompts if p.type == "text"]
    answered = [key for key in wordy if str(value.get(key) or "").strip()]
    return (answered or wordy or [""])[-1]


def with_mark(section: Section, value: Mapping[str, Any], mark: str) -> dict[str, Any] | None:
    """The section's words with the mark at their end; nothing where it has to be typed by hand.

    An older version's mark becomes the new one, where it stands.
    """
    key = last_answer(section, value)
    if not key:
        return None
    ref = mark[3:9]
    for name, words in value.items():
        if isinstance(words, str) and f"[C-{ref} v" in words:
            older = re.compile(rf"\[C-{re.escape(ref)} v\d{{1,4}}\]")
            return {**value, name: older.sub(lambda _: mark, words)}
    words = str(value.get(key) or "").rstrip()
    return {**value, key: f"{words} {mark}".strip()}
