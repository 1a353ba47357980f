"""What an answer must say to be one: pure checks of its words, before the law is asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pactwork.contracts.rules.shown import Content
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem

MOST = 3_000  # characters in a note or a point
MOST_POINTS = 30
QUOTE_MOST = 600  # characters of the words that a point is about
OWNERS = ("student", "workplace", "university")  # whose a condition is to meet
BLOCKS = ("", "start", "submission")  # what waits for it
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
    quote: str = ""  # the words that it is about
    unsent: str = ""  # the ref of the unsent point that this is, if it was one


def reason_problem(text: str, code: str = "reason_missing") -> Refusal | None:
    """Of a reason or a message that somebody has to give; ``code``: for none."""
    return words_problem(text, MOST, missing=code)


def note_problem(text: str) -> Refusal | None:
    """Of words that may be left out."""
    return words_problem(text, MOST)


def said_in_a_sentence(text: str, code: str) -> Refusal | None:
    """Two words and ten letters at the least: what stays on record has to tell somebody something."""
    words = text.split()
    letters = sum(sign.isalnum() for sign in text)
    return reason_problem(text if len(words) > 1 and letters >= 10 else "", code)


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


def _choice_problems(number: int, point: PointSaid) -> dict[str, Refusal]:
    asked = {"owner": (point.owner, OWNERS), "blocks": (point.blocks, BLOCKS)}
    return {
        f"point-{number}-{field}": Refusal("not_an_option", {"given": given[:40]})
        for field, (given, known) in asked.items()
        if given not in known
    }


def _point_problems(
    number: int, point: PointSaid, kind: str, readable: frozenset[str], today: date
) -> dict[str, Refusal]:
    found: dict[str, Refusal] = {}
    wrong = reason_problem(point.text, "point_empty") or words_problem(point.quote, QUOTE_MOST)
    if wrong:
        found[f"point-{number}-text"] = wrong
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
    said = words_problem(note, MOST, missing="say_what" if by_link and kind == "revise" else "")
    if said:
        found["note"] = said
    if kind == "yes_change" and not any(p.wording.strip() for p in points):
        found["wording"] = Refusal("change_missing")
    if not by_link and kind in POINT_OF and not points:
        found["point-0-text"] = Refusal("point_missing", {"kind": kind})
    if len(points) > MOST_POINTS:
        found["points"] = Refusal("too_many_rows", {"most": MOST_POINTS})
    for number, point in enumerate(points):
        found |= _choice_problems(number, point)
        if by_link:
            found |= {"wording": wrong} if (wrong := note_problem(point.text)) else {}
        else:
            found |= _point_problems(number, point, kind, readable, today)
    return found
