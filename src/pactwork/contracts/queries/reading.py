"""A draft's sections as their readers read them: every answer with its label, grouped where it has rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rules.binding import STUDENT
from pactwork.contracts.rules.drafts import ChangedLine, lines_of
from pactwork.contracts.rules.kinds import Context, Line
from pactwork.contracts.rules.kinds.weeks import totals
from pactwork.contracts.rules.two_drafts import How
from pactwork.ground.dates import day, month
from pactwork.ground.numbers import money
from pactwork.ground.typed_amounts import amount_in
from pactwork.ground.typed_numbers import number_in
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.rules.specification import Section
from pactwork.modules.rules.workload import Number


@dataclass(frozen=True)
class Part:
    """Lines that belong together; a row of goals or people has a number."""

    lines: list[Line]
    number: int | None = None


@dataclass(frozen=True)
class SectionRead:
    section: Section
    parts: list[Part]
    sums: list[tuple[str, Number]] = field(default_factory=list)  # a plan of weeks: hours by kind

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]


def shown(line: Line) -> str:
    """An answer in words: dates, hours, yes and no as a person would say them."""
    text = line.text
    if line.type == "undertakes" and text == STUDENT:
        return _("Student researcher")
    if line.type == "yesno" and text in ("yes", "no"):
        return _("Yes") if text == "yes" else _("No")
    if line.type == "hours" and (hours := number_in(text)) is not None:
        return ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours}
    if line.type == "money" and amount_in(text) == text:
        return money(text)
    if line.type == "month" and text:
        try:
            return month(date.fromisoformat(f"{text}-01"))
        except ValueError:
            return text
    if line.type == "date" and text:
        try:
            return day(date.fromisoformat(text))
        except ValueError:
            return text
    return text


def titled(line: ChangedLine) -> str:
    """The label over a changed answer, which says where only its place is another."""
    if not line.moved:
        return line.label
    return _("%(label)s (moved)") % {"label": line.label} if line.label else _("Moved")


def called(section: Section, how: How) -> str:
    """The short name of a section, which says where only one of two drafts has it."""
    said = {"section": section.short}
    if how == "gone":
        return _("%(section)s (removed)") % said
    return _("%(section)s (added)") % said if how == "came" else section.short


def in_words(line: Line) -> Line:
    """The line as a person would say it; quoting and comparing go by the line as it is stored."""
    text = shown(line)
    if line.type == "week":
        return replace(line, text=text, label=_("Week %(number)s") % {"number": line.label})
    if line.type == "lead":
        return replace(line, label=_("Stated by the module"))
    if line.type == "undertakes":
        return replace(line, text=text, label=_("Undertaken by"))
    return line if text == line.text else replace(line, text=text)


def read_lines(section: Section, content: Mapping[str, Any], context: Context) -> list[Line]:
    """The section's lines with their answers in words. Weeks without anything planned are left out."""
    lines = lines_of(section, content, context)
    return [in_words(line) for line in lines if line.text or line.type != "week"]


def _row(line: Line) -> int | None:
    first, number, *rest = [*line.path.split("-", 2), "", ""]
    return number_in(number) if first == "rows" and rest[0] else None


def section_read(section: Section, content: Mapping[str, Any], context: Context) -> SectionRead:
    """One section, with the lines of each row together."""
    parts: list[Part] = []
    for line in read_lines(section, content, context):
        number = _row(line)
        if parts and parts[-1].number == number:
            parts[-1].lines.append(line)
        else:
            parts.append(Part([line], number))
    return SectionRead(section, parts, sums_of(section, content, context))


def sums_of(
    section: Section, content: Mapping[str, Any], context: Context
) -> list[tuple[str, Number]]:
    if section.kind != "weeks":
        return []
    planned = totals(content.get(section.key) or {}, context)
    return [(kind.title, planned[kind.key]) for kind in context.hours]


def sections_of(
    dossier: Dossier, content: Mapping[str, Any], readable: frozenset[str]
) -> list[SectionRead]:
    """What somebody may read of these words, in the template's order."""
    return [
        section_read(s, content, dossier.context)
        for s in dossier.template.sections
        if s.key in readable
    ]
