"""Two drafts section by section: one that only the newer has came, one that only the older has went. Pure."""

from dataclasses import dataclass
from typing import Literal

from pactwork.modules.rules.specification import Section, Template

How = Literal["", "came", "gone"]


@dataclass(frozen=True)
class Beside:
    section: Section
    how: How = ""  # it is in both


def _in_order(older: Template, newer: Template) -> list[Section]:
    """In the newer's order; a section that went stands after what it followed."""
    found = list(newer.sections)
    now = {section.key for section in found}
    before = ""
    for section in older.sections:
        if section.key not in now:
            place = next((n for n, s in enumerate(found) if s.key == before), -1)
            found.insert(place + 1, section)
        before = section.key
    return found


def beside(
    older: Template, newer: Template, then: frozenset[str], now: frozenset[str]
) -> list[Beside]:
    """What somebody reads in each draft that has it: ``then`` in the older, ``now`` in the newer.

    The templates are those of the two drafts, with the sections that they show.
    """
    first, second = ({s.key for s in form.sections} for form in (older, newer))
    found = []
    for section in _in_order(older, newer):
        key = section.key
        if key not in second:
            found += [Beside(section, "gone")] if key in then else []
        elif key not in first:
            found += [Beside(section, "came")] if key in now else []
        elif key in then & now:
            found.append(Beside(section))
    return found
