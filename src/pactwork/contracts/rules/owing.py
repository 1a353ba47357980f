"""What others owe to the module of a student: whether it is owed here, and when it can have come. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pactwork.contracts.rules.cover import concerns
from pactwork.ground.refusal import Refusal
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


def wrong_day(on: date, since: date, today: date) -> Refusal | None:
    """Nothing comes before all of it began, nor tomorrow. All days are the institution's."""
    if on > today:
        return Refusal("receipt_to_come")
    return Refusal("receipt_too_soon", {"since": since}) if on < since else None
