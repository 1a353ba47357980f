"""Freezing a text into a draft, and comparing two drafts section by section."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pactwork.contracts.rules.kinds import KINDS, Context, Line
from pactwork.contracts.rules.matching import Pair, matched
from pactwork.ground.canonical import digest
from pactwork.ground.redline import Run, changed, redline
from pactwork.modules.rules.specification import Section, Template

Content = Mapping[str, Any]


def section_digest(section: Section, value: Mapping[str, Any], context: Context) -> str:
    """The digest of a section's material: what a yes to it is a yes to."""
    material = KINDS[section.kind].material(section, value, context)
    return digest([section.key, section.kind, material])


def digests(template: Template, content: Content, context: Context) -> dict[str, str]:
    return {s.key: section_digest(s, content.get(s.key) or {}, context) for s in template.sections}


def draft_digest(template_digest: str, sections: Mapping[str, str]) -> str:
    """The name of a whole draft: its template and the digests of all its sections."""
    return digest([template_digest, dict(sections)])


def lines_of(section: Section, content: Content, context: Context) -> list[Line]:
    return KINDS[section.kind].lines(section, content.get(section.key) or {}, context)


def missing(section: Section, content: Content, context: Context) -> list[str]:
    return KINDS[section.kind].missing(section, content.get(section.key) or {}, context)


def gaps(template: Template, content: Content, context: Context) -> frozenset[str]:
    """Sections with something still to be said."""
    return frozenset(s.key for s in template.sections if missing(s, content, context))


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
    section: Section, old: Content, new: Content, context: Context
) -> tuple[ChangedLine, ...]:
    """Every line of a section, old against new; lines that only one side has are there too."""
    before, after = lines_of(section, old, context), lines_of(section, new, context)
    return tuple(map(changed_line, matched(before, after)))
