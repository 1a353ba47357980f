"""Undertakings that the module file writes: shown, agreed to, never edited by the student."""

from typing import Any

from pactwork.contracts.rules.kinds.base import BOUND, Context, Form, Line, Typed, Value
from pactwork.modules.rules.specification import Section


class Undertaking:
    """The words come from the template, and a draft keeps those it was shared with; nothing is typed."""

    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        return Typed({})

    def now(self, section: Section) -> list[list[str]]:
        return [[item.key, item.text] for item in section.items]

    def _items(self, section: Section, value: Value) -> list[list[str]]:
        pinned = (value.get(BOUND) or {}).get("items")
        return self.now(section) if pinned is None else pinned

    def material(self, section: Section, value: Value, context: Context) -> Any:
        return [text for _key, text in self._items(section, value)]

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        return [Line(key, "", text) for key, text in self._items(section, value)]

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        return []
