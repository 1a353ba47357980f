"""What somebody is called, compared with the names that the history has for them."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from pactwork.history.models import Entry, Name
from pactwork.history.names import fits
from pactwork.history.record import record
from pactwork.people.models import Institution, Person

RENAMED, NOTED = "renamed", "names_noted"  # in a payload: who has another name from now on; an act


def called_otherwise(house: Institution) -> Iterator[Person]:
    """People whom the history knows, and not by the name that the table has."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for row in Name.objects.filter(chain=house.ref, of__startswith="person:"):
        if fits(row):
            known[row.of].add(row.name)
    for person in Person.objects.filter(institution=house).order_by("pk"):
        names = known.get(f"person:{person.ref}")
        if names and person.name not in names:
            yield person


@transaction.atomic
def note_names() -> None:
    """Once for each institution: names that rosters changed before the history kept those are noted."""
    noted = Entry.objects.filter(act=NOTED).values("subject")
    for house in Institution.objects.exclude(ref__in=noted).order_by("pk"):
        payload = {RENAMED: [person.called for person in called_otherwise(house)]}
        record(
            NOTED, chain=house.ref, subject=house.ref, by="system", key=house.key, payload=payload
        )
