"""What binds in a section besides what the student writes, kept with the words when a draft is made. Pure.

The text above the questions where somebody's yes is to it, what is undertaken and by whom, and facts
of the module: a draft says them as they were, whatever becomes of the module's file.
"""

from collections.abc import Mapping
from typing import Any

from pactwork.contracts.rules.kinds import Context, Line
from pactwork.contracts.rules.kinds.base import BOUND
from pactwork.contracts.rules.kinds.facts import Facts
from pactwork.contracts.rules.kinds.promise import Undertaking
from pactwork.contracts.rules.shown import Content, shown
from pactwork.modules.rules.specification import Section, Template

STUDENT = "student"
LEAD, BY = "_lead", "_by"  # paths of lines that no prompt can have


def what_binds(template: Template, section: Section, context: Context) -> dict[str, Any]:
    """What the template and the module say in this section now."""
    found: dict[str, Any] = {"lead": section.agreed_lead} if section.agreed_lead else {}
    if section.kind == "promise":
        party = template.party(section.by or "")
        found |= {"by": [section.by, party.title if party else ""]}
        found["items"] = Undertaking().now(section)
    if section.kind == "facts":
        found["facts"] = Facts().now(section, context)
    return found


def _bound(
    template: Template, section: Section, value: Mapping[str, Any], context: Context
) -> dict[str, Any]:
    bound = {} if BOUND in value else what_binds(template, section, context)
    return {**value, BOUND: bound} if bound else dict(value)


def as_bound(template: Template, content: Content, context: Context) -> dict[str, Any]:
    """Words with all that binds: as the draft kept it, or else as template and module say it now."""
    return {
        s.key: _bound(template, s, content.get(s.key) or {}, context)
        for s in shown(template, content).sections
    }


def to_share(template: Template, working: Content, context: Context) -> dict[str, Any]:
    """The whole content of a draft, were it made now of this text, of which nothing binds by itself."""
    written = {key: typed_only(value or {}) for key, value in working.items()}
    return as_bound(template, written, context)


def typed_only(value: Mapping[str, Any]) -> dict[str, Any]:
    """What the student wrote of it: a text that is written on begins with no more."""
    return {key: said for key, said in value.items() if key != BOUND}


def fact_said(content: Content, fact: str) -> str:
    """What a draft says of one fact of the module or the student; nothing where it prints none."""
    kept = [(value or {}).get(BOUND) or {} for value in content.values()]
    rows = [row for bound in kept for row in bound.get("facts") or ()]
    return next((text for name, _title, text, _type in rows if name == fact and text), "")


def bound_lines(value: Mapping[str, Any]) -> list[Line]:
    """The lead and who undertakes, as lines above the section's own; of a newer draft only."""
    bound = value.get(BOUND) or {}
    lines = [Line(LEAD, "", bound["lead"], "lead")] if bound.get("lead") else []
    if bound.get("by"):
        key, title = bound["by"]
        lines.append(Line(BY, "", title or key, "undertakes"))
    return lines
