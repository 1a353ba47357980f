"""Facts of the module and of the student, printed as they were when the draft was made."""

from typing import Any

from pactwork.contracts.rules.kinds.base import BOUND, Context, Form, Line, Typed, Value
from pactwork.modules.rules.facts import OF_STUDENT
from pactwork.modules.rules.specification import Section


class Facts:
    """A draft has its own; a text that is still being written has those of today."""

    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        return Typed({})

    def now(self, section: Section, context: Context) -> list[list[str]]:
        """Each fact with its name, its title, what it says and what type of words that is."""
        rows = []
        own = any(one.fact in OF_STUDENT for one in section.facts)
        known = {**context.facts, **context.of_student()} if own else context.facts
        for one in section.facts:
            said = known.get(one.fact)
            rows.append([one.fact, one.title, *(said or ("", "text"))])
        return rows

    def _rows(self, section: Section, value: Value, context: Context) -> list[list[str]]:
        pinned = (value.get(BOUND) or {}).get("facts")
        return self.now(section, context) if pinned is None else pinned

    def material(self, section: Section, value: Value, context: Context) -> Any:
        return [[title, text] for _fact, title, text, _type in self._rows(section, value, context)]

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        rows = self._rows(section, value, context)
        return [Line(f"fact-{fact}", title, text, type_) for fact, title, text, type_ in rows]

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        return []
