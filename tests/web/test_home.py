"""Home: what waits for whom, in a number of queries that does not grow; colours, help, health."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pactwork.contracts.models import Turn
from pactwork.ground import clock
from pactwork.modules.actions import Place, enrol, load_module
from pactwork.modules.reading import read
from tests.stories import FILES, World

COUNT = 7  # queries of a home page: signing in, the frame, what is owed, the page itself, the set's news


def home(world: World, name: str) -> str:
    response = world.client(name).get("/")
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_student_without_a_contract_is_sent_to_the_brief(world: World) -> None:
    page = home(world, "nadine")
    assert "Read the brief, then start" in page
    assert reverse("modules:run", args=[world.run.ref]) in page


def test_a_student_sees_every_yes_and_whose_turn_it_is(world: World) -> None:
    world.share()
    world.ask("university")
    page = home(world, "nadine")
    assert "Your turn" in page
    assert "University" in page.split("You are waiting for")[1]
    world.agreed("tomasz")
    assert "See what is agreed" in home(world, "tomasz")


def test_a_facilitator_sees_who_waits_and_for_how_long(world: World) -> None:
    assert "Nobody is waiting for you." in home(world, "helen")
    world.share()
    world.ask("university")
    page = home(world, "helen")
    assert "One thing for you, Helen" in page
    assert "Nadine Brooks is waiting for your answer" in page


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("dan", "Careers colleague"),
        ("lena", "External examiner"),
        ("grace", "Placement officer"),
        ("ruth", "Module leader"),
        ("anil", "Ethics reviewer"),
    ],
)
def test_every_role_is_named_on_its_own_home(world: World, name: str, role: str) -> None:
    world.share()
    page = home(world, name)
    assert role in page
    assert "Nadine" not in page


def test_an_administrator_finds_the_roster(world: World) -> None:
    assert "Roster" in home(world, "moira")


def test_more_modules_cost_no_more_queries(world: World, django_assert_num_queries: Any) -> None:
    world.agreed()
    client = world.client("nadine")
    client.get("/")
    with django_assert_num_queries(COUNT):
        client.get("/")
    folder = FILES / "empowering-london"
    other = load_module(world.institution, read(folder / "module.yaml"), folder=folder)
    code = other.specification["variants"][0]["code"]
    enrol(other, world.people["nadine"], Place(code, learning_set="London 1"))
    for name in ("tomasz", "priya"):
        world.agreed(name)
    client.get("/")  # a module's file is read once in a process
    with django_assert_num_queries(COUNT):
        assert "Empowering London" in client.get("/").content.decode()


def test_what_a_workplace_promised_is_no_promise_of_ours(world: World) -> None:
    world.share()
    world.ask("workplace")
    world.ask("university")
    Turn.objects.filter(seat__isnull=False).update(due_on=clock.now() - timedelta(days=2))
    page = home(world, "ruth")
    assert "Missed promises" in page
    assert page.split("Missed promises")[1].split("</ul>")[0].count("<li>") == 1


def test_colours_are_kept_and_lead_back_here(client: Client) -> None:
    response = client.post(reverse("theme"), {"theme": "dark", "next": "/help/"})
    assert response["Location"] == "/help/"
    assert client.cookies["theme"].value == "dark"
    assert 'data-bs-theme="dark"' in client.get("/help/").content.decode()


@pytest.mark.asvs("V3.7.2")
@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_colours_lead_nowhere_else(client: Client, away: str) -> None:
    response = client.post(reverse("theme"), {"theme": "neon", "next": away})
    assert response["Location"] == "/"
    assert "theme" not in client.cookies


def test_the_process_says_that_it_is_well(client: Client, db: None) -> None:
    assert client.get("/healthz").content == b"ok\n"


def nav(world: World, name: str, address: str = "/") -> str:
    page = world.client(name).get(address)
    assert page.status_code == 200
    return str(page.content.decode()).split("</nav>")[0]


def test_talk_and_hotseats_are_one_press_from_home(world: World) -> None:
    """Everybody who talks on a module finds its talk; the examiner, who does not, is not sent there."""
    talk = reverse("conversations:talk", args=[world.run.ref])
    hot = reverse("hotseats:run", args=[world.run.ref])
    for name in ("nadine", "helen", "ruth", "dan"):
        assert f'href="{talk}"' in nav(world, name)
        assert f'href="{hot}"' in nav(world, name)
    assert talk not in home(world, "lena")
    for address in (talk, reverse("conversations:clarifications", args=[world.run.ref])):
        assert f'href="{talk}" aria-current="page"' in nav(world, "nadine", address)
    module = reverse("modules:run", args=[world.run.ref])
    assert f'href="{module}" aria-current="page"' not in nav(world, "nadine", talk)
    assert f'href="{module}" aria-current="page"' in nav(world, "nadine", module)


def test_a_second_module_has_its_own_ways(world: World) -> None:
    """Two presses at most: from the card of the module, or from the talk of the other one."""
    spec = read(FILES / "empowering-london" / "module.yaml")
    second = load_module(world.institution, spec, folder=FILES / "empowering-london")
    code = spec.variants[0].code
    enrol(second, world.people["nadine"], Place(code, cohort="All", learning_set="Set 9"))
    page = home(world, "nadine")
    for run in (world.run, second):
        for name in ("conversations:talk", "conversations:clarifications", "hotseats:run"):
            assert reverse(name, args=[run.ref]) in page
    other = world.client("nadine").get(reverse("conversations:talk", args=[second.ref]))
    assert reverse("conversations:talk", args=[world.run.ref]) in other.content.decode()


def test_an_address_that_only_takes_a_form_says_so_on_a_page(client: Client) -> None:
    shown = client.get(reverse("theme"))
    assert (shown.status_code, shown["Allow"]) == (405, "POST")
    assert "Go to your home page" in shown.content.decode()


def test_an_administrator_who_has_something_to_check_is_not_told_there_is_nothing(
    world: World,
) -> None:
    """No worker, no backup and no check in a test."""
    page = home(world, "moira")
    assert "things to check: system status" in page
    assert "Something to check, Moira" in page
    assert "Nothing for you to do" not in page
