"""How the plan meets each learning outcome of the student's own code and level."""

from typing import Any

from pactwork.contracts.rules.kinds.base import (
    Context,
    Form,
    Line,
    Typed,
    Value,
    in_words,
    typed_prompts,
    unanswered,
)
from pactwork.modules.rules.specification import Prompt, Section


class Outcomes:
    """One prompt for each outcome, then the section's own."""

    def _prompts(self, section: Section, context: Context) -> list[Prompt]:
        return [*(Prompt(key=o.key, ask=o.text) for o in context.outcomes), *section.prompts]

    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        return Typed(*typed_prompts(self._prompts(section, context), form))

    def material(self, section: Section, value: Value, context: Context) -> Any:
        return {p.key: value.get(p.key) or "" for p in self._prompts(section, context)}

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        return [
            Line(p.key, p.ask, in_words(value.get(p.key)), p.type)
            for p in self._prompts(section, context)
        ]

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        return unanswered(self._prompts(section, context), value)
