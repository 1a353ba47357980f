"""Which lines of a section somebody may propose other words for, and how those words must be."""

from collections.abc import Mapping
from typing import Any

from pactwork.contracts.rules.drafts import lines_of
from pactwork.contracts.rules.kinds import Context, Line
from pactwork.contracts.rules.kinds.base import typed_prompt
from pactwork.ground.canonical import canonical
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import hidden_problem
from pactwork.modules.rules.specification import Prompt, Section

PLAIN = frozenset({"prose", "card", "ethics", "goals", "people"})


def _cell(section: Section, path: str) -> Prompt | None:
    key = path.split("-", 2)[2]
    column = next((c for c in section.columns if c.key == key), None)
    if column is None:
        return None
    options = list(column.options)
    if options:
        return Prompt(key=key, ask=column.title, type="choice", options=options)
    kind: Any = "line" if column.lines == 1 else "text"
    return Prompt(key=key, ask=column.title, type=kind, most=column.most)


def prompt_at(section: Section, line: Line, context: Context) -> Prompt | None:
    """The prompt behind a line whose words can be changed one for one; None where they cannot.

    Ticked lists, weeks, formats and undertakings are not single words to put in another's mouth; where
    only one answer will do, there are no others.
    """
    found = None
    if section.kind == "grid" and line.path.startswith("cell-"):
        return _cell(section, line.path)
    if section.kind == "outcomes" and line.path in {o.key for o in context.outcomes}:
        return Prompt(key=line.path, ask=line.label)
    if section.kind in PLAIN:
        key = line.path.split("-", 2)[2] if line.path.startswith("rows-") else line.path
        found = next((p for p in section.asked if p.key == key), None)
    return found if found and found.type != "choices" and not found.must else None


def has_place(section: Section, content: Mapping[str, Any], context: Context, path: str) -> bool:
    """Whether this text has the line that words were proposed for, as words to be exchanged."""
    line = next((line for line in lines_of(section, content, context) if line.path == path), None)
    return line is not None and prompt_at(section, line, context) is not None


def change_problem(
    section: Section | None, content: Mapping[str, Any], context: Context, path: str, words: str
) -> Refusal | None:
    """What is wrong with words proposed for a line of a section, as for the student who writes it."""
    lines = lines_of(section, content, context) if section else []
    line = next((line for line in lines if line.path == path), None)
    prompt = prompt_at(section, line, context) if section and line else None
    if line is None or prompt is None:
        return Refusal("no_section", {"section": path[:40]})
    made = reworded(prompt, line, words)
    return hidden_problem(words) or (made[1] if made else None)


def reworded(prompt: Prompt, line: Line, given: str) -> tuple[str, Refusal | None] | None:
    """The new words as the student would have them stored, and what is wrong; None if unchanged."""
    words, wrong = typed_prompt(prompt, {line.path: [given]}, line.path)
    if canonical(words) == canonical(line.text):
        return None
    if not str(words).strip():
        return "", Refusal("change_missing")
    return str(words).strip(), wrong
