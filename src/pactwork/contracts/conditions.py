"""What a condition says besides its words, as sentences to the student: who sees to it, what it holds up."""

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
