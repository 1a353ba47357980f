"""Whose module a draft may become: a key is asked for as often as it is changed, and again in the end."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pactwork.ground.refusal import Refused
from pactwork.modules.actions import (
    begin_draft,
    change_editors,
    drop_draft,
    edit_draft,
    load_module,
    put_in_force,
    replace_draft,
)
from pactwork.modules.editing.parts import parts
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.models import DraftEditor, ModuleDraft, Role, Run
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import in_force_beside, newest
from pactwork.modules.queries.drafting import stands_on as stands_between
from pactwork.modules.reading import read_bytes
from pactwork.people.models import Person
from tests.modules.test_drafting import Editor
from tests.modules.test_editor import words
from tests.modules.test_versions import LEAST
from tests.stories import World, make_world

SECRET = "Choose a thing and look at it for a week."
LEAD_IT_NOT = "There is already a module with this key, and you do not lead it."


@pytest.fixture
def others(world: World) -> Run:
    """A module that Ruth does not lead."""
    return load_module(world.institution, read_bytes(LEAST.encode(), "m.yaml"), folder=Path())


def next_year(world: World, name: str = "ruth", by: str = "ruth") -> ModuleDraft:
    """Of the module that Ruth leads."""
    spec = specification(world.run).model_copy(update={"run": "Next year"})
    leaders = [world.people[name]]
    return begin_draft(world.institution, spec, {}, by=world.actor(by), leaders=leaders)


def dropped(editor: Editor, text: str) -> Any:
    file = SimpleUploadedFile("module.yaml", text.encode())
    stands = newest(editor.draft).digest
    return editor.client.post(editor.at("draft_replace"), {"stands": stands, "file": file})


def refused(act: Any) -> str:
    with pytest.raises(Refused) as found:
        act()
    return found.value.refusal.code


def rename(draft: ModuleDraft, key: str, by: Any) -> Any:
    now = newest(draft)
    part = parts(specification(now), new=True)["about"]
    stands = stands_on(part, body_of(now))
    return edit_draft(draft, part, {"key": key}, expected=stands, by=by)


def forced(draft: ModuleDraft, by: Any) -> Run:
    now = newest(draft)
    return put_in_force(draft, expected=stands_between(now, in_force_beside(draft, now, by)), by=by)


def test_a_draft_takes_no_key_of_a_module_that_its_editor_does_not_lead(
    world: World, others: Run
) -> None:
    ruth = Editor(world, next_year(world), "ruth")
    answer = ruth.save("about", key=others.key)
    text = words(answer)
    assert answer.status_code == 422
    assert LEAD_IT_NOT in text
    assert 'href="#key"' in text
    answer = dropped(ruth, LEAST.replace("run: May 2027", "run: May 2030"))
    assert answer.status_code == 409
    assert LEAD_IT_NOT in words(answer)
    assert newest(ruth.draft).key == world.run.key
    moira = Editor(world, ruth.draft, "moira")
    assert moira.save("about", key=others.key).status_code == 302
    assert moira.save("about", key=world.run.key).status_code == 302


def test_what_others_say_is_not_shown_beside_it_and_not_put_into_force(
    world: World, others: Run
) -> None:
    ruth = Editor(world, next_year(world), "ruth")
    moira = Editor(world, ruth.draft, "moira")
    moira.save("about", key=others.key)
    assert SECRET in words(moira.client.get(moira.at("draft_difference")))
    text = words(ruth.client.get(ruth.at("draft_difference")))
    assert SECRET not in text
    assert "A module that you do not lead has this key by now." in text
    assert "Put into force" not in text
    for stands in (moira.stands(), stands_between(newest(ruth.draft), None)):
        answer = ruth.force(stands)
        assert answer.status_code == 409
        assert LEAD_IT_NOT in words(answer)
    assert Role.objects.filter(run__key=others.key).count() == 0
    assert moira.force().status_code == 302  # an administrator may
    assert Run.objects.filter(key=others.key).count() == 2


def test_a_key_that_was_free_is_asked_for_again_in_the_end(world: World) -> None:
    spec = read_bytes(LEAST.encode(), "m.yaml")
    spec = spec.model_copy(update={"run": "Another year"})
    people = [world.people["owen"]]
    draft = begin_draft(world.institution, spec, {}, by=world.actor("moira"), leaders=people)
    load_module(world.institution, read_bytes(LEAST.encode(), "m.yaml"), folder=Path())
    owen = world.actor("owen")
    assert refused(lambda: forced(draft, owen)) == "draft_key_taken"
    rename(draft, "seeing", owen)
    assert forced(draft, owen).key == "seeing"


def test_whoever_is_named_to_lead_the_next_run_puts_it_into_force(world: World) -> None:
    draft = next_year(world, "owen", by="moira")
    owen = Editor(world, draft, "owen")
    assert "It becomes a run of its own." in words(owen.client.get(owen.at("draft_difference")))
    assert owen.force().status_code == 302


def test_whoever_began_it_still_leads_the_module_in_the_end(world: World) -> None:
    draft = next_year(world)
    Role.objects.filter(person=world.people["ruth"]).update(kind="facilitator")
    assert refused(lambda: forced(draft, world.actor("ruth"))) == "draft_key_taken"


def test_another_run_becomes_a_new_module_by_an_administrator_only(world: World) -> None:
    draft, ruth = next_year(world), world.actor("ruth")
    DraftEditor.objects.create(draft=draft, person=world.people["helen"])
    answer = Editor(world, draft, "helen").save("about", key="of-my-own")
    assert answer.status_code == 422
    assert "Only someone who leads a module, or an administrator, can start" in words(answer)
    assert Editor(world, draft, "ruth").save("about", key="of-my-own").status_code == 302
    assert refused(lambda: forced(draft, ruth)) == "draft_new_administrator"
    assert forced(draft, world.actor("moira")).key == "of-my-own"


def test_whom_an_administrator_did_not_name_puts_no_new_module_into_force(world: World) -> None:
    """Not even where a colleague who leads a module has begun it for them."""
    spec, owen = read_bytes(LEAST.encode(), "m.yaml"), world.people["owen"]
    draft = begin_draft(world.institution, spec, {}, by=world.actor("ruth"), leaders=[owen])
    change_editors(draft, add=owen, by=world.actor("ruth"))
    assert refused(lambda: forced(draft, world.actor("owen"))) == "draft_not_yours"
    assert refused(lambda: forced(draft, world.actor("ruth"))) == "draft_new_administrator"
    theirs = next_year(world, "owen", by="ruth")
    rename(theirs, "of-his-own", world.actor("owen"))
    assert refused(lambda: forced(theirs, world.actor("owen"))) == "draft_new_administrator"


def test_an_editor_works_on_what_they_do_not_lead(world: World) -> None:
    draft = next_year(world)
    DraftEditor.objects.create(draft=draft, person=world.people["helen"])
    helen = Editor(world, draft, "helen")
    assert helen.save("about", title="Helen’s").status_code == 302
    assert "It becomes a run of its own." in words(helen.client.get(helen.at("draft_difference")))


def test_a_draft_of_a_run_stays_of_it(world: World, others: Run) -> None:
    house, run, ruth = world.institution, world.run, world.actor("ruth")
    other = specification(others)
    assert refused(lambda: begin_draft(house, other, {}, run=run, by=ruth)) == "draft_other_run"
    draft = begin_draft(house, specification(run), run.files, run=run, by=ruth)
    assert refused(lambda: rename(draft, others.key, ruth)) == "draft_other_run"
    stands = newest(draft).digest
    said: dict[str, Any] = {"expected": stands, "by": ruth, "source": ""}
    assert refused(lambda: replace_draft(draft, other, {}, **said)) == "draft_other_run"


def test_an_administrator_elsewhere_does_nothing_here(world: World) -> None:
    there = make_world("Ashford University", "ashford.example")
    by, spec, run = there.actor("moira"), specification(world.run), world.run
    draft = next_year(world)
    stands = newest(draft).digest
    said: dict[str, Any] = {"expected": stands, "by": by, "source": ""}
    new = spec.model_copy(update={"key": "new"})
    for act, code in (
        (lambda: begin_draft(world.institution, spec, {}, run=run, by=by), "draft_new_not_yours"),
        (lambda: begin_draft(world.institution, new, {}, by=by), "draft_new_not_yours"),
        (lambda: begin_draft(there.institution, spec, {}, run=run, by=by), "draft_new_not_yours"),
        (lambda: rename(draft, "new", by), "draft_not_shared"),
        (lambda: replace_draft(draft, spec, {}, **said), "draft_not_shared"),
        (lambda: forced(draft, by), "draft_not_shared"),
        (lambda: change_editors(draft, add=world.people["helen"], by=by), "draft_not_shared"),
        (lambda: drop_draft(draft, by=by), "draft_not_shared"),
    ):
        assert refused(act) == code
    assert ModuleDraft.objects.get().closed_at is None


def test_nobody_acts_on_a_draft_that_was_not_shared_with_them(world: World) -> None:
    draft, helen = next_year(world), world.actor("helen")
    assert refused(lambda: rename(draft, "new", helen)) == "draft_not_shared"
    assert refused(lambda: drop_draft(draft, by=helen)) == "draft_not_shared"


def test_only_colleagues_here_are_put_on_a_draft(world: World) -> None:
    there, draft = make_world("Ashford University", "ashford.example"), next_year(world)
    for person in (there.people["helen"], there.people["nadine"], world.people["nadine"]):

        def add(person: Person = person) -> None:
            change_editors(draft, add=person, by=world.actor("ruth"))

        assert refused(add) == "draft_not_colleague"
    change_editors(draft, add=world.people["helen"], by=world.actor("ruth"))
    assert draft.editors.count() == 2
    spec, elsewhere = specification(world.run), [there.people["ruth"]]

    def led_from_there() -> ModuleDraft:
        moira = world.actor("moira")
        return begin_draft(world.institution, spec, {}, by=moira, leaders=elsewhere)

    assert refused(led_from_there) == "draft_not_colleague"


def test_an_editor_who_does_not_lead_neither_discards_it_nor_removes_its_leader(
    world: World,
) -> None:
    draft = next_year(world)
    owen = world.people["owen"]
    DraftEditor.objects.create(draft=draft, person=owen, leads=True)
    DraftEditor.objects.create(draft=draft, person=world.people["helen"])
    helen, ruth = Editor(world, draft, "helen"), Editor(world, draft, "ruth")
    assert "Discard the draft" not in words(helen.client.get(helen.at("draft")))
    answer = helen.client.post(helen.at("draft_drop"), follow=True)
    assert "Only a module leader or an administrator can discard a draft." in words(answer)
    assert f'value="{owen.ref}"' not in words(helen.client.get(helen.at("draft_people")))
    removing = {"remove": owen.ref}
    answer = helen.client.post(helen.at("draft_people"), removing, follow=True)
    assert "can remove someone who leads the module." in words(answer)
    draft.refresh_from_db()
    assert (draft.closed_at, draft.editors.count()) == (None, 3)
    assert f'value="{owen.ref}"' in words(ruth.client.get(ruth.at("draft_people")))
    ruth.client.post(ruth.at("draft_people"), removing)
    assert draft.editors.count() == 2
    assert "Discard the draft" in words(ruth.client.get(ruth.at("draft")))
    ruth.client.post(ruth.at("draft_drop"))
    draft.refresh_from_db()
    assert draft.closed_at
