"""Where students find their contract, and the module it is for."""

from collections.abc import Iterator

from pactwork.contracts.memberships import memberships, run_refs
from pactwork.contracts.queries.owed_by_student import contract_of
from pactwork.ground.addresses import address
from pactwork.ground.manifest import NavigationLink
from pactwork.ground.words import gettext as _
from pactwork.people.actors import Actor


def navigation(actor: Actor) -> Iterator[NavigationLink]:
    theirs = memberships(actor)
    for contract in [c for c in map(contract_of, theirs.enrolments) if c][:1]:
        page = address("contracts:workspace", contract.ref)
        yield NavigationLink(10, _("Contract"), page)
    for ref in run_refs(actor)[:1]:
        yield NavigationLink(50, _("Module"), address("modules:run", ref))
