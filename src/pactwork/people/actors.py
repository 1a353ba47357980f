"""Who is acting: a person who signed in, somebody who came by a mailed link, or the system."""

from dataclasses import dataclass, field
from typing import Any, Literal

from pactwork.ground.compiled_query import Prepared
from pactwork.history.names import Called
from pactwork.people.models import Account, Institution, Person


@dataclass(frozen=True)
class Actor:
    """The one who enters an action. ``ref`` names them in the history."""

    institution_id: int
    name: str
    ref: str
    person_id: int | None = None
    administrator: bool = False
    zone: str = "UTC"  # of the institution: its day says which roles are in force
    left_out: frozenset[str] = frozenset()  # apps that the institution has switched off
    via: Literal["account", "link", "system"] = "account"
    # What was read about them for this request; it says nothing about who they are.
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def called(self) -> Called | str:
        """Their name, as an entry is to hold it; what is done by itself is nobody's secret."""
        return self.name if self.via == "system" else Called(self.ref, self.name)


def system_at(house: Institution) -> Actor:
    """Nobody in person: a rule with a clock, or a command at the machine."""
    return Actor(house.pk, "Pactwork", "system", zone=house.time_zone, via="system")


def actor_for(person: Person) -> Actor:
    return Actor(
        institution_id=person.institution_id,
        name=person.name,
        ref=f"person:{person.ref}",
        person_id=person.pk,
        administrator=person.administrator,
        zone=person.institution.time_zone,
        left_out=frozenset(person.institution.left_out),
    )


_persons = Prepared(
    lambda account: (
        Person.objects.filter(account=account, active=True)
        .select_related("account", "institution", "organisation")
        .order_by("pk")
    )
)


def account_with_persons(pk: int) -> Account | None:
    """The account that signed in, with everybody whom it is, in the one query of every request."""
    persons = _persons(pk)
    account = persons[0].account if persons else None
    if account:
        account._persons = persons  # type: ignore[attr-defined]
    return account


def persons_of(account: Account) -> list[Person]:
    """Who an account is, one person for each institution, the earliest first; asked for once."""
    found: list[Person] | None = getattr(account, "_persons", None)
    if found is None:
        found = account._persons = _persons(account.pk)  # type: ignore[attr-defined]
    return found


def person_of(account: Account, chosen: str = "") -> Person | None:
    """The person an account acts as: at the institution (ref) that they chose, or else the earliest,
    so that no other institution's roster can ever move somebody out of where they already are."""
    persons = persons_of(account)
    at_chosen = (person for person in persons if person.institution.ref == chosen)
    return next(at_chosen, persons[0] if persons else None)
