"""Conditions on a draft's own answers, and the sections that ever need somebody's yes."""

from collections.abc import Mapping
from typing import Any

from pactwork.modules.rules.specification import Template, When

Content = Mapping[str, Any]


def holds(when: When | None, template: Template, content: Content) -> bool:
    """Whether a condition on the draft's own answers is true. No condition is always true."""
    if when is None:
        return True
    value: Mapping[str, Any] = content.get(when.section) or {}
    if when.raised:
        section = template.section(when.section)
        return section is not None and any(value.get(q.key) == "yes" for q in section.questions)
    given = value.get(when.prompt or "")
    return any(g in when.one_of for g in (given if isinstance(given, list) else [given]))


def concerns(party: str, template: Template, content: Content) -> frozenset[str]:
    """The sections whose words need this party's yes at one time or another: it reads all of them."""
    return frozenset(
        section.key
        for section in template.sections
        if any(n.party == party and holds(n.when, template, content) for n in section.yes)
    )
