"""What a condition says besides its words: who sees to it, what it holds up."""

from pactwork.ground.words import gettext as _


def owners() -> list[tuple[str, str]]:
    return [
        ("student", _("The student")),
        ("workplace", _("The workplace")),
        ("university", _("The university")),
    ]


def to_be_done_by(owner: str) -> str:
    """For whoever reads."""
    return _("To be done by: %(who)s.") % {"who": dict(owners()).get(owner, owner)}


def sees_to(owner: str) -> str:
    """To the student."""
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
