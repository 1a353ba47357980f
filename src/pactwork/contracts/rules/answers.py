"""What an answer must say to be one: pure checks of its words, before the law is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pactwork.contracts.rules.cover import Content
from pactwork.ground.refusal import Refusal

MOST = 3_000  # letters in a note or a point
BY_LINK = ("yes", "yes_change", "revise", "not_me")
BY_STAFF = ("yes", "yes_suggest", "yes_conditions", "revise")
POINT_OF = {
    "yes_suggest": "suggestion",
    "yes_conditions": "condition",
    "revise": "revision",
    "yes_change": "suggestion",
}


@dataclass(frozen=True)
class PointSaid:
    """One point of an answer. ``path`` is the field whose ``wording`` is proposed, if any."""

    text: str
    section: str = ""
    path: str = ""
    wording: str = ""
    due_on: date | None = None
    owner: str = "student"
    blocks: str = ""


def said_at_least(text: str, code: str = "reason_missing") -> Refusal | None:
    """A reason is there, and not endless."""
    if not text.strip():
        return Refusal(code)
    return Refusal("too_long", {"most": MOST, "length": len(text)}) if len(text) > MOST else None


def said_in_a_sentence(text: str, code: str) -> Refusal | None:
    """Two words and ten letters at the least: what stays on record has to tell somebody something."""
    words = text.split()
    letters = sum(sign.isalnum() for sign in text)
    return said_at_least(text if len(words) > 1 and letters >= 10 else "", code)


def with_wording(content: Content, section: str, path: str, wording: str) -> dict[str, Any]:
    """The content as it would be with exactly this wording in that field."""
    value = dict(content.get(section) or {})
    if path.startswith("rows-"):
        _, number, key = path.split("-", 2)
        rows = [dict(row) for row in value["rows"]]
        rows[int(number)][key] = wording
        value["rows"] = rows
    elif path.startswith("cell-"):
        _, number, key = path.split("-", 2)
        cells = {row: dict(cells) for row, cells in (value.get("cells") or {}).items()}
        cells.setdefault(number, {})[key] = wording
        value["cells"] = cells
    else:
        value[path] = wording
    return {**content, section: value}


def with_changes(content: Content, changes: Iterable[tuple[str, str, str]]) -> Content:
    """The words of a yes with changes: section, field and wording of each. Without any, the same."""
    for section, path, wording in changes:
        if wording:
            content = with_wording(content, section, path, wording)
    return content


def _point_problems(
    number: int, point: PointSaid, kind: str, readable: frozenset[str], today: date
) -> dict[str, Refusal]:
    found: dict[str, Refusal] = {}
    if not point.text.strip():
        found[f"point-{number}-text"] = Refusal("point_empty")
    if len(point.text) > MOST:
        found[f"point-{number}-text"] = Refusal(
            "too_long", {"most": MOST, "length": len(point.text)}
        )
    if point.section and point.section not in readable:
        found[f"point-{number}-section"] = Refusal("no_section", {"section": point.section[:40]})
    if kind == "yes_conditions" and point.due_on is None:
        found[f"point-{number}-due_on"] = Refusal("condition_date_missing")
    if kind == "yes_conditions" and point.due_on and point.due_on < today:
        found[f"point-{number}-due_on"] = Refusal("date_past")
    return found


def problems(
    kind: str,
    note: str,
    points: Sequence[PointSaid],
    *,
    by_link: bool,
    readable: frozenset[str],
    today: date,
) -> Mapping[str, Refusal]:
    """What is wrong with an answer, by field; empty when it can be given."""
    if kind not in (BY_LINK if by_link else BY_STAFF):
        return {"kind": Refusal("choose_answer")}
    found: dict[str, Refusal] = {}
    if len(note) > MOST:
        found["note"] = Refusal("too_long", {"most": MOST, "length": len(note)})
    if by_link and kind == "revise" and not note.strip():
        found["note"] = Refusal("say_what")
    if kind == "yes_change" and not any(p.wording.strip() for p in points):
        found["wording"] = Refusal("change_missing")
    if not by_link and kind in POINT_OF and not points:
        found["point-0-text"] = Refusal("point_missing", {"kind": kind})
    for number, point in enumerate(points):
        if not by_link:
            found |= _point_problems(number, point, kind, readable, today)
    return found
