"""A leader asks for a new module to be put into force: administrators owe it, and the leader hears."""

import re
from typing import Any

import pytest
from django.core import mail

from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.history.outbox import deliver_due
from pactwork.modules.actions import ask_in_force, change_editors
from pactwork.modules.models import ModuleDraft, Run
from pactwork.people.owed import owed
from pactwork.wiring.emails import EMAILS
from tests.modules.test_drafting import Editor, draft_of
from tests.modules.test_editor import words
from tests.modules.test_making import make
from tests.stories import World

BUTTON = "Ask an administrator to put it into force"


@pytest.fixture
def draft(world: World) -> ModuleDraft:
    make(world, "ruth", example="looking-closely", title="Looking at Ashford")
    return ModuleDraft.objects.get()


def seen(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", words(response)).split())


def waits(world: World, name: str) -> list[str]:
    return [one.title() for one in owed(world.actor(name)) if one.act == "draft"]


def test_asked_owed_in_force_and_told(world: World, draft: ModuleDraft) -> None:
    ruth, moira = Editor(world, draft, "ruth"), Editor(world, draft, "moira")
    assert BUTTON in seen(ruth.client.get(ruth.at("draft_difference")))
    assert BUTTON not in seen(moira.client.get(moira.at("draft_difference")))
    assert waits(world, "moira") == []
    answer = ruth.client.post(ruth.at("draft_ask"), follow=True)
    assert "The administrators have been asked to put it into force." in seen(answer)
    assert BUTTON not in seen(answer)
    said = "Put into force: Looking at Ashford, a draft by Prof. Ruth Adeyemi"
    assert waits(world, "moira") == [said]
    assert waits(world, "ruth") == []
    assert waits(world, "helen") == []
    assert said in seen(moira.client.get("/"))
    assert "Ready to be put into force" in seen(moira.client.get("/modules/"))
    page = seen(moira.client.get(moira.at("draft_difference")))
    assert "Prof. Ruth Adeyemi asked on" in page
    ruth.client.post(ruth.at("draft_ask"))
    assert Entry.objects.filter(act="module_draft_ready").count() == 1
    deliver_due(EMAILS, most=1000)
    mail.outbox.clear()
    assert moira.force().status_code == 302
    assert waits(world, "moira") == []
    deliver_due(EMAILS, most=1000)
    (letter,) = mail.outbox
    assert letter.to == [world.people["ruth"].email]
    assert letter.subject == "Looking at Ashford is in force"
    run = Run.objects.get(title="Looking at Ashford")
    assert f"{world.people['moira'].name} has put your draft of" in " ".join(
        str(letter.body).split()
    )
    assert f"/modules/{run.ref}/" in letter.body
    listed = seen(ruth.client.get("/happened/"))
    assert f"{world.people['moira'].name} put your draft into force." in listed


def test_a_change_in_between_is_shown(world: World, draft: ModuleDraft) -> None:
    ruth, moira = Editor(world, draft, "ruth"), Editor(world, draft, "moira")
    ruth.client.post(ruth.at("draft_ask"))
    text = words(moira.client.get(moira.at("draft_difference")))
    sent = dict(re.findall(r'name="(stands|looked)" value="([^"]+)"', text))
    assert ruth.save("about", title="Looking again").status_code == 302
    answer = moira.client.post(moira.at("draft_in_force"), sent)
    said = seen(answer)
    assert answer.status_code == 409
    assert "Changed in the draft since you looked" in said
    assert "Changed in the draft since then" in said
    assert "Looking again" in said
    assert BUTTON in seen(ruth.client.get(ruth.at("draft_difference")))
    assert moira.force().status_code == 302


def test_who_may_ask(world: World, draft: ModuleDraft) -> None:
    change_editors(draft, add=world.people["helen"], by=world.actor("ruth"))
    helen = Editor(world, draft, "helen")
    assert "The person who leads it asks for it to be put into force." in seen(
        helen.client.get(helen.at("draft_difference"))
    )
    of_run = draft_of(world)
    told = {("helen", draft): "draft_not_yours", ("moira", draft): "draft_ask_unneeded"}
    told |= {("ruth", of_run): "draft_ask_unneeded", ("colin", draft): "draft_not_shared"}
    for (name, one), code in told.items():
        with pytest.raises(Refused) as caught:
            ask_in_force(one, by=world.actor(name))
        assert caught.value.refusal.code == code, name
    assert not Entry.objects.filter(act="module_draft_ready").exists()
