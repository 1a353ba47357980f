"""POST to typed values: what was written in a section, and a stored value back as field names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from pactwork.contracts.rules import merging
from pactwork.contracts.rules.kinds import KINDS, Context
from pactwork.contracts.rules.merging import Merged
from pactwork.contracts.rules.section_words import fields
from pactwork.contracts.rules.spreading import spread
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed_numbers import number_in
from pactwork.modules.rules.specification import Section
from pactwork.workspace.forms.presets import with_preset


@dataclass(frozen=True)
class Said:
    """One posted section: the words, what is wrong with them, and where to go when they are kept."""

    value: dict[str, Any]
    problems: dict[str, Refusal]
    version: int
    then: str  # next, stop, more, stay, spread, preset or exemplars
    at: str  # the question that was open
    was: dict[str, str] | None = (
        None  # marks of the words that the page was opened over, if it said
    )


def form_of(post: QueryDict) -> dict[str, list[str]]:
    """The fields with all their values. A null character is no text, and no database keeps it."""
    return {name: [v.replace("\x00", "") for v in values] for name, values in post.lists()}


def without_row(form: Mapping[str, list[str]], number: str) -> dict[str, list[str]]:
    return {name: v for name, v in form.items() if not name.startswith(f"rows-{number}-")}


def said_in(
    section: Section, post: QueryDict, context: Context, theirs: Mapping[str, Any] | None = None
) -> Said:
    """What a posted form says about one section; ``theirs`` are the words chosen in place of its own."""
    form = form_of(post) | (chosen_of(post, theirs) if theirs else {})
    then = post.get("then", "next")
    if "drop-row" in post:
        form, then = without_row(form, post.get("drop-row", "")), "stay"
    if "add-row" in post:
        then = "more"
    typed = KINDS[section.kind].typed(section, form, context)
    value = typed.value
    if then == "spread":
        value, then = spread(value, context), "stay"
    problems = typed.problems
    if then == "preset":
        then, (value, wrong) = "stay", with_preset(value, post, context)
        problems = {**problems, **wrong}
    version = number_in(post.get("version", "")) or 0
    was = merging.read(post.get("was", "")) if "was" in post else None
    return Said(value, problems, version, then, post.get("at", "")[:80], was)


def chosen_of(post: QueryDict, theirs: Mapping[str, Any]) -> dict[str, list[str]]:
    """Fields for which somebody chose the words saved elsewhere, where both were shown."""
    kept = merging.as_form(fields(theirs))
    names = (name for name, choice in post.items() if choice == "theirs" and name[:5] == "pick-")
    return {name[5:]: kept.get(name[5:], [""]) for name in names}


def together(said: Said, theirs: Mapping[str, Any]) -> Merged:
    """What was typed over older words, with what was saved since."""
    mine, other = merging.as_form(fields(said.value)), merging.as_form(fields(theirs))
    return merging.merge(mine, other, said.was or {})


def with_merged(section: Section, said: Said, merged: Merged, context: Context) -> Said:
    typed = KINDS[section.kind].typed(section, merged.form, context)
    return replace(said, value=typed.value, problems=typed.problems)


def marks_of(value: Mapping[str, Any]) -> str:
    """What a page says of the words that it is opened over."""
    return merging.written(merging.marks(merging.as_form(fields(value))))


def has_words(value: Mapping[str, Any]) -> bool:
    """Whether anything at all was written."""
    return any(v not in ("", [], None) for v in fields(value).values())
