"""Undertakings that the module file writes: shown, agreed to, never edited by the student."""

from typing import Any

from pactwork.contracts.rules.kinds.base import Context, Form, Line, Typed, Value
from pactwork.modules.rules.specification import Section


class Undertaking:
    """The words come from the template; nothing is typed."""

    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        return Typed({})

    def material(self, section: Section, value: Value, context: Context) -> Any:
        return [item.text for item in section.items]

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        return [Line(item.key, "", item.text) for item in section.items]

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        return []
