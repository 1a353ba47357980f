"""Where staff find the queue, their notes and the roster."""

from collections.abc import Iterator

from pactwork.contracts.memberships import memberships
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.ground.addresses import address
from pactwork.ground.manifest import NavigationLink
from pactwork.ground.owed import QUEUE
from pactwork.ground.words import gettext as _
from pactwork.people.actors import Actor
from pactwork.people.owed import number


def navigation(actor: Actor) -> Iterator[NavigationLink]:
    if any(role.kind in STAFF_GIVERS for role in memberships(actor).roles):
        yield NavigationLink(30, _("Queue"), address("contracts:queue"), number(actor, QUEUE))
        yield NavigationLink(40, _("Notes"), address("contracts:notes"))
    if actor.administrator:
        yield NavigationLink(80, _("Roster"), address("modules:roster"))
