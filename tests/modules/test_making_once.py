"""A module is made once however often the form is sent, and whoever puts it into force sees what it is."""

import re
from typing import Any

import pytest

from pactwork.ground.refusal import Refused
from pactwork.modules.actions import begin_draft
from pactwork.modules.models import ModuleDraft, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.reading import read_bytes
from tests.modules.test_drafting import Editor
from tests.modules.test_editor import words
from tests.modules.test_making import NEW, make
from tests.modules.test_versions import LEAST
from tests.stories import World

SAID = {"example": "looking-closely", "title": "Looking at Ashford"}


def seen(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", words(response)).split())


def test_sent_twice_is_one_draft(world: World) -> None:
    first = make(world, "ruth", **SAID)
    again = make(world, "ruth", **SAID)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    assert ModuleDraft.objects.count() == 1
    assert "no second one was started" in words(
        world.client("ruth").post(NEW, {"do": "example", **SAID}, follow=True)
    )
    other = make(world, "ruth", **SAID, run="Another year")
    assert other["Location"] != first["Location"]


def test_a_name_is_free_again_once_its_draft_is_closed(world: World) -> None:
    spec, by = read_bytes(LEAST.encode(), "m.yaml"), world.actor("moira")
    owen = [world.people["owen"]]
    draft = begin_draft(world.institution, spec, {}, by=by, leaders=owen)
    with pytest.raises(Refused) as caught:
        begin_draft(world.institution, spec, {}, by=by, leaders=owen)
    assert caught.value.refusal.code == "draft_begun"
    ModuleDraft.objects.filter(pk=draft.pk).update(closed_at=draft.made_at)
    assert begin_draft(world.institution, spec, {}, by=by, leaders=owen).pk != draft.pk


def test_the_page_says_what_may_stay_empty_and_who_puts_it_into_force(world: World) -> None:
    ruth, moira = (words(world.client(name).get(NEW)) for name in ("ruth", "moira"))
    for label in (
        "Title (optional)",
        "Name of the run (optional)",
        "Start in the week of (optional)",
    ):
        assert label in ruth
    assert "then put it into force" not in ruth
    assert "you ask an administrator to put a new module into force" in " ".join(ruth.split())
    assert "and then put it into force" in " ".join(moira.split())
    assert "A module file ends in .yaml." in ruth


def test_an_administrator_sees_whose_a_draft_is_and_what_it_says(world: World) -> None:
    make(world, "ruth", **SAID)
    make(world, "moira", example="looking-closely", leader=world.people["owen"].ref)
    listed = seen(world.client("moira").get("/modules/"))
    assert "by Prof. Ruth Adeyemi · saved" in listed
    assert f"by {world.people['moira'].name} · saved" in listed
    draft = ModuleDraft.objects.order_by("pk")[0]
    editor = Editor(world, draft, "moira")
    text = seen(editor.client.get(editor.at("draft_difference")))
    spec = specification(SpecVersion.objects.get(draft=draft))
    assert "Led by Prof. Ruth Adeyemi." in text
    assert " ".join(spec.summary.split()) in text
    assert "Everybody: " in text
