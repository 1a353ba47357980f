"""Whom an account acts as: nobody, the earliest, or the one chosen; and what the history calls them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.history.names import Called
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.actors import Actor, account_with_persons, actor_for, person_of, persons_of
from pactwork.people.models import Account, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadine() -> Person:
    return enter_person(
        found_institution("Midshire University"), key="n", name="Nadine", email="n@a.example"
    )


@pytest.fixture
def also(nadine: Person) -> Person:
    """The same account at a second institution."""
    return enter_person(
        found_institution("Aardvark College"), key="n", name="Nadine B", email="n@a.example"
    )


def account_of(person: Person) -> Account:
    assert person.account is not None
    return Account.objects.get(pk=person.account.pk)


def test_an_account_that_is_nobody_any_more_acts_as_nobody(nadine: Person) -> None:
    account = account_of(nadine)
    Person.objects.update(active=False)
    assert person_of(account) is None
    assert persons_of(account) == []
    assert account_with_persons(account.pk) is None
    assert account_with_persons(account.pk + 1) is None


def test_the_earliest_unless_another_is_chosen(nadine: Person, also: Person) -> None:
    account = account_of(nadine)
    assert persons_of(account) == [nadine, also]
    assert person_of(account) == person_of(account, "elsewhere") == nadine
    assert person_of(account, also.institution.ref) == also


def test_the_account_that_signed_in_is_read_with_everybody_whom_it_is(
    nadine: Person, also: Person
) -> None:
    with CaptureQueriesContext(connection) as asked:
        account = account_with_persons(account_of(nadine).pk)
        assert account is not None
        assert persons_of(account) == persons_of(account) == [nadine, also]
    assert len(asked) == 2  # one of them this test's own


def test_an_actor_is_the_person_at_their_institution(nadine: Person) -> None:
    actor = actor_for(nadine)
    assert actor == Actor(
        institution_id=nadine.institution_id,
        name="Nadine",
        ref=f"person:{nadine.ref}",
        person_id=nadine.pk,
        zone=nadine.institution.time_zone,
    )
    assert (actor.via, actor.administrator) == ("account", False)
    nadine.administrator = True
    assert actor_for(nadine).administrator


def test_a_name_is_somebodys_unless_the_system_did_it() -> None:
    by = Actor(1, "Nadine", "person:n")
    assert by.called == Called("person:n", "Nadine")
    assert Actor(1, "Pactwork", "system", via="system").called == "Pactwork"
