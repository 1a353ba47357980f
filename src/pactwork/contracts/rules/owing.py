"""Whether a party that owes something to the module has to do with this student at all. Pure."""

from collections.abc import Mapping
from typing import Any

from pactwork.contracts.rules.cover import concerns
from pactwork.modules.rules.specification import Template


def owes_here(template: Template, party: str, content: Mapping[str, Any]) -> bool:
    """A guardian or a second host only where the student's own answers make them a party.

    A role, and a party whose yes no section needs, always does.
    """
    needs = [need for section in template.sections for need in section.yes]
    asked = any(need.party == party for need in needs)
    return not asked or bool(concerns(party, template, content))


def sometimes(template: Template, party: str) -> bool:
    """Whether that hangs on the student's own answers."""
    return not owes_here(template, party, {})
