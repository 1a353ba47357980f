"""Beside others, and beside another institution: what is somebody's, and what holds them, is theirs alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pactwork.contracts.actions.ending import end_contract
from pactwork.contracts.actions.recording import record_on_paper
from pactwork.contracts.typed import Told
from pactwork.files.scans import Scan
from pactwork.hotseats.actions import answer_for_guest
from pactwork.hotseats.models import Hotseat
from pactwork.modules.models import Blob, Enrolment, Role
from pactwork.people.actions import enter_person
from pactwork.people.models import Person
from pactwork.rights.actions.retaining import set_rule
from pactwork.rights.pack import gathered
from pactwork.rights.queries.holds import holds, named_in, own
from pactwork.rights.who import who_at, who_is
from tests.conftest import Clock
from tests.hotseats.seats import answered, asked, invited, planned, question
from tests.stories import CAROL, World, make_world

pytestmark = pytest.mark.django_db
YESTERDAY = date(2026, 10, 4)
GUEST = "guest@visitors.example"


@pytest.fixture(autouse=True)
def place(settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def other(world: World) -> World:
    return make_world("Northshire University", mail="northshire.example")


def held(world: World, email: str) -> list[str]:
    return [hold.what for hold in holds(who_at(world.institution, email))]


def _left(world: World) -> None:
    Person.objects.filter(pk=world.people["moira"].pk).update(active=False)


def _role_over(world: World) -> None:
    Role.objects.filter(person=world.people["dan"]).update(ends_on=YESTERDAY)


def _place_over(world: World) -> None:
    Enrolment.objects.filter(pk=world.enrolments["tomasz"].pk).update(ends_on=YESTERDAY)


# What came about -> who asks to be erased, and what holds them.
HELD: dict[str, tuple[Callable[[World], object], str, str]] = {
    "an administrator": (lambda world: None, "moira", "They are an administrator"),
    "one who left": (_left, "moira", ""),
    "a role": (lambda world: None, "dan", "They are careers on"),
    "a role that is over": (_role_over, "dan", ""),
    "a place": (lambda world: None, "tomasz", "They have a place on"),
    "a place that is over": (_place_over, "tomasz", ""),
}


@pytest.mark.parametrize("case", HELD)
def test_who_is_held_by_what_they_are(world: World, clock: Clock, case: str) -> None:
    """And by nothing of anybody else: Nadine's contract is open."""
    world.contract()
    comes, name, what = HELD[case]
    comes(world)
    found = held(world, world.people[name].email)
    assert [hold[: len(what)] for hold in found] == ([what] if what else [])


SEATS = [
    ({}, True),
    ({"closes_at": datetime(2026, 10, 4, tzinfo=UTC)}, False),
    ({"cancelled_at": datetime(2026, 10, 4, tzinfo=UTC)}, False),
    ({"declined_at": datetime(2026, 10, 4, tzinfo=UTC)}, False),
    ({"guest_email": "another@visitors.example"}, False),
]


@pytest.mark.parametrize(("changes", "holding"), SEATS)
def test_a_guest_is_held_by_a_hotseat_to_come(
    world: World, other: World, clock: Clock, changes: dict[str, object], holding: bool
) -> None:
    seat = planned(world)
    Hotseat.objects.filter(pk=seat.pk).update(**{"guest_email": GUEST} | changes)
    assert held(world, GUEST) == ["They are the guest of a hotseat"] * holding
    assert held(other, GUEST) == []


def test_a_contract_holds_whoever_it_names_until_it_is_over(
    world: World, other: World, clock: Clock
) -> None:
    for one in (world, other):
        one.agreed()
    ref = world.contract().ref
    nadine, helen = (world.people[name].email for name in ("nadine", "helen"))
    assert held(world, CAROL["email"]) == [f"The contract {ref}, in which they are named, is open"]
    assert [h for h in held(world, nadine) if ref in h] == [f"Their contract {ref} is open"]
    assert [h for h in held(world, helen) if ref in h] == held(world, CAROL["email"])
    end_contract(world.contract(), by=world.actor("ruth"), kind="withdrawn", reason="She left.")
    assert held(world, CAROL["email"]) == []
    set_rule(world.institution, months=1, by="system")
    assert held(world, CAROL["email"]) == [
        f"The contract {ref}, in which they are named, is kept by rule"
    ]
    clock.set(datetime(2029, 1, 8, 9, tzinfo=UTC))
    assert held(world, CAROL["email"]) == []


def test_who_somebody_is_ends_at_the_wall(world: World, other: World, clock: Clock) -> None:
    email = world.people["nadine"].email
    enter_person(other.institution, key="n2", name="Nadine Brooks", email=email)
    for one in (world, other):
        one.share()
        one.ask("workplace")
        Hotseat.objects.filter(pk=planned(one).pk).update(guest_email=CAROL["email"])
    Hotseat.objects.filter(pk=planned(world, title="Another").pk).update(guest_email=GUEST)
    seat = Hotseat.objects.get(guest_email=CAROL["email"], run=world.run)
    holder = world.seat("workplace").holders.get()
    carol = who_at(world.institution, CAROL["email"])
    assert carol.refs == (f"holder:{holder.pk}", f"guest:{seat.ref}")
    assert [c.pk for c in named_in(carol)] == [world.contract().pk]
    nadine = who_at(world.institution, email)
    assert nadine.persons == (world.people["nadine"].pk,)
    assert [c.pk for c in own(nadine)] == [world.contract().pk]
    assert not named_in(nadine)


def test_somebody_without_an_account_is_somebody(world: World) -> None:
    Person.objects.filter(pk=world.people["dan"].pk).update(account=None)
    dan = who_is(Person.objects.get(pk=world.people["dan"].pk))
    assert (dan.accounts, dan.emails) == ((), ("dan@midshire.example",))


def _on_paper(world: World, name: str) -> Blob:
    """The workplace has signed a page, which the student hands in."""
    world.share(name)
    told = Told("paper", YESTERDAY.replace(day=5), **CAROL, reason="She signed it.")
    scan = Scan(f"{world.institution.ref} {name}".encode(), "application/pdf", "page.pdf")
    contract, by = world.contract(name), world.actor(name)
    ref = world.seat("workplace", name).ref
    recorded = record_on_paper(contract, ref, told, scan, by=by, draft=1).recording
    assert recorded.file
    return recorded.file


def test_signed_pages_are_given_to_whose_they_are(world: World, other: World, clock: Clock) -> None:
    hers, his = _on_paper(world, "nadine"), _on_paper(world, "tomasz")
    _on_paper(other, "nadine")
    whose = {
        world.people["nadine"].email: {hers},
        world.people["tomasz"].email: {his},
        world.people["priya"].email: set(),
        CAROL["email"]: {hers, his},
    }
    given = {email: set(gathered(who_at(world.institution, email)).files) for email in whose}
    assert given == whose


def test_a_guest_is_given_what_they_answered_and_not_what_staff_wrote_down(
    world: World, clock: Clock
) -> None:
    seat = invited(world)
    first, second = (
        asked(world, seat, by=name, text=f"{name} asks.") for name in ("priya", "tomasz")
    )
    clock.forward(days=2)
    answered(seat, first, "You do, by name.")
    answer_for_guest(question(second), by=world.actor("ruth"), text="She says: always.")
    found = gathered(who_at(world.institution, seat.guest_email))
    rows = [row for t in found.tables if t.name.startswith("hotseats.Answer") for row in t.rows]
    assert [row["text"] for row in rows] == ["You do, by name."]
