"""Refused in another shape: a module's page by its fields, a roster by its lines, a code by an answer."""

import pytest

from pactwork.links.actions import check_code, leave_alone, make_link
from pactwork.links.models import Silence, Try
from pactwork.modules.actions.editing import edit_module
from pactwork.modules.actions.roster import apply_roster
from pactwork.modules.editing.parts import parts
from pactwork.modules.editing.run import body_of, stands_on
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from pactwork.modules.roster.reading import sheet
from pactwork.people.actors import system_at
from pactwork.people.models import Person
from tests.insist.rows import words
from tests.insist.test_words import HIDDEN
from tests.stories import World


@pytest.mark.parametrize("text", [words(20_001), *(f"A title{mark}" for mark in HIDDEN.values())])
def test_a_page_of_a_module_refuses_by_its_fields(world: World, text: str) -> None:
    part = parts(specification(world.run))["about"]
    stands = stands_on(part, body_of(world.run))
    made = edit_module(
        world.run, part, {"title": text}, expected=stands, by=system_at(world.institution)
    )
    assert list(made.problems) == ["title"]
    assert Run.objects.get().digest == world.run.digest


@pytest.mark.parametrize("mark", ["\u202e", "\u202d", "\x07"])
def test_a_roster_keeps_no_mark_that_turns_words(world: World, mark: str) -> None:
    rows = f"key,role,name,email\njo,facilitator,Jo{mark} Price,jo@midshire.example\n"
    plan = apply_roster(
        world.institution, sheet(rows.encode()), run=world.run.ref, by=system_at(world.institution)
    )
    names = Person.objects.filter(key="jo").values_list("name", flat=True)
    assert plan.problems or list(names) == ["Jo Price"]


@pytest.mark.parametrize("given", ["", "x", "12345", "1" * 5_000, "\u202e123456x7", "\x00"])
def test_a_code_that_is_none_is_refused_and_counts_as_no_guess(world: World, given: str) -> None:
    link = make_link(world.institution, email="jo@c.org", name="Jo")
    assert check_code(link, given, client="b") is not None
    assert not Try.objects.exists()


def test_of_an_address_that_is_left_alone_nothing_is_kept(world: World) -> None:
    leave_alone(world.institution, words(5_000))
    assert len(Silence.objects.get().address) == 64
