"""Sections of plain prompts: prose, the try card, the workplace card; and ethics with its triage."""

from typing import Any

from pactwork.contracts.rules.kinds.base import (
    Context,
    Form,
    Line,
    Typed,
    Value,
    prompt_lines,
    typed_prompts,
    unanswered,
)
from pactwork.modules.rules.specification import Prompt, Section


class Prose:
    """Every prompt is a field of its own."""

    def prompts(self, section: Section, value: Value) -> list[Prompt]:
        return section.prompts

    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        value, problems = typed_prompts([*section.questions, *section.prompts], form)
        return Typed(value, problems)

    def material(self, section: Section, value: Value, context: Context) -> Any:
        return {p.key: value.get(p.key) or "" for p in [*section.questions, *section.prompts]}

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        return list(prompt_lines([*section.questions, *section.prompts], value))

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        return unanswered(self.prompts(section, value), value)


class Ethics(Prose):
    """Triage: every question is answered; what a yes raises is explained in the prompts."""

    def prompts(self, section: Section, value: Value) -> list[Prompt]:
        raised = any(value.get(q.key) == "yes" for q in section.questions)
        return [*section.questions, *(section.prompts if raised else [])]
