"""Conditions: which are not met, and as sentences to the student who sees to one and what it holds up."""

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Point
from pactwork.ground.words import gettext as _


def owners(links: bool = True) -> list[tuple[str, str]]:
    """``links``: whether anybody is asked by link, who could be one of them."""
    found = [
        ("student", _("The student")),
        ("workplace", _("The workplace")),
        ("university", _("The university")),
    ]
    return [one for one in found if links or one[0] != "workplace"]


def to_be_done_by(owner: str) -> str:
    """For whoever reads."""
    return _("Responsible: %(who)s.") % {"who": dict(owners()).get(owner, owner)}


def sees_to(owner: str) -> str:
    """To the student."""
    return {
        "student": _("You are responsible."),
        "workplace": _("Your workplace is responsible."),
        "university": _("The university is responsible."),
    }.get(owner, "")


def holds_up(blocks: str) -> str:
    return {
        "start": _("Nothing can start until it is met."),
        "submission": _("Nothing can be submitted until it is met."),
    }.get(blocks, "")


def held_up(blocks: str) -> str:
    """The same as the end of a line in an email."""
    return {
        "start": _(", before work starts"),
        "submission": _(", before anything is submitted"),
    }.get(blocks, "")


def unmet(dossier: Dossier) -> list[Point]:
    """The conditions of yeses that stand and that are not met yet, the soonest first."""
    rows = [
        point
        for given in dossier.answers
        if given.withdrawn_at is None
        for point in given.points.all()
        if point.kind == Point.CONDITION and point.met_at is None
    ]
    return sorted(rows, key=lambda p: (p.due_on is None, p.due_on, p.pk))
