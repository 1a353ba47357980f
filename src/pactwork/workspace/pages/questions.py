"""A section as the form shows it: its questions, which of them is open, what stands in each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pactwork.contracts.queries.reading import shown
from pactwork.contracts.rules.checks import asked
from pactwork.contracts.rules.kinds import KINDS, Context, Line
from pactwork.contracts.rules.kinds.base import in_words
from pactwork.ground.refusal import Refusal
from pactwork.modules.rules.specification import Prompt, Section

State = Literal["answered", "open", "ahead"]
Value = Mapping[str, Any]
UNTYPED = frozenset({"promise", "facts"})  # the module's words: nothing is asked
# Kinds whose first question is a piece of its own, such as the table of weeks.
PIECES = {"weeks": "weeks", "grid": "grid", "choice": "choice", "ethics": "triage"}


@dataclass(frozen=True)
class Field:
    """One field: ``name`` as posted, what stands in it, its checks with their answers."""

    name: str
    prompt: Prompt
    value: Any
    error: Refusal | None = None

    @property
    def words(self) -> str:
        return in_words(self.value)

    @property
    def said(self) -> str:
        """The answer as a person would say it: a date in words, yes as a word."""
        return shown(Line(self.name, self.prompt.ask, self.words, self.prompt.type))

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(option, option) for option in self.prompt.options]

    @property
    def checks(self) -> list[tuple[str, bool | None]]:
        """Each check's question; None until something is written."""
        written = bool(self.words.strip())
        return [(ask, ok if written else None) for ask, ok in asked(self.prompt, self.words)]


@dataclass(frozen=True)
class Question:
    """What is asked at once. ``row`` numbers a row; ``piece`` names a part with its own template."""

    anchor: str
    title: str
    fields: tuple[Field, ...]
    state: State = "ahead"
    row: int | None = None
    piece: str = ""
    optional: bool = False

    @property
    def begun(self) -> str:
        """The first words written, where there are some."""
        return next((f.said for f in self.fields if f.said), "")


def _field(prompt: Prompt, value: Value, problems: Mapping[str, Refusal], prefix: str) -> Field:
    name = prefix + prompt.key
    return Field(name, prompt, value.get(prompt.key), problems.get(name))


def _singles(
    prompts: Sequence[Prompt], value: Value, problems: Mapping[str, Refusal]
) -> list[Question]:
    return [
        Question(p.key, p.ask, (_field(p, value, problems, ""),), optional=p.optional)
        for p in prompts
    ]


def _rows(
    section: Section, value: Value, problems: Mapping[str, Refusal], more: bool
) -> list[Question]:
    """A question for each row: those written, and as many empty ones as there must be."""
    kept = list(value.get("rows") or [])
    count = max(len(kept) + more, section.least, 1)
    found = []
    for n in range(min(count, max(section.most, len(kept)))):
        row = kept[n] if n < len(kept) else {}
        parts = tuple(_field(p, row, problems, f"rows-{n}-") for p in section.each)
        found.append(Question(parts[0].name, f"{section.short}, {n + 1}", parts, row=n))
    return found


def _asked(
    section: Section,
    value: Value,
    context: Context,
    problems: Mapping[str, Refusal],
    more: bool,
) -> list[Question]:
    """Every question of the section in order, before one is opened."""
    own = _singles(section.prompts, value, problems)
    if section.kind in ("goals", "people"):
        return _rows(section, value, problems, more) + own
    if section.kind == "outcomes":
        outcomes = [Prompt(key=o.key, ask=o.text) for o in context.outcomes]
        return _singles(outcomes, value, problems) + own
    if section.kind in PIECES:
        parts = tuple(_field(p, value, problems, "") for p in section.questions)
        piece = PIECES[section.kind]
        return [Question(piece, section.title, parts, piece=piece), *own]
    return own if section.kind not in UNTYPED else []


def _answered(question: Question, missing: frozenset[str]) -> bool:
    names = {f.name for f in question.fields}
    return not names & missing and any(f.words.strip() for f in question.fields)


def _open_at(found: Sequence[Question], missing: frozenset[str], at: str, more: bool) -> str:
    """The anchor of the one question to open: as asked for, the new row, or the first unanswered."""
    if at in {q.anchor for q in found}:
        return at
    rows = [q for q in found if q.row is not None]
    if more and rows:
        return rows[-1].anchor
    waiting = [q for q in found if not q.piece and not _answered(q, missing)]
    return next((q.anchor for q in waiting if not q.optional), "")


def questions(
    section: Section,
    value: Value,
    context: Context,
    *,
    problems: Mapping[str, Refusal] | None = None,
    at: str = "",
    more: bool = False,
) -> list[Question]:
    """The section's questions; one is open, besides those with something wrong."""
    missing = frozenset(KINDS[section.kind].missing(section, value, context))
    found = _asked(section, value, context, problems or {}, more)
    opened = _open_at(found, missing, at, more)
    return [
        Question(
            q.anchor, q.title, q.fields, _state(q, missing, opened), q.row, q.piece, q.optional
        )
        for q in found
    ]


def _state(question: Question, missing: frozenset[str], opened: str) -> State:
    wrong = any(f.error for f in question.fields)
    if question.piece or question.anchor == opened or wrong:
        return "open"
    return "answered" if _answered(question, missing) else "ahead"


def next_question(found: Sequence[Question], at: str) -> Question | None:
    """The question after this one."""
    anchors = [q.anchor for q in found]
    place = anchors.index(at) + 1 if at in anchors else len(found)
    return found[place] if place < len(found) else None
