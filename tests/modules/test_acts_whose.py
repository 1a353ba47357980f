"""Who may change a run is asked in the act itself, whatever page it came from."""

from collections.abc import Callable
from datetime import date

import pytest

from pactwork.ground.refusal import Refused
from pactwork.modules.actions import (
    apply_roster,
    change_place,
    change_staff,
    copy_module,
    edit_module,
    give_role,
    keep_columns,
    set_columns,
)
from pactwork.modules.editing import own_place
from pactwork.modules.editing.copying import later
from pactwork.modules.editing.parts import parts
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.editing.staff import held, lines, values
from pactwork.modules.editing.staff import stands_on as staff_stands_on
from pactwork.modules.models import Role, Run
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import who_could_edit
from pactwork.modules.queries.leading import colleagues, staff_on, team_of
from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.reading import sheet
from pactwork.people.actors import Actor, system_at
from pactwork.people.models import Person
from tests.stories import World, make_world

LEADERS, ADMINISTRATORS = "run_not_yours", "roster_not_yours"
Act = Callable[[World, Actor], object]


def edits(world: World, by: Actor) -> object:
    part = parts(specification(world.run))["about"]
    stands = stands_on(part, body_of(world.run))
    return edit_module(world.run, part, {"title": "Another"}, expected=stands, by=by)


def copies(world: World, by: Actor) -> object:
    return copy_module(world.run, later(specification(world.run), date(2027, 9, 27)), by=by)


def changes_staff(world: World, by: Actor) -> object:
    rows = held(team_of(world.run))
    said = {**values(rows), f"{rows[0].name}.weeks": "2"}
    file = lines(world.run, rows, said, colleagues(world.run))
    return change_staff(world.run, file, expected=staff_stands_on(rows), by=by)


def changes_place(world: World, by: Actor) -> object:
    place = world.enrolments["nadine"]
    file = own_place.line(place, own_place.values(place), {})
    return change_place(place, file, expected=own_place.stands_on(place), by=by)


def loads(world: World, by: Actor) -> object:
    file = sheet(b"key,name,email,role,code\ns1,Ann,ann@x.example,student,AIN501")
    return apply_roster(world.institution, file, run=world.run.ref, by=by)


def remembers(world: World, by: Actor) -> object:
    return keep_columns(world.institution, Choices((("email", "mail2"),)), by=by)


def maps(world: World, by: Actor) -> object:
    return set_columns(world.institution, Choices((("email", "mail2"),)), by=by)


OF_LEADERS: tuple[Act, ...] = (edits, copies, changes_staff, changes_place)
OF_ADMINISTRATORS: tuple[Act, ...] = (loads, remembers, maps)


def told(act: Act, world: World, by: Actor) -> str:
    with pytest.raises(Refused) as refused:
        act(world, by)
    return refused.value.refusal.code


@pytest.mark.parametrize("act", OF_LEADERS)
def test_a_run_is_changed_by_its_leader_or_an_administrator(world: World, act: Act) -> None:
    for name in ("helen", "nadine"):
        assert told(act, world, world.actor(name)) == LEADERS
    act(world, world.actor("ruth"))


@pytest.mark.parametrize("act", [*OF_LEADERS, *OF_ADMINISTRATORS])
def test_an_administrator_may_and_a_command(world: World, act: Act) -> None:
    act(world, world.actor("moira"))


@pytest.mark.parametrize("act", [*OF_LEADERS, *OF_ADMINISTRATORS])
def test_a_command_may(world: World, act: Act) -> None:
    act(world, system_at(world.institution))


@pytest.mark.parametrize("act", OF_ADMINISTRATORS)
def test_the_roster_is_for_administrators(world: World, act: Act) -> None:
    for name in ("ruth", "helen", "nadine"):
        assert told(act, world, world.actor(name)) == ADMINISTRATORS


@pytest.mark.parametrize("act", [*OF_LEADERS, *OF_ADMINISTRATORS])
def test_nobody_of_another_institution(world: World, act: Act) -> None:
    there = make_world("Ashford University", "ashford.example")
    for by in (there.actor("moira"), there.actor("ruth"), system_at(there.institution)):
        assert told(act, world, by) in (LEADERS, ADMINISTRATORS)


@pytest.mark.parametrize("act", [*OF_LEADERS, *OF_ADMINISTRATORS])
def test_whoever_lost_it_since_the_page_was_opened(world: World, act: Act) -> None:
    ruth, moira = world.actor("ruth"), world.actor("moira")
    Role.objects.filter(person=world.people["ruth"]).update(ends_on=date(2020, 1, 1))
    Person.objects.filter(ref=world.people["moira"].ref).update(administrator=False)
    for by in (ruth, moira):
        assert told(act, world, by) in (LEADERS, ADMINISTRATORS)
    Person.objects.filter(ref=world.people["moira"].ref).update(administrator=True, active=False)
    assert told(act, world, moira) in (LEADERS, ADMINISTRATORS)


def test_whoever_leads_another_run_does_not_lead_this(world: World) -> None:
    other = copy_module(
        world.run, later(specification(world.run), date(2027, 9, 27)), by=world.actor("ruth")
    )
    give_role(other, world.people["owen"], "module_leader")
    assert told(edits, world, world.actor("owen")) == LEADERS


def test_a_copy_is_of_the_same_module_and_of_its_own_team(world: World) -> None:
    ruth, was = world.actor("ruth"), specification(world.run)
    spec = later(was, date(2027, 9, 27))

    def renamed(_world: World, by: Actor) -> object:
        return copy_module(world.run, spec.model_copy(update={"key": "mine"}), by=by)

    assert told(renamed, world, ruth) == "copy_other_module"
    assert Run.objects.count() == 1
    there = make_world("Ashford University", "ashford.example")
    roles = [*staff_on(there.run)[:1], *staff_on(world.run)[:1]]
    made = copy_module(world.run, spec, roles=roles, by=ruth)
    assert [role.person for role in staff_on(made)] == [roles[1].person]


def test_whoever_teaches_no_longer_is_not_offered_as_an_editor(world: World) -> None:
    offered = who_could_edit(world.institution, ())
    assert world.people["owen"] in offered
    Role.objects.filter(person=world.people["owen"]).update(ends_on=date(2020, 1, 1))
    assert who_could_edit(world.institution, ()) == [
        one for one in offered if one != world.people["owen"]
    ]
    Person.objects.filter(pk=world.people["helen"].pk).update(active=False)
    assert world.people["helen"] not in who_could_edit(world.institution, ())
