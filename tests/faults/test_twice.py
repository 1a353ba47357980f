"""A double click, or a form that is sent again: never two of anything."""

from typing import Any

import pytest

from pactwork.contracts.models import Answer, Ask, Draft
from pactwork.history.models import Entry
from tests.contracts.plans import forms_in, reader, soon, text_of
from tests.stories import CAROL, World


def form(page: Any, end: str) -> dict[str, str]:
    """The fields of the form that goes to this address."""
    found = (f for f in forms_in(page.content.decode()) if f["action"].endswith(end))
    fields: dict[str, str] = next(found)["fields"]
    return fields


def acts() -> list[str]:
    """What was done about contracts, in order."""
    found = Entry.objects.exclude(act="module_loaded").order_by("seq")
    return list(found.values_list("act", flat=True))


def test_sharing(world: World) -> None:
    ref, nadine = world.write().ref, world.client("nadine")
    sent = form(nadine.get(f"/contracts/{ref}/check/"), "/share/")
    first, second = (nadine.post(f"/contracts/{ref}/share/", sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 409)
    assert Draft.objects.count() == 1
    assert acts() == ["contract_started", "draft_shared"]


@pytest.mark.parametrize("party", ["university", "workplace"])
def test_asking(world: World, party: str) -> None:
    world.share()
    address = f"/contracts/{world.contract().ref}/ask/{world.seat(party).ref}/"
    nadine = world.client("nadine")
    sent = form(nadine.get(address), address) | (CAROL if party == "workplace" else {})
    first, second = (nadine.post(address, sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 409)
    assert Ask.objects.count() == 1
    assert soon().count() == (party == "workplace")
    assert acts()[-2:] == ["draft_shared", "asked"]


def test_answering_by_account(world: World) -> None:
    world.share()
    world.ask("university")
    ref, helen = world.contract().ref, world.client("helen")
    address = f"/contracts/{ref}/review/{world.seat('university').ref}/"
    sent = form(helen.get(f"/contracts/{ref}/review/"), address)
    sent |= {"do": "answer", "kind": "yes"}
    first, second = (helen.post(address, sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 409)
    assert Answer.objects.count() == 1


def test_answering_by_link(world: World) -> None:
    world.share()
    world.ask("workplace")
    carol = reader(world)
    sent = carol.form(carol.open()) | {"decision": "yes", "name": "Carol", "code": carol.code}
    first, second = (carol.client.post(f"{carol.page}answer/", sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 409)
    assert "You have already answered." in text_of(second)
    assert Answer.objects.count() == 1
    assert acts().count("answered") == 1


def test_starting(world: World) -> None:
    nadine = world.client("nadine")
    first, second = (nadine.post(f"/modules/{world.run.ref}/contract/") for _ in range(2))
    assert first["Location"] == second["Location"]
    assert acts() == ["contract_started"]
