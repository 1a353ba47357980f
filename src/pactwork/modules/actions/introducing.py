"""A member of staff introduces themselves, once for every module they are on."""

from django.db import transaction

from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.record import record
from pactwork.modules.queries import roles_now
from pactwork.people.actors import Actor
from pactwork.people.introducing import problem
from pactwork.people.models import Person


@transaction.atomic
def introduce(by: Actor, text: str) -> bool:
    """Their own words in the place of what stood there; whether anything was different."""
    if by.person_id is None or not roles_now(by).exists():
        raise Refused(Refusal("not_yours_here"))
    said = text.strip()
    insist(problem(said))
    person = Person.objects.select_for_update(of=("self",), no_key=True)
    found = person.select_related("institution").get(pk=by.person_id)
    if found.introduction == said:
        return False
    found.introduction = said
    found.save(update_fields=["introduction"])
    house = found.institution
    payload = {"words": digest([said])}
    record(
        "introduced", chain=house.ref, subject=found.ref, by=by.ref, key=house.key, payload=payload
    )
    return True
