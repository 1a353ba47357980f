"""The contract's own deadline: the student reads it, and staff see who is past it."""

from html import unescape
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.modules.actions import load_module
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import specification
from pactwork.modules.reading import read_bytes
from pactwork.modules.writing import module_file
from tests.conftest import Clock
from tests.contracts.test_queue import names, page, queue
from tests.stories import FILES, World

BY = "Your contract must be agreed by Friday 16 October 2026."
WAS = "Your contract was due to be agreed by Friday 16 October 2026."


def say(world: World, **calendar: Any) -> None:
    """The world's module with more in its calendar."""
    spec = specification(world.run)
    body = {**spec.calendar.model_dump(mode="json"), **calendar}
    body = {**spec.model_dump(mode="json"), "calendar": body}
    again = read_bytes(module_file(type(spec).model_validate(body)).encode(), "module.yaml")
    world.run = load_module(world.institution, again, folder=FILES / "action-inquiry")


def text(world: World, path: str, name: str = "nadine") -> str:
    return unescape(world.client(name).get(path, follow=True).content.decode())


def test_without_a_deadline_nothing_is_said_of_one(world: World, clock: Clock) -> None:
    contract = world.contract()
    clock.forward(days=60)
    assert "must be agreed" not in text(world, "/") + text(world, f"/contracts/{contract.ref}/")
    assert "deadline" not in queue(world).chips


def test_a_student_reads_it_until_the_contract_is_agreed(world: World, clock: Clock) -> None:
    say(world, contract_by={"week": 3})
    contract = world.contract()
    pages = ("/", f"/contracts/{contract.ref}/")
    assert all(BY in text(world, where) for where in pages)
    world.agreed()
    assert not any(BY in text(world, where) for where in pages)
    clock.forward(days=30)
    assert not any(WAS in text(world, where) for where in pages)


def test_staff_see_who_is_past_it_and_by_when_it_was(world: World, clock: Clock) -> None:
    say(world, contract_by={"week": 3})
    world.agreed("priya")
    world.share("nadine")
    assert names(queue(world, show="deadline")) == []
    clock.forward(days=14)
    assert WAS in text(world, f"/contracts/{world.contract().ref}/")
    found = queue(world, show="deadline")
    assert "Priya" not in names(found)
    assert {"Nadine", "Samir"} <= set(names(found))  # who has not begun is past it, too
    assert found.counts["deadline"] == len(found.rows)
    shown = unescape(page(world, query="?show=deadline"))
    assert "Past the contract’s deadline" in shown
    assert "Was due to be agreed by 16 Oct 2026" in shown


def test_own_days_move_the_deadline(world: World, clock: Clock) -> None:
    limits = {"start": ["2026-09-28", "2026-11-30"]}
    say(world, contract_by={"after": "start", "weeks": 2}, own_dates=limits)
    world.contract()
    Enrolment.objects.filter(pk=world.enrolments["nadine"].pk).update(own_start="2026-11-02")
    assert "must be agreed by Monday 16 November 2026." in text(world, "/")
    clock.forward(days=20)
    assert "Nadine" not in names(queue(world, show="deadline"))
    assert "Samir" in names(queue(world, show="deadline"))


def test_the_queue_takes_as_many_queries_with_a_deadline(world: World) -> None:
    for who in ("nadine", "priya"):
        world.share(who)
    taken = []
    for calendar in ({}, {"contract_by": {"week": 3}}):
        say(world, **calendar)
        queue(world, show="all")
        with CaptureQueriesContext(connection) as listed:
            queue(world, show="all")
        taken.append(len(listed))
    assert taken[0] == taken[1]
