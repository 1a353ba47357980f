"""One account, two institutions: the person chooses where to act, and the walls between them hold."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pactwork.modules.actions import Place, enrol, load_module
from pactwork.modules.models import Run
from pactwork.modules.reading import read
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.models import Institution, Person
from tests.stories import FILES, World

FOLDER = FILES / "empowering-london"


@pytest.fixture
def other(world: World) -> Institution:
    return found_institution("Aardvark College")


@pytest.fixture
def run(other: Institution) -> Run:
    return load_module(other, read(FOLDER / "module.yaml"), folder=FOLDER)


@pytest.fixture
def nadine(world: World, other: Institution, run: Run) -> Person:
    """Nadine of Midshire, who also studies at Aardvark under the same address."""
    email = world.people["nadine"].email
    person = enter_person(other, key="n1", name="Nadine Brooks", email=email)
    enrol(run, person, Place(run.specification["variants"][0]["code"]))
    return person


def menu(client: Client) -> str:
    return client.get("/").content.decode()


def test_whoever_is_at_one_place_is_offered_no_other(world: World, other: Institution) -> None:
    text = menu(world.client("nadine"))
    assert "Go to" not in text
    assert world.client("nadine").post(f"/institutions/{other.ref}/").status_code == 404


def test_the_earlier_one_unless_chosen_and_back(
    world: World, other: Institution, run: Run, nadine: Person
) -> None:
    client = world.client("nadine")
    assert "Go to Aardvark College" in menu(client)
    assert world.run.title in menu(client)
    told = client.post(f"/institutions/{other.ref}/", follow=True).content.decode()
    assert "You are now at Aardvark College." in told
    assert run.title in told
    assert world.run.title not in told
    assert "Go to Midshire University" in told
    client.post(f"/institutions/{world.institution.ref}/")
    assert world.run.title in menu(client)


def test_a_visit_chooses_nothing(world: World, other: Institution, nadine: Person) -> None:
    client = world.client("nadine")
    assert client.get(f"/institutions/{other.ref}/").status_code == 405
    assert client.head(f"/institutions/{other.ref}/").status_code == 405
    assert world.run.title in menu(client)


@pytest.mark.asvs("V8.4.1")
def test_nothing_of_one_is_reached_from_the_other(
    world: World, other: Institution, run: Run, nadine: Person
) -> None:
    contract = world.agreed()
    client = world.client("nadine")
    own, theirs = f"/contracts/{contract.ref}/", f"/modules/{run.ref}/"
    assert (client.get(own).status_code, client.get(theirs).status_code) == (200, 404)
    client.post(f"/institutions/{other.ref}/")
    assert (client.get(own).status_code, client.get(theirs).status_code) == (404, 200)


@pytest.mark.asvs("V8.4.1")
def test_power_at_one_is_none_at_the_other(world: World, other: Institution, run: Run) -> None:
    """Helen teaches at Midshire and administers Aardvark."""
    email = world.people["helen"].email
    enter_person(other, key="h", name="Helen Marsh", email=email, administrator=True)
    client = world.client("helen")
    assert client.get("/roster/").status_code == 404
    client.post(f"/institutions/{other.ref}/")
    text = client.get("/roster/").content.decode()
    assert run.ref in text
    assert world.run.ref not in text
    assert client.get("/queue/").status_code == 404


def test_a_choice_ends_with_the_place(world: World, other: Institution, nadine: Person) -> None:
    client = world.client("nadine")
    client.post(f"/institutions/{other.ref}/")
    Person.objects.filter(pk=nadine.pk).update(active=False)
    assert world.run.title in menu(client)
    assert client.post(f"/institutions/{other.ref}/").status_code == 404


def test_signing_out_forgets_the_choice(world: World, other: Institution, nadine: Person) -> None:
    client = world.client("nadine")
    client.post(f"/institutions/{other.ref}/")
    client.post("/sign-in/out/")
    account = world.people["nadine"].account
    assert account is not None
    client.force_login(account, backend="pactwork.web.signin.Backend")
    assert world.run.title in menu(client)


def test_choosing_costs_no_question_more(world: World, nadine: Person) -> None:
    """Everybody's institutions come with the one question that says who they are."""
    counts = []
    for name in ("nadine", "tomasz"):
        client = world.client(name)
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
