"""The rows that go when somebody is erased, and those that stay as somebody's who was erased."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pactwork.contracts.actions.base import finish, locked
from pactwork.contracts.actions.clockwork import clockwork
from pactwork.contracts.actions.erasing import forget_files
from pactwork.contracts.models import (
    Agreement,
    Answer,
    Contract,
    Holder,
    Objection,
    Reading,
    Recording,
    SavedNote,
    UnsentPoint,
    Waiver,
)
from pactwork.contracts.visibility import fresh
from pactwork.conversations.models import Mention, Thread
from pactwork.digests.models import Wishes
from pactwork.ground import clock
from pactwork.ground.personal_data import DataSubject, at_any
from pactwork.history.models import Delivery, SignInCode
from pactwork.history.names import marks_in
from pactwork.history.queries import entries_about
from pactwork.hotseats.models import Hotseat
from pactwork.links.models import Link
from pactwork.modules.models import Enrolment, Role
from pactwork.people.models import Person
from pactwork.rights.queries.confirmed import confirmed_by
from pactwork.sets.models import Availability, Pair


def nobody() -> str:
    return _("A person who was erased")


def forget_in_contract(who: DataSubject, contract: Contract, marks: set[str]) -> None:
    """Their name goes from another's contract; what they said there stays, and its rows are sealed anew."""
    locked(contract)
    holders = Holder.objects.filter(at_any("email", who.emails), seat__contract=contract)
    keys = list(holders.values_list("pk", flat=True))
    by_them = Q(by_person__in=who.persons)
    answers = Answer.objects.filter(by_them | Q(ask__holder__in=keys), seat__contract=contract)
    objections = Objection.objects.filter(
        by_them | Q(by_name__in=set(holders.values_list("name", flat=True)), by_person=None),
        seat__contract=contract,
    )
    _unname(who, contract, answers)
    _forget_scans(answers)
    objections.update(by_name=nobody())
    answers.update(by_name=nobody())
    holders.update(name=nobody(), email="", job="")
    here = marks & _marks_of(contract)
    payload = {"marks": sorted(here)}
    finish("person_erased", fresh(contract), by=clockwork(contract), payload=payload)


def _marks_of(contract: Contract) -> set[str]:
    return {mark for entry in entries_about(contract.ref) for mark in marks_in(entry.payload)}


def _places(rows: QuerySet[Any]) -> set[tuple[str, str]]:
    """Party and moment, as an agreement keeps them with each yes."""
    return {(one.seat.party, one.at.isoformat()) for one in rows.select_related("seat")}


def _unname(who: DataSubject, contract: Contract, answers: QuerySet[Answer]) -> None:
    """Who said yes, as it was written into what was in force: found by party and moment."""
    answers_in = Answer.objects.filter(seat__contract=contract)
    waivers = Waiver.objects.filter(seat__contract=contract, by_person__in=who.persons)
    said = _places(answers) | _places(waivers)
    noted = _places(answers_in.filter(recording__by_person__in=who.persons))
    confirmed = confirmed_by(who)
    for agreement in Agreement.objects.filter(contract=contract):
        for row in agreement.yeses:
            place = (row["party"], row["at"])
            row |= {"confirmed_by": nobody()} if confirmed(row) else {}
            row |= {"name": nobody()} if place in said else {}
            row |= {"by": nobody()} if "by" in row and place in noted else {}
        agreement.save(update_fields=["yeses"])


def _forget_scans(answers: QuerySet[Answer]) -> None:
    """A page that they signed shows their name and hand."""
    rows = Recording.objects.filter(answer__in=answers, file__isnull=False)
    files = list(rows.values_list("file", flat=True))
    rows.update(file=None)
    forget_files(files)


def forget_rows(who: DataSubject) -> None:
    """What is theirs alone goes; what others need stays without their name."""
    for rows in _theirs(who):
        rows.delete()
    today = clock.today(who.house.time_zone)
    still = Q(ends_on=None) | Q(ends_on__gt=today)
    Enrolment.objects.filter(still, person__in=who.persons).update(ends_on=today)
    Role.objects.filter(still, person__in=who.persons).update(ends_on=today)
    emails = Delivery.objects.filter(at_any("to", who.emails), entry__chain=who.house.ref)
    emails.filter(sent_at=None, stopped_at=None).update(
        stopped_at=clock.now(), stopped_why="erased"
    )
    emails.update(to="")
    links = Link.objects.filter(at_any("email", who.emails), institution=who.house)
    links.filter(ended_at=None).update(ended_at=clock.now(), ended_why="erased")
    links.update(email="", name=nobody())
    seats = Hotseat.objects.filter(at_any("guest_email", who.emails), run__institution=who.house)
    seats.update(guest_email="", guest_name=nobody(), guest_line="")


def _theirs(who: DataSubject) -> Iterator[QuerySet[Any]]:
    people = who.persons
    yield Availability.objects.filter(enrolment__person__in=people)
    yield Pair.objects.filter(Q(one__in=people) | Q(other__in=people))
    yield Wishes.objects.filter(person__in=people)
    yield SavedNote.objects.filter(person__in=people)
    yield UnsentPoint.objects.filter(person__in=people)
    yield Reading.objects.filter(person__in=people)
    yield Mention.objects.filter(person__in=people)
    # Talk that they had with themselves, and the team's notes about them.
    alone = Q(audience="me", person__in=people) | Q(student__person__in=people)
    yield Thread.objects.filter(about__in=Thread.objects.filter(alone))
    yield Thread.objects.filter(alone)


def forget_person(who: DataSubject) -> None:
    """The row stays, so that what it did keeps its place; nothing in it says who it was."""
    for person in Person.objects.filter(pk__in=who.persons):
        account = person.account
        person.account = person.organisation = None
        person.name, person.key = nobody(), f"erased-{person.ref}"
        person.known_as = person.email = person.phone = person.job = person.introduction = ""
        person.administrator = person.active = False
        person.save()
        if account and not Person.objects.filter(account=account).exists():
            SignInCode.objects.filter(to__iexact=account.email).delete()
            account.delete()  # and with it wherever they are signed in, and by what
