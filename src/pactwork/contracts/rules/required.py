"""Questions of a contract that have to be answered with yes before anybody is asked for theirs. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from pactwork.contracts.rules.shown import shown
from pactwork.modules.rules.specification import Prompt, Section, Template

Value = Mapping[str, Any]


def _asked(section: Section, value: Value) -> Iterator[tuple[Prompt, Any]]:
    """Every question that is really asked, with its answer; a row of goals asks its own."""
    raised = any(value.get(q.key) == "yes" for q in section.questions)
    prompts = section.prompts if section.kind != "ethics" or raised else []
    for prompt in [*section.questions, *prompts]:
        yield prompt, value.get(prompt.key)
    for row in value.get("rows") or []:
        for prompt in section.each:
            yield prompt, row.get(prompt.key)


def without_yes(section: Section, value: Value) -> list[str]:
    """The questions that need a yes and have none."""
    if not any(prompt.must for prompt in section.asked):  # as nearly everywhere
        return []
    asked = _asked(section, value)
    return [prompt.ask for prompt, said in asked if prompt.must and said != prompt.must]


def sections_lacking(template: Template, content: Mapping[str, Any]) -> list[Section]:
    return [section for section, _asks in lacking(template, content)]


def lacking(template: Template, content: Mapping[str, Any]) -> list[tuple[Section, list[str]]]:
    """The sections in which one of them has no yes, with these questions."""
    there = shown(template, content).sections
    found = ((s, without_yes(s, content.get(s.key) or {})) for s in there)
    return [(section, asks) for section, asks in found if asks]
