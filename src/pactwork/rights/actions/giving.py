"""Somebody is given everything that is kept about them."""

from typing import IO

from django.db import transaction

from pactwork.ground.personal_data import DataSubject
from pactwork.ground.refusal import Refusal, insist
from pactwork.history.record import record
from pactwork.people.actors import Actor
from pactwork.people.speaking import speaking_for
from pactwork.rights.pack import gathered, written
from pactwork.rights.table import Pack


def give_all(who: DataSubject, out: IO[bytes], *, by: Actor) -> dict[str, int]:
    """Write the pack; how many rows of each kind. The history keeps that it was given, and to whom.

    Files take seconds to pack: nobody else waits for the database meanwhile.
    """
    commanded = by.via == "system" and by.institution_id == who.house.pk
    insist(None if commanded or by.person_id in who.persons else Refusal("not_about_you"))
    pack = gathered(who)
    with speaking_for(who.house):
        written(pack, out)
    _remember(who, pack, by)
    return pack.counts


@transaction.atomic
def _remember(who: DataSubject, pack: Pack, by: Actor) -> None:
    subject = _ref_of(who)
    payload = {"rows": sum(pack.counts.values()), "files": len(pack.files)}
    house = who.house
    record("all_given", chain=house.ref, subject=subject, by=by.ref, key=house.key, payload=payload)


def _ref_of(who: DataSubject) -> str:
    """A person's own ref; somebody without one is known by what they hold."""
    return who.refs[0].removeprefix("person:") if who.refs else who.house.ref
