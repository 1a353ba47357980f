"""What stands against erasing somebody: whatever is open in their name, or kept by a rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pactwork.contracts.models import Contract
from pactwork.ground import clock
from pactwork.ground.personal_data import DataSubject, at_any
from pactwork.history.models import Entry
from pactwork.hotseats.models import Hotseat
from pactwork.modules.models import Enrolment, Role
from pactwork.modules.queries import in_force, lasting, weeks_of
from pactwork.people.models import Person
from pactwork.rights.queries.confirmed import confirmed_in
from pactwork.rights.queries.due import Rules, ended_on

JOINS = ("run", "institution", "enrolment__run", "student")


@dataclass(frozen=True)
class Hold:
    """One thing that has to end first, and on which day it does, if that is known."""

    what: str
    until: date | None = None

    def __str__(self) -> str:
        return f"{self.what} (until {self.until})" if self.until else self.what


def own(who: DataSubject) -> QuerySet[Contract]:
    """Contracts of which they are the student: those go with them."""
    return Contract.objects.filter(student__in=who.persons).select_related(*JOINS)


def named_in(who: DataSubject) -> QuerySet[Contract]:
    """Other people's contracts in which they answered, were asked, or acted."""
    acted = Entry.objects.filter(chain=who.house.ref, by__in=who.refs).values("subject")
    held = at_any("seats__holders__email", who.emails)
    answered = Q(seats__answers__by_person__in=who.persons)
    handed = Q(seats__asks__handed_to__in=who.persons)
    objected = Q(seats__objections__by_person__in=who.persons)
    looked = Q(seats__holders__vouched_by__in=who.persons)
    looked |= Q(seats__holders__refused_by__in=who.persons) | Q(pk__in=confirmed_in(who))
    found = Contract.objects.filter(
        held | answered | handed | objected | looked | Q(ref__in=acted), institution=who.house
    )
    found = found.exclude(student__in=who.persons).distinct()
    return found.select_related(*JOINS).order_by("pk")


def holds(who: DataSubject) -> list[Hold]:
    return list(_holds(who))


def _holds(who: DataSubject) -> Iterator[Hold]:
    today = clock.today(who.house.time_zone)
    people = Person.objects.filter(pk__in=who.persons, active=True)
    if people.filter(administrator=True).exists():
        yield Hold("They are an administrator")
    places = Enrolment.objects.filter(lasting(today), person__in=who.persons)
    for place in places.select_related("run"):
        if (last := weeks_of(place)[-1].last) >= today:
            yield Hold(f"They have a place on {place.run}", place.ends_on or last)
    roles = Role.objects.filter(in_force(today), person__in=people)
    for role in roles.select_related("run"):
        yield Hold(f"They are {role.kind.replace('_', ' ')} on {role.run}", role.ends_on)
    seats = Hotseat.objects.filter(at_any("guest_email", who.emails), run__institution=who.house)
    for seat in seats.filter(closes_at__gte=clock.now(), cancelled_at=None, declined_at=None):
        yield Hold("They are the guest of a hotseat", seat.closes_at.date())
    yield from _of_contracts(who, today)


def _of_contracts(who: DataSubject, today: date) -> Iterator[Hold]:
    rules = Rules(who.house)
    for whose, found in (
        ("Their contract {}", own(who)),
        ("The contract {}, in which they are named,", named_in(who)),
    ):
        for contract in found.select_related("ending"):
            kept, over = rules.kept(contract), ended_on(contract.enrolment)
            if kept and kept.until >= today:
                yield Hold(f"{whose.format(contract.ref)} is kept by rule", kept.until)
            elif not hasattr(contract, "ending") and over >= today:
                yield Hold(f"{whose.format(contract.ref)} is open", over)
