"""What somebody may choose to hear of: only what can ever be said to who they are."""

from django.utils.translation import gettext as _

from pactwork.contracts.memberships import memberships
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.people.actors import Actor


def kinds_for(actor: Actor) -> list[tuple[str, str, str]]:
    """Kinds with their words, and what of them is told at once; see ``letters/choosing.py``."""
    theirs = memberships(actor)
    studies = bool(theirs.enrolments)
    answers = any(role.kind in STAFF_GIVERS for role in theirs.roles)
    offered = {
        "mine": studies,
        "others": studies,
        "set": studies,
        "talk": True,
        "hotseats": True,
        "queue": answers,
        "watch": answers,
    }
    return [(kind, *words) for kind, words in _words().items() if offered[kind]]


def _words() -> dict[str, tuple[str, str]]:
    return {
        "mine": (_("My own contract: when it is my turn"), ""),
        "others": (_("Whom I wait for"), ""),
        "set": (
            _("My learning set"),
            _(
                "At once: a review or an interview you are asked for, also in somebody’s place; what was "
                "typed in yours; what became of your suggestions."
            ),
        ),
        "talk": (
            _("Talk: answers to what I asked, posts that name me, changed clarifications"),
            _("At once: all three of them; a changed clarification if you rely on it or cite it."),
        ),
        "hotseats": (_("Hotseats: when one opens, and answers to what I asked"), ""),
        "queue": (_("Who waits for my answer"), ""),
        "watch": (
            _("Promises that were missed, quiet workplaces, questions that were not delivered"),
            "",
        ),
    }


def always_for(actor: Actor) -> list[str]:
    """What no tick stops."""
    found = [
        _(
            "What happens to a contract you are part of: an answer, a yes taken back, a pause, an agreement."
        )
    ]
    if any(role.kind in STAFF_GIVERS for role in memberships(actor).roles):
        found.append(
            _(
                "What is asked of you as staff: a contract handed to you, a promised day, a silent "
                "workplace, a review that nobody can give, a guest who declines or is not reached."
            )
        )
    return [*found, _("The code to sign in, and what was changed about how you sign in.")]
