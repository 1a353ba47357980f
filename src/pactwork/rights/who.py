"""Who somebody is to the tables of one institution."""

from dataclasses import replace

from django.db.models import Q

from pactwork.ground.installed import personal_data
from pactwork.ground.mailboxes import mailbox
from pactwork.ground.personal_data import DataSubject
from pactwork.people.models import Institution, Person


def who_is(person: Person) -> DataSubject:
    return _who(person.institution, [person], person.email)


def who_at(house: Institution, email: str) -> DataSubject:
    """Whoever has this address there: on the roster, or asked by a mailed link."""
    same = Q(email__iexact=email.strip()) | Q(account__email=mailbox(email))
    people = list(Person.objects.filter(same, institution=house).select_related("account"))
    return _who(house, people, email)


def _who(house: Institution, people: list[Person], email: str) -> DataSubject:
    emails = {email.strip().lower(), mailbox(email)}
    emails |= {p.email.lower() for p in people} | {p.account.email for p in people if p.account}
    who = DataSubject(
        house,
        persons=tuple(p.pk for p in people),
        accounts=tuple(p.account_id for p in people if p.account_id),
        emails=tuple(sorted(emails - {""})),
    )
    refs = [f"person:{p.ref}" for p in people]
    for one in personal_data():
        refs += one.refs(who)
    return replace(who, refs=tuple(refs))
