"""Where somebody finds hotseats."""

from collections.abc import Iterator

from pactwork.contracts.memberships import run_refs
from pactwork.ground.addresses import address
from pactwork.ground.manifest import NavigationLink
from pactwork.ground.words import gettext as _
from pactwork.people.actors import Actor


def navigation(actor: Actor) -> Iterator[NavigationLink]:
    for ref in run_refs(actor)[:1]:
        yield NavigationLink(70, _("Hotseats"), address("hotseats:run", ref))
