"""The module's own words that are read with a draft and are not in it: outcomes, formats, kinds of hours."""

from collections.abc import Iterator
from typing import Any

from pactwork.contracts.rules.kinds import Context
from pactwork.ground.canonical import digest
from pactwork.modules.rules.specification import Template


def words_beside(template: Template, context: Context) -> str:
    """Their digest, as far as this form shows them; dates, which may move, are none of them."""
    shown = {section.kind for section in template.sections}
    return digest([said for kind, said in _words(context) if kind in shown])


def _words(context: Context) -> Iterator[tuple[str, Any]]:
    yield "outcomes", [[one.key, one.text] for one in context.outcomes]
    yield "weeks", [[one.key, one.title] for one in context.hours]
    formats = [[[f.key, f.title, f.length] for f in one.formats] for one in context.components]
    titles = [[one.key, one.title] for one in context.components]
    yield "choice", [titles, formats]
