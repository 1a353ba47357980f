"""Where somebody finds their learning set."""

from collections.abc import Iterator

from pactwork.contracts.memberships import memberships
from pactwork.ground.addresses import address
from pactwork.ground.manifest import NavigationLink
from pactwork.ground.words import gettext as _
from pactwork.people.actors import Actor


def navigation(actor: Actor) -> Iterator[NavigationLink]:
    if memberships(actor).sets:
        yield NavigationLink(20, _("Learning set"), address("reviews:set"))
