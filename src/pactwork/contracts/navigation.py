"""Where somebody finds their contract, the queue, their notes, and the module that all are about."""

from collections.abc import Iterator

from pactwork.contracts.memberships import memberships, run_refs
from pactwork.contracts.queries.owed import contract_of
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.ground.addresses import address
from pactwork.ground.manifest import NavigationLink
from pactwork.ground.owed import QUEUE
from pactwork.ground.words import gettext as _
from pactwork.people.actors import Actor
from pactwork.people.owed import number


def navigation(actor: Actor) -> Iterator[NavigationLink]:
    theirs = memberships(actor)
    for contract in [c for c in map(contract_of, theirs.enrolments) if c][:1]:
        page = address("contracts:workspace", contract.ref)
        yield NavigationLink(10, _("Contract"), page)
    if any(role.kind in STAFF_GIVERS for role in theirs.roles):
        yield NavigationLink(30, _("Queue"), address("contracts:queue"), number(actor, QUEUE))
        yield NavigationLink(40, _("Notes"), address("contracts:notes"))
    for ref in run_refs(actor)[:1]:
        yield NavigationLink(50, _("Module"), address("modules:run", ref))
    if actor.administrator:
        yield NavigationLink(80, _("Roster"), address("modules:roster"))
