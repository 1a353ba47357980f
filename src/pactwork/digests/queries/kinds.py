"""What somebody may choose to hear of: only what can ever be said to who they are."""

from django.utils.translation import gettext as _

from pactwork.contracts.memberships import memberships
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.ground.installed import ticks
from pactwork.ground.manifest import Tick
from pactwork.people.actors import Actor


def kinds_for(actor: Actor) -> list[Tick]:
    """Only what can ever be said to who they are."""
    return [tick for tick in ticks().values() if tick.offered(actor)]


def always_for(actor: Actor) -> list[str]:
    """What no tick stops."""
    found = [
        _(
            "Changes to a contract you are part of: an answer, a yes withdrawn, a pause, "
            "an agreement."
        )
    ]
    if any(role.kind in STAFF_GIVERS for role in memberships(actor).roles):
        found.append(
            _(
                "Requests to you as staff: a contract handed to you, a promised date, a "
                "request by email that has had no reply, a review that nobody can give, a guest who "
                "declines or cannot be reached."
            )
        )
    return [*found, _("Your sign-in code, and changes to how you sign in.")]
