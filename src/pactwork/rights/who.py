"""Somebody, as the tables of one institution know them: by person, by account, by address."""

from dataclasses import dataclass

from django.db.models import Q

from pactwork.contracts.models import Holder
from pactwork.ground.mailboxes import mailbox
from pactwork.hotseats.models import Hotseat
from pactwork.people.models import Institution, Person


@dataclass(frozen=True)
class Who:
    """``refs`` is what the history calls them. Institutions are walls: of one at a time."""

    house: Institution
    persons: tuple[int, ...] = ()
    accounts: tuple[int, ...] = ()
    emails: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return bool(self.persons or self.refs)


def at_any(path: str, emails: tuple[str, ...]) -> Q:
    """One of these addresses, whatever its capitals; of none, nothing."""
    found = Q(pk__in=[])
    for email in emails:
        found |= Q(**{f"{path}__iexact": email})
    return found


def who_is(person: Person) -> Who:
    return _who(person.institution, [person], person.email)


def who_at(house: Institution, email: str) -> Who:
    """Whoever has this address there: on the roster, or asked by a mailed link."""
    same = Q(email__iexact=email.strip()) | Q(account__email=mailbox(email))
    people = list(Person.objects.filter(same, institution=house).select_related("account"))
    return _who(house, people, email)


def _who(house: Institution, people: list[Person], email: str) -> Who:
    emails = {email.strip().lower(), mailbox(email)}
    emails |= {p.email.lower() for p in people} | {p.account.email for p in people if p.account}
    known = tuple(sorted(emails - {""}))
    held = Holder.objects.filter(at_any("email", known), seat__contract__institution=house)
    seats = Hotseat.objects.filter(at_any("guest_email", known), run__institution=house)
    return Who(
        house,
        persons=tuple(p.pk for p in people),
        accounts=tuple(p.account_id for p in people if p.account_id),
        emails=known,
        refs=(
            *(f"person:{p.ref}" for p in people),
            *(f"holder:{pk}" for pk in held.values_list("pk", flat=True)),
            *(f"guest:{ref}" for ref in seats.values_list("ref", flat=True)),
        ),
    )
