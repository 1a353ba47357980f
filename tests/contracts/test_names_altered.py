"""A name on pages and papers is one that the history has for that person."""

import pytest

from pactwork.commands.migrate import bring_up_to_date
from pactwork.contracts.inconsistencies import amiss
from pactwork.history.models import Entry
from pactwork.modules.actions.roster import apply_roster
from pactwork.modules.roster.reading import sheet
from pactwork.people.actors import system_at
from pactwork.people.models import Person
from tests.contracts.plans import text_of
from tests.contracts.test_rows import DOUBT
from tests.stories import World

pytestmark = pytest.mark.django_db


def page(world: World) -> str:
    return text_of(world.client("helen").get(f"/contracts/{world.contract().ref}/agreement/"))


def rename(name: str, to: str) -> Person:
    person = Person.objects.get(name=name)
    Person.objects.filter(pk=person.pk).update(name=to)
    return person


def test_a_name_altered_in_the_table_is_named_and_told(world: World) -> None:
    world.agreed()
    assert list(amiss()) == []
    assert DOUBT not in page(world)
    student = rename("Nadine Brooks", "Forged Person")
    staff = rename("Dr Helen Marsh", "Forged Colleague")
    assert {one.what for one in amiss()} == {f"person {student.ref}", f"person {staff.ref}"}
    assert f"{DOUBT} (whose contract it is)" in page(world)


def test_a_name_that_a_roster_changes_is_the_name_from_then_on(world: World) -> None:
    world.agreed()
    nadine = world.people["nadine"]
    text = (
        f"key,name,email,role,code\n{nadine.key},Nadine Brooks-Lane,{nadine.email},student,AIN601\n"
    )
    apply_roster(
        world.institution, sheet(text.encode()), run=world.run.ref, by=system_at(world.institution)
    )
    assert Person.objects.get(pk=nadine.pk).name == "Nadine Brooks-Lane"
    assert list(amiss()) == []
    assert DOUBT not in page(world)


def test_names_that_rosters_changed_before_that_was_kept_are_noted_once(world: World) -> None:
    world.agreed()
    rename("Nadine Brooks", "Nadine Brooks-Lane")
    bring_up_to_date()
    assert list(amiss()) == []
    rename("Nadine Brooks-Lane", "Forged Person")
    bring_up_to_date()
    assert Entry.objects.filter(act="names_noted").count() == 1
    assert len(list(amiss())) == 1
