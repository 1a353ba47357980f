"""Reading it through, sharing it, and what becomes of each yes: the pages before and after."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pactwork.contracts.models import Ask, Draft
from pactwork.workspace.pages.sharing import seat_fates
from tests.stories import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadine(world: World) -> Client:
    return world.client("nadine")


def at(world: World, page: str, *more: Any) -> str:
    return reverse(f"contracts:{page}", args=[world.contract().ref, *more])


def page(response: Any) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def fates(world: World) -> dict[str, tuple[str, list[str]]]:
    return {f.party.key: (f.fate, f.sections) for f in seat_fates(world.dossier())}


def test_every_answer_is_there_with_its_gaps_and_readers(world: World, nadine: Client) -> None:
    world.write(bothers={"who-notices": ""})
    shown = page(nadine.get(at(world, "check")))
    assert "One step still has a gap." in shown
    assert f"{at(world, 'step', 'bothers')}?q=who-notices#q-who-notices" in shown
    assert shown.count("Your set reads this</span>") == 12
    assert shown.count("Not for your set</span>") == 2
    assert "Jane, Priya, Samir and Tomasz" in shown


def test_sharing_freezes_a_draft_and_says_what_is_next(world: World, nadine: Client) -> None:
    world.write()
    shared = nadine.post(at(world, "share"), {"note": "The first draft."})
    assert shared["Location"] == at(world, "shared", 1)
    shown = page(nadine.get(shared["Location"]))
    assert "Draft 1 is shared" in shown
    assert "Ask when you are ready" in shown
    assert Draft.objects.get().note == "The first draft."


def test_nothing_new_is_not_shared_twice(world: World, nadine: Client) -> None:
    world.share()
    assert "nothing new to share" in page(nadine.get(at(world, "check")))
    refused = nadine.post(at(world, "share"), {"note": "Again"})
    assert refused.status_code == 409
    assert "nothing new to share" in page(refused)
    assert Draft.objects.count() == 1


def test_a_note_too_long_is_kept_on_the_page(world: World, nadine: Client) -> None:
    world.write()
    note = "because " * 500
    refused = nadine.post(at(world, "share"), {"note": note})
    assert refused.status_code == 409
    assert note.strip() in page(refused)
    assert "The limit is 3,000." in page(refused)
    assert not Draft.objects.exists()


def test_before_anybody_is_asked_every_yes_waits(world: World) -> None:
    world.write()
    assert fates(world) == {"workplace": ("waits", []), "university": ("waits", [])}


def test_a_yes_holds_when_its_words_stay(world: World) -> None:
    world.agreed()
    world.write(stops={"inside": "My own calls only."})
    assert fates(world) == {
        "workplace": ("kept", []),
        "university": ("lapses", ["Where it stops"]),
    }


def test_an_ask_ends_only_when_its_words_change(world: World) -> None:
    world.share()
    world.ask("workplace")
    world.ask("university")
    world.write(stops={"inside": "My own calls only."})
    assert fates(world) == {
        "workplace": ("ask_stays", []),
        "university": ("ask_ends", ["Where it stops"]),
    }


def test_a_yes_that_becomes_needed_waits(world: World) -> None:
    world.share()
    world.write(triage={"covert": "yes"})
    assert fates(world)["ethics"] == ("waits", [])


def test_whoever_is_ticked_is_asked_again_at_once(world: World, nadine: Client) -> None:
    world.share()
    seat = world.ask("workplace")
    world.write(card={"need": "An hour in week 5."})
    shown = page(nadine.get(at(world, "check")))
    assert "Ask Carol Benning again now about the new wording" in shown
    nadine.post(at(world, "share"), {"ask_again": [seat.ref]})
    drafts = list(Ask.objects.order_by("pk").values_list("draft__number", "ended_why"))
    assert drafts == [(1, "superseded"), (2, "")]


def test_nobody_is_asked_again_about_words_with_a_gap(world: World, nadine: Client) -> None:
    world.share()
    world.ask("workplace")
    world.write(card={"need": ""})
    shown = page(nadine.get(at(world, "check")))
    assert "again now about the new wording" not in shown
    assert "Before you ask, finish these steps: Workplace card." in shown


def test_a_draft_that_was_never_shared_has_no_confirmation(world: World, nadine: Client) -> None:
    assert nadine.get(at(world, "shared", 1)).status_code == 404
