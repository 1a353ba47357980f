"""Which sections a contract has, given its own answers: one with a condition is there while it is true. Pure.

What is not shown is not asked, needed, agreed to, printed or digested, and no draft contains it.
What somebody typed there stays in the working text, and comes back with the section.
"""

from collections.abc import Mapping
from typing import Any

from pactwork.modules.rules.specification import Section, Template, When

Content = Mapping[str, Any]


class Shown:
    """What is there by one set of answers. Each section is looked at once, however long a chain of
    conditions leads to it.
    """

    def __init__(self, template: Template, content: Content) -> None:
        self._sections = {section.key: section for section in template.sections}
        self._content = content
        self._known: dict[str, bool] = {}

    def holds(self, when: When | None) -> bool:
        """Whether a condition on the contract's own answers is true. No condition is always true.

        What was answered in a section that is not shown counts as not answered.
        """
        return when is None or (self.has(when.section) and self._answered(when))

    def has(self, key: str) -> bool:
        """Conditions never go in a circle: a file with one is refused."""
        waiting: list[Section] = []
        found = self._sections.get(key)
        while found is not None and found.key not in self._known:
            self._known[found.key] = False  # until the sections it hangs on are known
            waiting.append(found)
            found = self._sections.get(found.when.section) if found.when else None
        for section in reversed(waiting):
            self._known[section.key] = self.holds(section.when)
        return self._known.get(key, False)

    def _answered(self, when: When) -> bool:
        value: Mapping[str, Any] = self._content.get(when.section) or {}
        if when.raised:
            asked = self._sections[when.section].questions
            return any(value.get(q.key) == "yes" for q in asked)
        given = value.get(when.prompt or "")
        return any(g in when.one_of for g in (given if isinstance(given, list) else [given]))


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
    now = Shown(template, content)
    there = [s for s in template.sections if now.has(s.key)]
    return template.model_copy(update={"sections": there})
