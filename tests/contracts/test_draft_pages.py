"""Drafts as pages: the list, one draft, two compared; every reader sees their own part and no more."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.contracts.actions import mark_read
from tests.stories import World

pytestmark = pytest.mark.django_db


def at(world: World, page: str, *more: Any) -> str:
    return reverse(f"contracts:{page}", args=[world.contract().ref, *more])


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert isinstance(response, HttpResponse)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def three(world: World) -> World:
    """Three drafts: the boundary changes in the second, the helpers in the third."""
    world.share()
    stops = {"inside": "Only the complaint calls I take myself."}
    helps = {"rows": [{"name": "Secret Sam", "help": "Listens", "how-often": ""}]}
    world.share(stops=stops)
    world.share(stops=stops, helps=helps)
    return world


def test_the_list_says_what_changed(three: World) -> None:
    shown = page(three.client("nadine"), at(three, "drafts"))
    assert "Changed: Where it stops." in shown
    assert "Changed: Who helps you." in shown


def test_a_peer_is_not_told_of_changes_in_what_they_do_not_read(three: World) -> None:
    shown = page(three.client("tomasz"), at(three, "drafts"))
    assert "Changed: Where it stops." in shown
    assert "Who helps you" not in shown
    assert "Nothing you can read has changed." in shown


@pytest.mark.parametrize(
    ("name", "reads", "reads_not"),
    [
        ("nadine", ["Secret Sam", "Only the complaint calls", "No tenant names"], []),
        ("helen", ["Secret Sam", "Only the complaint calls", "No tenant names"], []),
        ("tomasz", ["Only the complaint calls", "No tenant names"], ["Secret Sam", "triage"]),
        ("grace", ["No tenant names"], ["Secret Sam", "Only the complaint calls"]),
    ],
)
def test_everybody_reads_their_own_part_of_a_draft(
    three: World, name: str, reads: list[str], reads_not: list[str]
) -> None:
    shown = page(three.client(name), at(three, "draft", 3))
    assert [words for words in reads if words not in shown] == []
    assert [words for words in reads_not if words in shown] == []


@pytest.mark.parametrize("name", ["tomasz", "grace"])
def test_nobody_compares_what_they_may_not_read(three: World, name: str) -> None:
    shown = page(three.client(name), at(three, "compare") + "?from=1&to=3")
    assert "Secret Sam" not in shown
    assert "Who helps you?" not in shown


def test_any_two_are_compared_word_by_word(three: World) -> None:
    nadine = three.client("nadine")
    newest = page(nadine, at(three, "compare"))
    assert "From draft 2 to draft 3" in newest
    first = page(nadine, at(three, "compare") + "?from=1&to=2")
    assert "One section changed." in first
    assert "<ins>" in first
    assert "13 sections did not change" in first
    assert "From draft 2 to draft 1" in page(nadine, at(three, "compare") + "?from=2&to=1")


@pytest.mark.parametrize("query", ["?from=x&to=99", "?from=&to=", "?from=1&to=1"])
def test_odd_numbers_do_no_harm(three: World, query: str) -> None:
    assert "From draft" in page(three.client("nadine"), at(three, "compare") + query)


def test_a_section_read_in_one_draft_only_is_named_and_not_shown(world: World) -> None:
    world.share(triage={"covert": "yes", "letters": "Dear tenant"})
    world.ask("ethics")
    world.share(triage={"covert": "no", "letters": "Dear tenant, again"})
    shown = page(world.client("anil"), at(world, "compare") + "?from=1&to=2")
    assert "People and ethics: you can read this in draft 1 only." in shown
    assert "Tenants ring on a bad day" not in shown


def test_with_one_draft_there_is_nothing_to_compare(world: World) -> None:
    world.share()
    answer = world.client("nadine").get(at(world, "compare"))
    assert answer.status_code == 302


def test_strangers_see_no_drafts(three: World) -> None:
    for name in ("colin", "moira", "dan"):
        for address in (at(three, "drafts"), at(three, "draft", 1), at(three, "compare")):
            assert three.client(name).get(address).status_code == 404


def test_a_number_never_shared_is_not_there(three: World) -> None:
    assert three.client("nadine").get(at(three, "draft", 9)).status_code == 404


def test_the_list_costs_the_same_with_one_draft_and_with_three(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(client, address)
        return len(seen)

    client, address = world.client("nadine"), at(world, "drafts")
    world.share()
    one = queries()
    for n in (2, 3):
        world.share(stops={"inside": f"My own calls, take {n}."})
    assert queries() == one


def test_one_section_alone_and_a_key_that_is_none(three: World) -> None:
    whole = page(three.client("nadine"), at(three, "compare") + "?from=1&to=3")
    one = page(three.client("nadine"), at(three, "compare") + "?from=1&to=3&section=stops")
    assert 'id="s-stops"' in one
    assert 'id="s-stops"' in whole
    assert one.count('<section class="question"') == 1
    none = page(three.client("nadine"), at(three, "compare") + "?from=1&to=3&section=nowhere")
    assert none.count('<section class="question"') == whole.count('<section class="question"')


def test_the_newest_is_compared_with_the_draft_that_was_read_last(three: World) -> None:
    """Without a choice: for everybody whose mark there is, the difference since then."""
    mark_read(three.contract(), by=three.actor("tomasz"), draft=1)
    shown = page(three.client("tomasz"), at(three, "compare"))
    assert "From draft 1 to draft 3" in shown
    assert "You have read draft 1." in shown
    assert "From draft 2 to draft 3" in page(three.client("helen"), at(three, "compare"))
