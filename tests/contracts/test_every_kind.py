"""A module the code has never heard of: every kind of section opens, is filled in and reads back."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pactwork.contracts.models import Contract, Text
from pactwork.modules.actions import Place, enrol, load_module
from pactwork.modules.reading import read
from tests.one_line import one_line
from tests.stories import FILES, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def samir(world: World) -> Client:
    """Samir, who takes the second module too, with dates of his own and a contract begun."""
    folder = FILES / "empowering-london"
    run = load_module(world.institution, read(folder / "module.yaml"), folder=folder)
    enrol(run, world.people["samir"], Place(run.specification["variants"][0]["code"]))
    client = world.client("samir")
    client.post(reverse("contracts:start", args=[run.ref]))
    return client


def step(key: str) -> str:
    return reverse(
        "contracts:step", args=[Contract.objects.get(run__key="empowering-london").ref, key]
    )


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert isinstance(response, HttpResponse)
    assert response.status_code == 200
    return response.content.decode()


def test_every_step_of_another_module_opens(samir: Client) -> None:
    contract = Contract.objects.get(run__key="empowering-london")
    keys = [section["key"] for section in contract.template.body["sections"]]
    kinds = {section["kind"] for section in contract.template.body["sections"]}
    assert {"grid", "choice", "ethics", "promise", "goals", "people", "weeks"} <= kinds
    for key in keys:
        assert "There is a problem" not in page(samir, step(key))
    page(samir, reverse("contracts:check", args=[contract.ref]))


def test_a_grid_is_filled_in_and_wrong_choices_are_said(samir: Client) -> None:
    words = {"cell-0-level": "Low", "cell-0-action": "Tidy up first", "version": "0"}
    assert samir.post(step("risks"), words).status_code == 302
    shown = page(samir, step("risks"))
    assert '<option value="Low" selected>' in shown
    assert "Tidy up first" in shown
    wrong = samir.post(step("risks"), words | {"cell-1-level": "Extreme", "version": "1"})
    assert wrong.status_code == 422
    assert "“Extreme” is not one of them" in wrong.content.decode()
    assert "Tidy up first" in wrong.content.decode()


def test_ticks_choices_and_addresses_are_kept(samir: Client) -> None:
    ticks = {"challenges": ["Poverty and deprivation", "Crime"], "version": "0"}
    samir.post(step("challenge"), ticks)
    assert Text.objects.get(section="challenge").value["challenges"] == ticks["challenges"]
    assert "Poverty and deprivation; Crime" in page(samir, step("challenge"))
    wrong = samir.post(step("organisation"), {"email": "nobody", "name": "Larder", "version": "0"})
    assert wrong.status_code == 422
    assert "“nobody” is not one" in wrong.content.decode()
    assert "Larder" in wrong.content.decode()


def test_vacations_stand_between_the_weeks(world: World, samir: Client) -> None:
    enrolment = world.enrolments["nadine"]
    enrolment.group = "january"
    enrolment.save()
    address = reverse("contracts:step", args=[world.contract().ref, "weeks"])
    shown = one_line(page(world.client("nadine"), address))
    assert "Easter vacation, 29 Mar 2027 to 9 Apr 2027" in shown
    assert shown.count("University closed:") == 1
    assert "University closed: 26 Mar 2027" in shown
    brief = one_line(page(world.client("nadine"), f"/modules/{world.run.ref}/"))
    assert "University closed: 26 Mar 2027" in brief


def test_a_choice_of_format_says_when_it_is_due(world: World) -> None:
    address = reverse("contracts:step", args=[world.contract().ref, "format"])
    shown = page(world.client("nadine"), address)
    assert "Submit by Friday 11 December 2026, 15:00." in shown
    assert 'name="portfolio"' in shown
