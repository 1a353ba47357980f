"""Freezing a text into a draft, and comparing two drafts section by section.

Digests have two forms (docs/adr/0029): in the first they are of what the student wrote, as ``canonical``
spells it; in the second of all that binds, as ``canonical_words`` does. A draft names its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pactwork.contracts.rules.binding import as_bound, bound_lines
from pactwork.contracts.rules.kinds import KINDS, Context, Line
from pactwork.contracts.rules.kinds.base import BOUND, Value
from pactwork.contracts.rules.matching import Pair, matched
from pactwork.contracts.rules.shown import Content, shown
from pactwork.contracts.rules.two_drafts import How
from pactwork.ground.canonical import digest
from pactwork.ground.canonical_words import quantity, spelt
from pactwork.ground.redline import Run, changed, redline
from pactwork.modules.rules.kinds_of_answer import BESIDE, QUANTITIES
from pactwork.modules.rules.specification import Section, Template

FIRST, FORM = 1, 2  # the form of digests that drafts had, and that whatever is shared now has


def _quantities(section: Section, said: Any) -> Any:
    """Answers in hours and credits as numbers, however they were typed."""
    asked = {prompt.key for prompt in section.asked if prompt.type in QUANTITIES}
    if isinstance(said, list):
        return [_quantities(section, one) for one in said]
    if not isinstance(said, dict):
        return said
    return {
        key: quantity(one) if key in asked and isinstance(one, str) else _quantities(section, one)
        for key, one in said.items()
    }


def bound_material(section: Section, value: Value, context: Context, form: int = FORM) -> Any:
    """What a yes to a section is a yes to, in one form of digest: for the evidence, and for its digest.

    In the second form the value is one that a draft keeps, or would keep (``rules.binding``).
    """
    said = KINDS[section.kind].material(section, value, context)
    if form == FIRST:
        return said
    bound = value.get(BOUND) or {}
    said = _quantities(section, said)
    return spelt({"said": said, "lead": bound.get("lead"), "by": bound.get("by")})


def _named(form: int, parts: list[Any]) -> str:
    return digest(parts if form == FIRST else [form, *parts])


def section_digest(section: Section, value: Value, context: Context, form: int = FORM) -> str:
    """The digest of a section's material."""
    material = bound_material(section, value, context, form)
    return _named(form, [section.key, section.kind, material])


def digests(
    template: Template, content: Content, context: Context, form: int = FORM
) -> dict[str, str]:
    whole = as_bound(template, content, context)
    there = shown(template, content).sections
    return {s.key: section_digest(s, whole[s.key], context, form) for s in there}


def draft_digest(template_digest: str, sections: Mapping[str, str], form: int = FORM) -> str:
    """The name of a whole draft: its template and the digests of all its sections."""
    return _named(form, [template_digest, dict(sections)])


def lines_of(section: Section, content: Content, context: Context) -> list[Line]:
    """Every line that binds or is answered; an older draft's lead binds nobody, and is none of them."""
    value = content.get(section.key) or {}
    return [*bound_lines(value), *KINDS[section.kind].lines(section, value, context)]


def missing(section: Section, content: Content, context: Context) -> list[str]:
    return KINDS[section.kind].missing(section, content.get(section.key) or {}, context)


def gaps(template: Template, content: Content, context: Context) -> frozenset[str]:
    """Sections with something still to be said."""
    there = shown(template, content).sections
    return frozenset(s.key for s in there if missing(s, content, context))


def title_of(template: Template, content: Content) -> str:
    """The words that title the contract, or nothing yet."""
    section, _, prompt = (template.title_prompt or "").partition(".")
    return str((content.get(section) or {}).get(prompt) or "").strip()[:300]


@dataclass(frozen=True)
class ChangedLine:
    path: str
    label: str
    type: str
    runs: tuple[Run, ...]
    moved: bool = False  # it begins a row that stands elsewhere now

    @property
    def differs(self) -> bool:
        return self.moved or changed(self.runs)

    @property
    def beside(self) -> bool:
        """Whether it is so short that it is read beside its label."""
        return self.type == "week" or self.type in BESIDE

    @property
    def now(self) -> str:
        return "".join(text for op, text in self.runs if op != "-")


def changed_line(pair: Pair) -> ChangedLine:
    was, now = pair.was, pair.now
    runs = tuple(redline(was.text if was else "", now.text if now else ""))
    if now:
        return ChangedLine(now.path, now.label, now.type, runs, pair.moved)
    gone = was or Line("", "", "")
    return ChangedLine(f"gone-{gone.path}", gone.label, gone.type, runs)


def compare(
    section: Section, old: Content, new: Content, context: Context, how: How = ""
) -> tuple[ChangedLine, ...]:
    """Every line of a section, old against new; lines that only one side has are there too."""
    before = [] if how == "came" else lines_of(section, old, context)
    after = [] if how == "gone" else lines_of(section, new, context)
    return tuple(map(changed_line, matched(before, after)))
