"""A small table, such as language skills by level now and at the end."""

from typing import Any

from pactwork.contracts.rules.kinds.base import (
    Context,
    Form,
    Line,
    Typed,
    Value,
    chosen,
    in_words,
    prompt_lines,
    typed_prompts,
    unanswered,
)
from pactwork.ground.refusal import Refusal
from pactwork.modules.rules.specification import Section


class Grid:
    """Fields are named ``cell-<row>-<column>``."""

    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        value, problems = typed_prompts(section.prompts, form)
        cells: dict[str, dict[str, str]] = {}
        for row in range(len(section.rows)):
            for column in section.columns:
                name = f"cell-{row}-{column.key}"
                given = chosen(form, name, column.options)
                cells.setdefault(str(row), {})[column.key] = given
                if given and column.options and given not in column.options:
                    problems[name] = Refusal("not_an_option", {"given": given[:40]})
                elif len(given) > column.most:
                    room = {"most": column.most, "length": len(given)}
                    problems[name] = Refusal("too_long", room)
        return Typed({**value, "cells": cells}, problems)

    def _cell(self, value: Value, row: int, column: str) -> str:
        return str(((value.get("cells") or {}).get(str(row)) or {}).get(column) or "")

    def material(self, section: Section, value: Value, context: Context) -> Any:
        cells = [
            [self._cell(value, row, column.key) for column in section.columns]
            for row in range(len(section.rows))
        ]
        return {"cells": cells, **{p.key: value.get(p.key) or "" for p in section.prompts}}

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        found = [
            Line(
                f"cell-{number}-{column.key}",
                f"{row}, {column.title}",
                in_words(self._cell(value, number, column.key)),
                "line" if column.lines == 1 else "text",
            )
            for number, row in enumerate(section.rows)
            for column in section.columns
        ]
        return found + list(prompt_lines(section.prompts, value))

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        empty = [
            f"cell-{row}-{column.key}"
            for row in range(len(section.rows))
            for column in section.columns
            if not in_words(self._cell(value, row, column.key)).strip()
        ]
        return empty + unanswered(section.prompts, value)
