"""Conditions: which are not met, and as sentences to the student who sees to one and what it holds up."""

from pactwork.contracts.models import Point
from pactwork.contracts.whole import Whole
from pactwork.ground.words import gettext as _


def sees_to(owner: str) -> str:
    return {
        "student": _("You see to it."),
        "workplace": _("Your workplace sees to it."),
        "university": _("The university sees to it."),
    }.get(owner, "")


def holds_up(blocks: str) -> str:
    return {
        "start": _("Nothing starts at work before it is met."),
        "submission": _("Nothing is handed in before it is met."),
    }.get(blocks, "")


def unmet(found: Whole) -> list[Point]:
    """The conditions of yeses that stand and that are not met yet, the soonest first."""
    rows = [
        point
        for given in found.answers
        if given.withdrawn_at is None
        for point in given.points.all()
        if point.kind == Point.CONDITION and point.met_at is None
    ]
    return sorted(rows, key=lambda p: (p.due_on is None, p.due_on, p.pk))
