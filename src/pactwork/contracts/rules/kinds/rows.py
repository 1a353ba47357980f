"""Rows that each ask the same: goals with their own strategies and evidence, people who help."""

from typing import Any

from pactwork.contracts.rules.kinds.base import (
    Context,
    Form,
    Line,
    Typed,
    Value,
    in_words,
    prompt_lines,
    typed_prompts,
    unanswered,
)
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed_numbers import number_in
from pactwork.modules.rules.specification import Section

MOST_ROWS = 999  # that are read; a section says how many it takes


def _rows(value: Value) -> list[dict[str, Any]]:
    return list(value.get("rows") or [])


class Rows:
    """Fields are named ``rows-<n>-<prompt>``; an empty row is dropped."""

    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        rows: list[dict[str, Any]] = []
        problems: dict[str, Refusal] = {}
        named = {name.split("-")[1] for name in form if name.startswith("rows-")}
        numbers = {n for name in named if (n := number_in(name, 0, MOST_ROWS)) is not None}
        for number in sorted(numbers):
            row, wrong = typed_prompts(section.each, form, f"rows-{number}-")
            if not any(in_words(answer).strip() for answer in row.values()):
                continue
            problems |= {f"rows-{len(rows)}-{k.split('-', 2)[2]}": r for k, r in wrong.items()}
            rows.append(row)
        if len(rows) > section.most:
            problems["rows"] = Refusal("too_many_rows", {"most": section.most})
        value, wrong = typed_prompts(section.prompts, form)
        return Typed({"rows": rows, **value}, problems | wrong)

    def material(self, section: Section, value: Value, context: Context) -> Any:
        rows = [{p.key: row.get(p.key) or "" for p in section.each} for row in _rows(value)]
        return {"rows": rows, **{p.key: value.get(p.key) or "" for p in section.prompts}}

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        found: list[Line] = []
        for number, row in enumerate(_rows(value)):
            found += prompt_lines(section.each, row, f"rows-{number}-")
        return found + list(prompt_lines(section.prompts, value))

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        rows = _rows(value)
        short = [f"rows-{n}-{section.each[0].key}" for n in range(len(rows), section.least)]
        for number, row in enumerate(rows):
            short += unanswered(section.each, row, f"rows-{number}-")
        return short + unanswered(section.prompts, value)
