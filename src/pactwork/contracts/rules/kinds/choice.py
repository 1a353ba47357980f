"""The format in which each piece of assessment will be shown, where the module leaves a choice."""

from typing import Any

from pactwork.contracts.rules.kinds.base import (
    Context,
    Form,
    Line,
    Typed,
    Value,
    chosen,
    prompt_lines,
    typed_prompts,
    unanswered,
)
from pactwork.ground.refusal import Refusal
from pactwork.modules.rules.specification import Component, Section


class Choice:
    """One field for each component with more than one format, named by its key."""

    def _open(self, context: Context) -> list[Component]:
        return [c for c in context.components if len(c.formats) > 1]

    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        value, problems = typed_prompts(section.prompts, form)
        for component in self._open(context):
            given = chosen(form, component.key, [f.key for f in component.formats])
            value[component.key] = given
            if given and given not in {f.key for f in component.formats}:
                problems[component.key] = Refusal("not_an_option", {"given": given[:40]})
        return Typed(value, problems)

    def material(self, section: Section, value: Value, context: Context) -> Any:
        keys = [c.key for c in self._open(context)] + [p.key for p in section.prompts]
        return {key: value.get(key) or "" for key in keys}

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        found = []
        for component in context.components:
            given = value.get(component.key)
            only = component.formats[0].key if len(component.formats) == 1 else None
            chosen = next((f for f in component.formats if f.key in (given, only)), None)
            length = f", {chosen.length}" if chosen and chosen.length else ""
            text = f"{chosen.title}{length}" if chosen else ""
            found.append(Line(component.key, component.title, text, "choice"))
        return found + list(prompt_lines(section.prompts, value))

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        return [c.key for c in self._open(context) if not value.get(c.key)] + unanswered(
            section.prompts, value
        )
