"""How a contract cites a clarification: [C-k7mq2x v2], in plain words wherever they go."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pactwork.modules.rules.specification import Prompt, Section

MARK = re.compile(r"\[C-([a-z0-9]{6}) v(\d{1,4})\]")
WORDY = frozenset({"prose", "card", "ethics"})
IN_ROWS = frozenset({"goals", "people"})
Value = Mapping[str, Any]


def whole_text(version_text: str, readings: list[str]) -> str:
    """A clarification as one text, for comparing and for search."""
    return "\n".join([version_text, *(f"- {line}" for line in readings)])


def _wordy(prompts: list[Prompt]) -> list[Prompt]:
    return [p for p in prompts if p.type == "text"]


def answers(section: Section, value: Value) -> dict[str, str]:
    """The answers at whose end a mark can stand, by their field in the form: what each asks."""
    found: dict[str, str] = {}
    if section.kind in IN_ROWS:
        for number, _row in enumerate(value.get("rows") or []):
            found |= {
                f"rows-{number}-{p.key}": f"{number + 1}: {p.ask}" for p in _wordy(section.each)
            }
    if section.kind in WORDY | IN_ROWS:
        found |= {p.key: p.ask for p in _wordy(section.prompts)}
    return found


def _words(value: Value, field: str) -> str:
    if not field.startswith("rows-"):
        return str(value.get(field) or "")
    _rows, number, key = field.split("-", 2)
    return str(value["rows"][int(number)].get(key) or "")


def _with(value: Value, field: str, words: str) -> dict[str, Any]:
    if not field.startswith("rows-"):
        return {**value, field: words}
    _rows, number, key = field.split("-", 2)
    rows = [dict(row) for row in value["rows"]]
    rows[int(number)][key] = words
    return {**value, "rows": rows}


def last_answer(section: Section, value: Value) -> str:
    """The answer where a mark goes unless another is chosen: the last in words; none where none is."""
    fields = list(answers(section, value))
    said = [field for field in fields if _words(value, field).strip()]
    return (said or fields or [""])[-1]


def with_mark(
    section: Section, value: Value, mark: str, chosen: str = ""
) -> tuple[dict[str, Any], str] | None:
    """The section's words with the mark at the end of an answer, and which; nothing where it has to be
    typed by hand. An older version's mark becomes the new one, where it stands.
    """
    fields = answers(section, value)
    older = re.compile(rf"\[C-{re.escape(mark[3:9])} v\d{{1,4}}\]")
    for field in fields:
        if older.search(_words(value, field)):
            return _with(value, field, older.sub(lambda _: mark, _words(value, field))), field
    field = chosen if chosen in fields else last_answer(section, value)
    if not field:
        return None
    return _with(value, field, f"{_words(value, field).rstrip()} {mark}".strip()), field


def cited_in(value: Value) -> dict[str, int]:
    """Which version of each clarification a section cites, by its ref; of several the oldest."""
    found: dict[str, int] = {}
    for mark in MARK.finditer(json.dumps(value, ensure_ascii=False)):
        found[mark[1]] = min(int(mark[2]), found.get(mark[1], 10_000))
    return found
