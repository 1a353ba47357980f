"""Whether a section's words can be kept: the same for a form and for whatever else writes them. Pure."""

from collections.abc import Mapping
from typing import Any

from pactwork.contracts.rules.kinds import KINDS, Context
from pactwork.contracts.rules.merging import as_form
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem
from pactwork.modules.rules.specification import Section

LONGEST = 20_000  # characters, of whatever a section holds: no prompt can allow more


def fields(value: Mapping[str, Any]) -> dict[str, Any]:
    """A stored value as the form's field names, each with what stands in it."""
    found: dict[str, Any] = {}
    for key, kept in value.items():
        if key == "rows" and isinstance(kept, list):
            found |= {f"rows-{n}-{k}": v for n, row in enumerate(kept) for k, v in row.items()}
        elif key == "weeks" and isinstance(kept, dict):
            found |= {f"week-{n}-{k}": v for n, week in kept.items() for k, v in week.items()}
        elif key == "cells" and isinstance(kept, dict):
            found |= {f"cell-{r}-{k}": v for r, row in kept.items() for k, v in row.items()}
        else:
            found[key] = kept
    return found


def section_problems(
    section: Section, value: Mapping[str, Any], before: Mapping[str, Any], context: Context
) -> dict[str, Refusal]:
    """By field, of what differs from ``before``: words kept under another form of the module may stay."""
    said, kept = fields(value), fields(before)
    form = as_form(said)
    wrong = dict(KINDS[section.kind].typed(section, form, context).problems)
    for name, texts in form.items():
        if refusal := next(filter(None, (words_problem(one, LONGEST) for one in texts)), None):
            wrong.setdefault(name, refusal)
    stands = {name for name in said if name in kept and kept[name] == said[name]}
    return {name: refusal for name, refusal in wrong.items() if name not in stands}
