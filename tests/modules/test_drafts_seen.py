"""Whose drafts and files somebody sees, and who is staff: one condition at a time."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from pactwork.ground import clock
from pactwork.ground.refusal import Refused
from pactwork.modules.actions import begin_draft, drop_draft, give_role
from pactwork.modules.models import DraftEditor, ModuleDraft, Role
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import (
    draft_file_seen_by,
    drafts_seen_by,
    may_draft,
    may_put_in_force,
    may_start,
)
from pactwork.modules.queries.staff import staff_at
from tests.conversations.test_clarifications import later
from tests.stories import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(world: World) -> World:
    return make_world("Ashford University", "ashford.example")


def drafted(world: World, *, new: str = "") -> ModuleDraft:
    """Of the run that Ruth leads; or of a new one, and who leads that."""
    run, spec, by = world.run, specification(world.run), world.actor("moira")
    if not new:
        return begin_draft(world.institution, spec, run.files, run=run, by=by)
    spec = spec.model_copy(update={"run": f"The year of {new}"})
    return begin_draft(world.institution, spec, {}, by=by, leaders=[world.people[new]])


def seen(world: World, name: str) -> set[ModuleDraft]:
    return set(drafts_seen_by(world.actor(name)))


def test_a_draft_is_seen_by_those_who_lead_or_work_on_it(world: World, other: World) -> None:
    of_run, new, elsewhere = drafted(world), drafted(world, new="owen"), drafted(other)
    assert seen(world, "moira") == {of_run, new}
    assert seen(other, "moira") == {elsewhere}
    assert seen(world, "ruth") == {of_run}
    assert seen(world, "owen") == {new}
    assert seen(world, "helen") == set()
    DraftEditor.objects.create(draft=of_run, person=world.people["helen"])
    assert seen(world, "helen") == {of_run}
    DraftEditor.objects.create(draft=of_run, person=world.people["nadine"], leads=True)
    assert seen(world, "nadine") == set()  # of a run, leading is a role in it


def test_the_leader_of_a_new_module_need_not_teach_yet(world: World) -> None:
    new = drafted(world, new="owen")
    Role.objects.all().delete()
    assert seen(world, "owen") == {new}
    DraftEditor.objects.create(draft=new, person=world.people["helen"])
    assert seen(world, "helen") == set()  # asked while teaching here, who does not any more


def own(world: World, name: str, key: str) -> ModuleDraft:
    """A draft of a new module that somebody begins themselves."""
    spec = specification(world.run).model_copy(update={"key": key})
    return begin_draft(world.institution, spec, {}, by=world.actor(name))


def test_a_draft_of_ones_own_gives_no_rights_of_a_leader(world: World) -> None:
    begun, ruth = own(world, "ruth", "another"), world.actor("ruth")
    assert (seen(world, "ruth"), may_start(ruth)) == ({begun}, True)
    Role.objects.all().delete()
    assert (seen(world, "ruth"), may_start(ruth)) == (set(), False)
    with pytest.raises(Refused):
        own(world, "ruth", "third")
    client = world.client("ruth")
    assert client.get("/modules/").status_code == 404
    assert client.get("/modules/new/").status_code == 404
    for page in ("draft", "draft_people"):
        assert client.get(reverse(f"modules:{page}", args=[begun.ref])).status_code == 404
    give_role(world.run, world.people["ruth"], "module_leader", starts_on=date(2090, 1, 1))
    assert (seen(world, "ruth"), may_start(ruth)) == ({begun}, True)


def test_whom_another_named_has_their_own_draft_as_long_as_that_is_open(world: World) -> None:
    named = drafted(world, new="owen")
    Role.objects.all().delete()
    begun = own(world, "owen", "another")
    assert seen(world, "owen") == {named, begun}
    drop_draft(named, by=world.actor("moira"))
    assert seen(world, "owen") == {named}
    assert not may_start(world.actor("owen"))


def test_who_leads_it_puts_it_into_force(world: World) -> None:
    of_run, new, third = drafted(world), drafted(world, new="owen"), drafted(world, new="priya")
    for draft in (of_run, new):
        DraftEditor.objects.create(draft=draft, person=world.people["helen"])
    led = later(world)  # Ruth leads this as well
    others = begin_draft(
        world.institution, specification(led), {}, run=led, by=world.actor("moira")
    )
    Role.objects.filter(run=led).delete()
    may = {
        name: {d for d in (of_run, new, third, others) if may_put_in_force(world.actor(name), d)}
        for name in ("moira", "ruth", "owen", "priya", "helen")
    }
    assert may.pop("moira") == {of_run, new, third, others}
    assert may == {"ruth": {of_run}, "owen": {new}, "priya": {third}, "helen": set()}


def test_who_may_begin_one(world: World) -> None:
    led, key = later(world), world.run.key
    Role.objects.filter(run=led).delete()
    by, here = world.actor("ruth"), world.institution.pk
    assert may_draft(by, key, world.run, at=here)
    assert not may_draft(by, key, led, at=here)
    assert may_draft(by, key, None, at=here)
    assert may_draft(by, "another", None, at=here)
    assert not may_draft(world.actor("helen"), "another", None, at=here)


def test_nobody_may_at_another_institution(world: World, other: World) -> None:
    key, here, there = world.run.key, world.institution.pk, other.institution.pk
    assert other.run.key == key
    drafts = drafted(world), drafted(world, new="owen")
    for name in ("moira", "ruth"):
        by = other.actor(name)
        assert not may_draft(by, key, world.run, at=here)
        assert not may_draft(by, key, world.run, at=there)
        assert not may_draft(by, key, None, at=here)
        assert may_draft(by, key, None, at=there)
        assert not any(may_put_in_force(by, draft) for draft in drafts)


def test_a_drafts_file_is_the_one_asked_for_of_ones_own_institution(
    world: World, other: World
) -> None:
    drafted(world)
    drafted(other)
    refs = sorted(set(world.run.files.values()))
    assert len(refs) > 1
    for ref in refs:
        found = draft_file_seen_by(world.actor("moira"), ref)
        assert found
        assert found.ref == ref
        assert draft_file_seen_by(other.actor("moira"), ref) is None
        assert draft_file_seen_by(world.actor("helen"), ref) is None


def test_staff_are_administrators_and_those_with_a_role_of_staff_today(
    world: World, other: World
) -> None:
    def called() -> set[str]:
        return {person.key for person in staff_at(world.institution)}

    before = called()
    assert {"helen", "ruth", "moira"} <= before
    assert not {"nadine", "priya"} & before
    helen, today = world.people["helen"], clock.today("Europe/London")
    for gone in (
        {"ends_on": today - timedelta(days=1)},
        {"starts_on": today + timedelta(days=1)},
        {"kind": "student_partner"},
    ):
        kept = list(Role.objects.filter(person=helen).values())
        Role.objects.filter(person=helen).update(**gone)
        assert called() == before - {"helen"}, gone
        for row in kept:
            Role.objects.filter(pk=row["id"]).update(**row)
    assert called() == before
    world.people["ruth"].active = False
    world.people["ruth"].save()
    assert called() == before - {"ruth"}
    assert {p.institution for p in staff_at(other.institution)} == {other.institution}
