"""Who is acting: a person who signed in, somebody who came by a mailed link, or the system."""

from dataclasses import dataclass
from typing import Literal

from pactwork.people.models import Account, Person


@dataclass(frozen=True)
class Actor:
    """The one who enters an action. ``ref`` names them in the history."""

    institution_id: int
    name: str
    ref: str
    person_id: int | None = None
    administrator: bool = False
    via: Literal["account", "link", "system"] = "account"


def actor_for(person: Person) -> Actor:
    return Actor(
        institution_id=person.institution_id,
        name=person.name,
        ref=f"person:{person.ref}",
        person_id=person.pk,
        administrator=person.administrator,
    )


def person_of(account: Account) -> Person | None:
    """The person an account acts as. At two institutions it is the earlier one, so that no other
    institution's roster can ever move somebody out of where they already are."""
    return (
        account.persons.filter(active=True)
        .select_related("institution", "organisation")
        .order_by("pk")
        .first()
    )
