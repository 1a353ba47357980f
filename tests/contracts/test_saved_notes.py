"""Saved notes have a short name: given, or made of their first words; each name is one note's."""

import pytest
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.models import SavedNote
from pactwork.contracts.rules.notes import NAME_MOST, name_from
from pactwork.ground.refusal import Refused
from tests.stories import World

LONG = "Think of the smallest thing that you could try on Monday, and who would notice it."


def keep(world: World, text: str, name: str = "", by: str = "helen") -> SavedNote:
    return actions.keep_note(by=world.actor(by), text=text, name=name)


def test_a_note_without_a_name_is_called_by_its_first_words(world: World) -> None:
    assert keep(world, LONG).name == "Think of the smallest thing that you"
    assert keep(world, f"{LONG} Write it down.").name == "Think of the smallest thing that you 2"
    assert keep(world, LONG, by="owen").name == "Think of the smallest thing that you"
    assert len(name_from("x" * 300, ())) <= NAME_MOST
    assert name_from("…", ["…"]) == "… 2"


def test_a_name_is_given_and_changed_and_never_shared(world: World) -> None:
    first, second = keep(world, "Say who.", "Who"), keep(world, "Say when.", "When")
    with pytest.raises(Refused):
        keep(world, "Say whom.", "WHO")
    page = world.client("helen").post(
        reverse("contracts:name_note", args=[second.ref]), {"name": "who"}
    )
    assert page.status_code == 422
    assert "Another of your notes is called “who”." in page.content.decode()
    for name, problem in ((" ", "note_name_missing"), ("x" * 41, "too_long")):
        with pytest.raises(Refused) as no:
            actions.name_note(first.ref, by=world.actor("helen"), name=name)
        assert no.value.refusal.code == problem
    actions.name_note(first.ref, by=world.actor("helen"), name="who")  # only its capital
    with pytest.raises(Refused):
        actions.name_note(first.ref, by=world.actor("owen"), name="Mine")
    listed = world.client("helen").get(reverse("contracts:notes")).content.decode()
    assert listed.index("<b>When</b>") < listed.index("<b>who</b>")


def test_the_page_keeps_a_note_with_its_name(world: World) -> None:
    helen, notes = world.client("helen"), reverse("contracts:notes")
    assert helen.post(notes, {"text": "Say who.", "name": "x" * 41}).status_code == 422
    assert helen.post(notes, {"text": "Say who.", "name": "Who"}).status_code == 302
    assert SavedNote.objects.get().name == "Who"
