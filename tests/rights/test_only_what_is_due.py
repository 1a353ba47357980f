"""Beside contracts that are kept, and beside another institution: what goes by rule is what is due here."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pactwork.contracts.models import Contract
from pactwork.modules.models import Enrolment
from pactwork.rights.actions.erasing import erase_person
from pactwork.rights.actions.retaining import _erase, _looked, go_by_itself, set_rule
from pactwork.rights.models import Rule
from pactwork.rights.queries.due import due
from pactwork.rights.who import who_at
from tests.conftest import Clock
from tests.stories import World, make_world

pytestmark = pytest.mark.django_db
LATER = datetime(2029, 1, 8, 9, tzinfo=UTC)
BEFORE = {"looked_on": date(2026, 10, 4), "steady_since": date(2026, 9, 1)}


@pytest.fixture(autouse=True)
def place(settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def other(world: World) -> World:
    return make_world("Northshire University", mail="northshire.example")


def rule_of(world: World) -> Rule:
    return Rule.objects.select_related("institution").get(institution=world.institution, run=None)


def test_one_that_is_kept_longer_stays_and_so_does_another_institutions(
    world: World, other: World, clock: Clock
) -> None:
    ref = world.contract("tomasz").ref  # later than hers
    for one in (world, other):
        one.contract("nadine")
    longer = Enrolment.objects.filter(pk=world.enrolments["tomasz"].pk)
    longer.update(ends_on=date(2028, 12, 31))
    set_rule(world.institution, months=6, by="system")
    clock.set(LATER)
    (kept,) = due(world.institution)
    entry = _erase(kept, "system")
    assert entry is not None
    assert entry.payload["subject"] == kept.contract.ref != ref
    assert Contract.objects.count() == 2


def test_what_is_kept_after_all_or_went_since_it_was_found_is_left(
    world: World, clock: Clock
) -> None:
    world.contract()
    set_rule(world.institution, months=6, by="system")
    clock.set(LATER)
    (kept,) = due(world.institution)
    set_rule(world.institution, months=60, by="system")
    assert _erase(kept, "system") is None
    Rule.objects.all().delete()
    assert _erase(kept, "system") is None
    set_rule(world.institution, months=6, by="system")
    assert _erase(kept, "system") is not None
    assert _erase(kept, "system") is None


def test_whatever_goes_is_an_entry_of_its_own_institution(
    world: World, other: World, clock: Clock
) -> None:
    """The other's chain is longer, and the newest of it says the same."""
    for name in ("nadine", "tomasz", "priya"):
        other.contract(name)
    for name in ("nadine", "tomasz"):
        world.contract(name)
    clock.set(LATER)
    for one in (other, world):
        set_rule(one.institution, months=6, by="system")
    for kept in due(other.institution):
        _erase(kept, "system")
    who = who_at(world.institution, world.people["nadine"].email)
    Rule.objects.filter(institution=world.institution).update(months=1)
    (tomasz,) = (k for k in due(world.institution) if k.contract.student_id not in who.persons)
    gone = [*erase_person(who, by="system", reason="Asked."), _erase(tomasz, "system")]
    assert [(e.chain, e.act) for e in gone if e] == [
        (world.institution.ref, act) for act in ("erased", "person_erased", "erased")
    ]


# What the rule says when the night comes -> whether what is due may go.
NIGHTS = [
    ({}, True),
    ({"nightly": False}, False),  # switched off since the worker read it
    ({"looked_on": date(2026, 10, 5)}, False),  # another worker has looked today
    ({"steady_since": date(2026, 10, 1)}, False),
]


@pytest.mark.parametrize(("said", "goes"), NIGHTS)
def test_the_night_asks_the_rule_anew(
    world: World, other: World, clock: Clock, said: dict[str, object], goes: bool
) -> None:
    for one in (world, other):
        set_rule(one.institution, months=6, by="system")
    go_by_itself(world.institution, on=True, by="system")
    clock.set(datetime(2026, 10, 5, 9, tzinfo=UTC))
    rule = rule_of(world)
    Rule.objects.filter(pk=rule.pk).update(**BEFORE | said)
    assert _looked(rule) is goes
    assert _looked(rule) is False  # once a day
    assert rule_of(other).looked_on is None


def test_a_rule_changes_nothing_of_another_institutions_nor_of_one_run(
    world: World, other: World
) -> None:
    """The one that is asked for is neither the first nor the only one."""
    set_rule(other.institution, months=6, by="system")
    set_rule(world.institution, months=9, run=world.run, by="system")
    set_rule(world.institution, months=6, by="system")
    go_by_itself(world.institution, on=True, by="system")
    assert [r.nightly for r in Rule.objects.order_by("pk")] == [False, False, True]
    Rule.objects.filter(pk=rule_of(other).pk).update(**BEFORE)
    set_rule(world.institution, months=7, by="system")
    assert rule_of(other).looked_on == BEFORE["looked_on"]
    assert rule_of(world).nightly
