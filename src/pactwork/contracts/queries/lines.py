"""A section's answers as they are read: dates, yes and no, weeks and hours in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pactwork.contracts.rules.drafts import lines_of
from pactwork.contracts.rules.kinds import Context, Line
from pactwork.ground.dates import day
from pactwork.modules.rules.specification import Section


@dataclass(frozen=True)
class Read:
    """One section with its lines, for reading only."""

    key: str
    title: str
    short: str
    lines: list[Line]


def _date(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def in_words(line: Line) -> Line:
    """The line as a person would say it; quoting and comparing go by the line as it is stored."""
    if line.type == "date" and line.text:
        return replace(line, text=_date(line.text))
    if line.type == "yesno":
        return replace(line, text={"yes": _("Yes"), "no": _("No")}.get(line.text, line.text))
    if line.type == "week":
        return replace(line, label=_("Week %(number)s") % {"number": line.label})
    return line


def read_section(section: Section, content: Mapping[str, Any], context: Context) -> Read:
    """What a section says. A week without plans is left out: it is not a gap."""
    lines = lines_of(section, content, context)
    said = [in_words(line) for line in lines if line.text or line.type != "week"]
    return Read(section.key, section.title, section.short, said)
