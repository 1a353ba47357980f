"""Removal bites at once: whoever saw the contract a moment ago finds nothing at the next request."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from pactwork.contracts import actions
from pactwork.ground import clock
from pactwork.modules.models import Enrolment, LearningSet, Role
from pactwork.people.models import Account, Person
from tests.contracts.plans import reader
from tests.stories import CAROL, World

Removal = Callable[[World, str], None]

GONE = (302, 404)  # to the sign-in, or nothing at all
UNSENT = (401, 404)  # what was typed, with a way to the sign-in; or nothing at all


def _role_ends(world: World, name: str) -> None:
    yesterday = clock.today("Europe/London") - timedelta(days=1)
    Role.objects.filter(person=world.people[name]).update(ends_on=yesterday)


def _role_goes(world: World, name: str) -> None:
    Role.objects.filter(person=world.people[name]).delete()


def _person_goes(world: World, name: str) -> None:
    Person.objects.filter(pk=world.people[name].pk).update(active=False)


def _account_shut(world: World, name: str) -> None:
    account = world.people[name].account
    assert account
    Account.objects.filter(pk=account.pk).update(is_active=False)


def _place_ends(world: World, name: str) -> None:
    yesterday = clock.today("Europe/London") - timedelta(days=1)
    Enrolment.objects.filter(person=world.people[name]).update(ends_on=yesterday)


def _other_set(world: World, name: str) -> None:
    other = LearningSet.objects.get(run=world.run, name="Set 2")
    Enrolment.objects.filter(person=world.people[name]).update(learning_set=other)


STAFF = ("helen", "ruth", "anil", "grace")
REMOVALS: list[tuple[str, Removal]] = [
    *((name, removal) for name in STAFF for removal in (_role_ends, _role_goes)),
    *((name, removal) for name in STAFF for removal in (_person_goes, _account_shut)),
    *(("tomasz", removal) for removal in (_place_ends, _other_set, _person_goes, _account_shut)),
    *(("nadine", removal) for removal in (_place_ends, _person_goes, _account_shut)),
]


@pytest.fixture
def seen(world: World) -> str:
    """Nadine's contract, with every party asked: everybody concerned sees its drafts."""
    world.share(triage={"covert": "yes"})
    for party in ("workplace", "ethics", "university"):
        world.ask(party)
    return f"/contracts/{world.contract().ref}/drafts/"


@pytest.mark.asvs("V7.4.2", "V8.3.2")
@pytest.mark.parametrize(("name", "removal"), REMOVALS)
def test_the_next_request_finds_nothing(
    world: World, seen: str, name: str, removal: Removal
) -> None:
    client = world.client(name)
    assert client.get(seen).status_code == 200
    removal(world, name)
    assert client.get(seen).status_code in GONE
    assert client.get(f"{seen}1/").status_code in GONE
    assert client.post(seen.replace("drafts", "read"), {"draft": "1"}).status_code in UNSENT


def _replaced(world: World) -> None:
    ref, by = world.seat("workplace").ref, world.actor("nadine")
    ian = {**CAROL, "name": "Ian Moss", "email": "ian@larkmoor.example"}
    actions.ask_instead(world.contract(), ref, by=by, draft=1, **ian)


def _taken_back(world: World) -> None:
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))


def _ended(world: World) -> None:
    said = {"kind": "completed", "reason": "It is done."}
    actions.end_contract(world.contract(), by=world.actor("ruth"), **said)


@pytest.mark.parametrize("removal", [_replaced, _taken_back, _ended])
def test_a_link_that_ended_shows_and_decides_nothing(
    world: World, seen: str, removal: Callable[[World], None]
) -> None:
    """The page was open, the form filled; then the ask was over."""
    carol = reader(world)
    page = carol.open()
    words = "Listen back to twelve of my own complaint calls."
    assert words in page.content.decode()
    removal(world)
    assert words not in carol.open().content.decode()
    done = carol.answer("yes", page)
    assert done.status_code == 409
    assert not world.dossier().answers


def test_a_stranger_to_the_letter_is_asked_for_its_code(world: World, seen: str) -> None:
    page = Client().get(reader(world).page)
    assert "Listen back to twelve" not in page.content.decode()
