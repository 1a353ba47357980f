"""Drafts for those who read them: the list, one draft, any two of them compared word by word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Draft
from pactwork.contracts.queries.reading import SectionRead, called, read_lines, sections_of
from pactwork.contracts.rules.drafts import ChangedLine, changed_line
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.matching import matched
from pactwork.contracts.rules.shown import Content
from pactwork.contracts.rules.two_drafts import How, beside
from pactwork.contracts.states import in_force_tag
from pactwork.modules.rules.specification import Section

# The keys of the sections that this reader may read in the draft of this number.
Reads = Callable[[int], frozenset[str]]


@dataclass(frozen=True)
class DraftRow:
    """One draft in the list: what changed since the one before, as far as this reader may know."""

    draft: Draft
    changed: list[str]
    in_force: str  # a tag: in force, on hold, or over; none for a draft that was not agreed last
    newest: bool
    before: int | None


@dataclass(frozen=True)
class SectionChange:
    section: Section
    lines: list[ChangedLine]
    how: How = ""  # only one of the two drafts has it

    @property
    def name(self) -> str:
        return called(self.section, self.how)

    @property
    def differs(self) -> bool:
        return bool(self.how) or any(line.differs for line in self.lines)

    @property
    def same(self) -> int:
        return 0 if self.how else sum(not line.differs for line in self.lines)


def _same(dossier: Dossier, old: Draft, new: Draft, key: str) -> bool:
    return bool(dossier.compared(old, new).get(key) == dossier.compared(new, old).get(key))


def _changed(dossier: Dossier, reads: Reads, old: Draft, new: Draft) -> list[str]:
    """What they can read of the differences, by name."""
    forms = dossier.at(old).template, dossier.at(new).template
    return [
        called(one.section, one.how)
        for one in beside(*forms, reads(old.number), reads(new.number))
        if one.how or not _same(dossier, old, new, one.section.key)
    ]


def draft_rows(dossier: Dossier, reads: Reads) -> list[DraftRow]:
    """All drafts, newest first."""
    rows: list[DraftRow] = []
    drafts = dossier.drafts
    for place, draft in enumerate(drafts):
        old = drafts[place - 1] if place else None
        changed = _changed(dossier, reads, old, draft) if old else []
        before = old.number if old else None
        rows.append(
            DraftRow(draft, changed, in_force_tag(dossier, draft), draft is drafts[-1], before)
        )
    return rows[::-1]


def draft_read(dossier: Dossier, reads: Reads, draft: Draft) -> list[SectionRead]:
    return sections_of(dossier.at(draft), draft.content, reads(draft.number))


def section_change(
    section: Section, old: Content, new: Content, context: Context, how: How = ""
) -> SectionChange:
    """Every answer of a section, old against new, in the words that a reader sees."""
    before = [] if how == "came" else read_lines(section, old, context)
    after = [] if how == "gone" else read_lines(section, new, context)
    return SectionChange(section, list(map(changed_line, matched(before, after))), how)


def changes(dossier: Dossier, reads: Reads, old: Draft, new: Draft) -> list[SectionChange]:
    """Section by section, only what this reader may read in each of the drafts that has it."""
    forms = dossier.at(old).template, dossier.at(new).template
    then, now = dossier.compared(old, new), dossier.compared(new, old)
    return [
        section_change(one.section, then, now, dossier.context, one.how)
        for one in beside(*forms, reads(old.number), reads(new.number))
    ]


def only_in_one(
    dossier: Dossier, reads: Reads, old: Draft, new: Draft
) -> list[tuple[Section, int]]:
    """Sections of both drafts that this reader may read in one of them only, and in which."""
    first, second = reads(old.number), reads(new.number)
    then = {s.key for s in dossier.at(old).template.sections}
    return [
        (s, new.number if s.key in second else old.number)
        for s in dossier.at(new).template.sections
        if s.key in then and (s.key in first) != (s.key in second)
    ]


def chosen(
    dossier: Dossier, given: Mapping[str, str], looked: int | None = None
) -> tuple[Draft, Draft] | None:
    """The two drafts to compare: as asked for, or the newest with the one last looked at, or before."""
    drafts = {str(d.number): d for d in dossier.drafts}
    if not drafts:
        return None
    newest = dossier.drafts[-1]
    new = drafts.get(given.get("to", ""), newest)
    before = looked if looked and looked < new.number else new.number - 1
    usual = drafts.get(str(before), new)
    return drafts.get(given.get("from", ""), usual), new


@dataclass(frozen=True)
class Comparison:
    """Two drafts; ``section`` names the only one shown, or nothing; ``looked`` the draft last read."""

    old: Draft
    new: Draft
    looked: int | None
    section: str
    every: list[SectionChange]
    only: list[tuple[Section, int]]

    @property
    def changes(self) -> list[SectionChange]:
        return [one for one in self.every if self.section in ("", one.section.key)]


def comparison(
    dossier: Dossier, reads: Reads, given: Mapping[str, str], looked: int | None
) -> Comparison | None:
    """As asked for with ``from``, ``to`` and ``section``; nothing when no draft is shared."""
    pair = chosen(dossier, given, looked)
    if pair is None:
        return None
    every = changes(dossier, reads, *pair)
    keys = {one.section.key for one in every}
    section = given.get("section", "")
    if section in keys:
        return Comparison(*pair, looked, section, every, [])
    return Comparison(*pair, looked, "", every, only_in_one(dossier, reads, *pair))
