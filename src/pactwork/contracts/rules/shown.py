"""Which sections a contract has, given its own answers: one with a condition is there while it is true. Pure.

What is not shown is not asked, needed, agreed to, printed or digested, and no draft contains it.
What somebody typed there stays in the working text, and comes back with the section.
"""

from collections.abc import Mapping
from typing import Any

from pactwork.modules.rules.specification import Section, Template, When

Content = Mapping[str, Any]


def holds(when: When | None, template: Template, content: Content) -> bool:
    """Whether a condition on the contract's own answers is true. No condition is always true.

    What was answered in a section that is not shown counts as not answered.
    """
    if when is None:
        return True
    section = template.section(when.section)
    if section is None or not is_shown(section, template, content):
        return False
    value: Mapping[str, Any] = content.get(when.section) or {}
    if when.raised:
        return any(value.get(q.key) == "yes" for q in section.questions)
    given = value.get(when.prompt or "")
    return any(g in when.one_of for g in (given if isinstance(given, list) else [given]))


def is_shown(section: Section, template: Template, content: Content) -> bool:
    """Conditions never go in a circle: a file with one is refused."""
    return section.when is None or holds(section.when, template, content)


def varies(template: Template) -> bool:
    """Whether any of its sections has a condition."""
    return any(section.when is not None for section in template.sections)


def without_conditions(template: Template) -> Template:
    """The template with each of its sections there whatever the answers are."""
    if not varies(template):
        return template
    every = [s.model_copy(update={"when": None}) for s in template.sections]
    return template.model_copy(update={"sections": every})


def shown(template: Template, content: Content) -> Template:
    """The template with the sections that these answers call for; itself where all of them are."""
    if not varies(template):
        return template
    there = [s for s in template.sections if is_shown(s, template, content)]
    return template.model_copy(update={"sections": there})
