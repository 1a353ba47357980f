"""Writing institutions and persons, and what this database is for."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from pactwork.ground import clock
from pactwork.ground.bulk import put_row, save_many
from pactwork.ground.mailboxes import mailbox, written
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import insist_valid
from pactwork.history.record import Notice, record
from pactwork.people.actors import Actor
from pactwork.people.models import Account, Installation, Institution, Organisation, Person, Tally
from pactwork.people.rules import describing

# What a roster may say of somebody.
DETAILS = (
    *("name", "known_as", "email", "account", "job", "organisation", "introduction"),
    *("administrator", "active"),
)
MOST_FOUND = 20


def beat() -> None:
    """The letters worker is alive."""
    installation, _ = Installation.objects.get_or_create(pk=1)
    installation.beat_at = clock.now()
    installation.save(update_fields=["beat_at"])


def remember_check(found: Sequence[str]) -> None:
    """What the nightly check found; the first few are enough to begin with."""
    put_row(
        Installation, pk=1, defaults={"checked_at": clock.now(), "found": list(found[:MOST_FOUND])}
    )


def forget_found(what: str) -> None:
    """Somebody has looked into this."""
    for known in Installation.objects.filter(pk=1):
        known.found = [one for one in known.found if not one.startswith(f"{what}:")]
        known.save(update_fields=["found"])


def remember_backup(made_at: datetime, out: str) -> None:
    """There is a backup of this moment, and where it was written."""
    put_row(Installation, pk=1, defaults={"backed_up_at": made_at, "backed_up_to": out})


def limit_reached(kind: str) -> None:
    """Somebody was asked to wait; counted by the day, for whoever looks after the machine."""
    tally, _ = Tally.objects.get_or_create(day=clock.now().date(), kind=kind)
    Tally.objects.filter(pk=tally.pk).update(times=F("times") + 1)


def mark_demo() -> None:
    """This database is a demo, and stays one."""
    put_row(Installation, pk=1, defaults={"demo": True})


def found_institution(
    name: str, *, time_zone: str = "Europe/London", help_email: str = ""
) -> Institution:
    """The institution of this name, made if it is new."""
    wrong = describing.problems(time_zone, help_email)
    insist_valid({"name": describing.name_problem(name), **wrong})
    institution, _ = Institution.objects.get_or_create(
        name=name,
        defaults={"time_zone": time_zone, "help_email": help_email, "key": token_hex(32)},
    )
    return institution


@transaction.atomic
def ask_for_second_step(institution: Institution, on: bool, *, by: Actor) -> None:
    """Whether staff sign in with a second step from now on; for whoever has none, before anything else."""
    if not by.administrator or by.institution_id != institution.pk:
        raise Refused(Refusal("not_your_move", {"move": "ask_for_second_step"}))
    Institution.objects.filter(pk=institution.pk).update(staff_second_step=on)
    record(
        "second_step_asked" if on else "second_step_left",
        chain=institution.ref,
        subject=institution.ref,
        by=by.ref,
        key=institution.key,
        payload={"name": by.called},
    )


@transaction.atomic
def forget_second_step(account: Account) -> bool:
    """Everything that was set up is gone; each institution where they are somebody has it on record."""
    gone, _ = Authenticator.objects.filter(user=account).delete()
    if gone:
        _about_second_step("second_step_forgotten", account, "forgotten", by="system")
    return bool(gone)


@transaction.atomic
def remember_second_step(account: Account, what: str) -> None:
    """One was added or taken away, as ``what`` says in a word; its owner hears of it."""
    _about_second_step("signing_in_changed", account, what)


def _about_second_step(act: str, account: Account, what: str, by: str = "") -> None:
    """An entry at each institution, and one email."""
    persons = Person.objects.filter(account=account, active=True).select_related("institution")
    for n, person in enumerate(persons.order_by("institution_id")):
        record(
            act,
            chain=person.institution.ref,
            subject=person.institution.ref,
            by=by or f"person:{person.ref}",
            key=person.institution.key,
            payload={"of": person.ref, "what": what},
            notices=[] if n else [Notice("signing_in_changed", account.email, what)],
        )


def organisation(institution: Institution, name: str) -> Organisation:
    return Organisation.objects.get_or_create(institution=institution, name=name)[0]


@transaction.atomic
def enter_person(
    institution: Institution, *, key: str, name: str, email: str, **details: object
) -> Person:
    """Add or update somebody by the key a roster knows them by, with an account to sign in."""
    account, _ = Account.objects.get_or_create(email=mailbox(email))
    person, _ = put_row(
        Person,
        institution=institution,
        key=key,
        defaults={
            "name": name,
            "email": written(email),
            "account": account,
            "active": True,
            **details,
        },
    )
    return person


@transaction.atomic
def enter_people(people: Sequence[Person]) -> None:
    """Add or save many at once; each with the account of their address."""
    wanted = {mailbox(person.email) for person in people}
    known = set(Account.objects.filter(email__in=wanted).values_list("email", flat=True))
    fresh = [Account(email=email) for email in sorted(wanted - known)]
    for account in fresh:
        account.set_unusable_password()
    Account.objects.bulk_create(fresh)
    accounts = {account.email: account for account in Account.objects.filter(email__in=wanted)}
    for person in people:
        person.email, person.active = written(person.email), True
        person.account = accounts[mailbox(person.email)]
    known_before = [person for person in people if person.pk]
    Person.objects.bulk_create([person for person in people if not person.pk])
    save_many(known_before, DETAILS)
