"""Who answers for a party that is one person, today: from the student's place on the roster, and roles."""

from collections.abc import Callable, Iterable

from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.models import Contract
from pactwork.contracts.rules.own_person import NamedFact, stands_in
from pactwork.modules.models import Role
from pactwork.modules.rules.specification import Party, Template
from pactwork.people.models import Person


def named_facts(
    contract: Contract, template: Template, roles: Callable[[], Iterable[Role]]
) -> tuple[NamedFact, ...]:
    """Of every party that is one person; ``roles`` are all of the run's today, read only for these."""
    found = [party for party in template.parties if party.who == "named"]
    on_run = list(roles()) if found else []
    return tuple(
        _fact(contract, party, [r for r in on_run if r.kind == party.by]) for party in found
    )


def _fact(contract: Contract, party: Party, roles: list[Role]) -> NamedFact:
    ref = contract.enrolment.named.get(party.column or "") or ""
    if not ref:
        return NamedFact(party.key)
    own = next((role.person for role in roles if role.person.ref == ref), None)
    standing_in = [r.person for r in roles if r.deputy_for is not None and r.deputy_for.ref == ref]
    deputies = [person for person in standing_in if person.ref != ref]
    known = own or next(
        (r.deputy_for for r in roles if r.deputy_for and r.deputy_for.ref == ref), None
    )
    known = known or Person.objects.filter(institution=contract.institution_id, ref=ref).first()
    return NamedFact(
        party=party.key,
        who=person_ref(ref),
        name=known.name if known else "",
        there=own is not None,
        deputies=tuple(person_ref(person.ref) for person in deputies),
        deputy_names=tuple(person.name for person in deputies),
    )


def deputised(contract: Contract, found: NamedFact | None, by: str) -> Person | None:
    """Whom somebody who decides stands in for."""
    if found is None or not stands_in(found, by):
        return None
    ref = found.who.removeprefix(person_ref(""))
    return Person.objects.filter(institution=contract.institution_id, ref=ref).first()


def looking_after(roles: Iterable[Role], form: Template, named: Iterable[NamedFact]) -> list[Role]:
    """Of those who have these roles, whoever looks after one contract.

    A role that answers as one person only is that person's here, or their deputy's. Where there is
    neither, it is everybody's again: what happens on a contract never reaches nobody.
    """
    found, facts = list(roles), {one.party: one for one in named}
    for kind in {role.kind for role in found}:
        own = [party for party in form.parties if party.by == kind]
        if not own or any(party.who != "named" for party in own):
            continue
        theirs = [
            role
            for role in found
            if role.kind == kind
            and any(facts[party.key].decides(person_ref(role.person.ref)) for party in own)
        ]
        found = [role for role in found if role.kind != kind or not theirs or role in theirs]
    return found
