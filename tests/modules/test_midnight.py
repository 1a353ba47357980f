"""Whose day it is: a role begins and ends at the institution's midnight, not at Greenwich's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pactwork.contracts.queries.staff import people_on, staff_for
from pactwork.contracts.visibility import roles_on, seen_by
from pactwork.modules.actions import apply_roster
from pactwork.modules.models import Enrolment, Role
from pactwork.modules.queries import enrolments_now, roles_now, runs_seen_by, staff_of
from pactwork.modules.queries.roster import runs_with_people
from pactwork.modules.roster.known import known
from pactwork.modules.roster.reading import sheet
from pactwork.people.actors import system_at
from pactwork.people.models import Institution
from pactwork.reviews.queries.learning_set import circles
from pactwork.workspace.queries.others import set_names
from tests.conftest import Clock
from tests.stories import World

LAST = date(2026, 10, 9)
# Auckland is 13 hours ahead in October, Honolulu 10 behind: each has a moment just before and
# just after its own midnight, at which Greenwich writes another date.
PLACES = [
    ("Pacific/Auckland", datetime(2026, 10, 9, 10, 59, tzinfo=UTC)),
    ("Pacific/Honolulu", datetime(2026, 10, 10, 9, 59, tzinfo=UTC)),
    ("Europe/London", datetime(2026, 10, 9, 22, 59, tzinfo=UTC)),  # summer time
]


def live_in(world: World, zone: str) -> None:
    Institution.objects.filter(pk=world.institution.pk).update(time_zone=zone)
    world.institution.refresh_from_db()
    world.run.refresh_from_db()


@pytest.mark.parametrize(("zone", "before"), PLACES)
def test_what_ends_today_ends_at_midnight_there(
    world: World, clock: Clock, zone: str, before: datetime
) -> None:
    world.share()
    world.contract("tomasz")
    live_in(world, zone)
    Role.objects.filter(person__key="helen").update(ends_on=LAST)
    Enrolment.objects.filter(person__key="nadine").update(ends_on=LAST)

    def seen() -> list[bool]:
        helen, nadine, tomasz = (world.actor(n) for n in ("helen", "nadine", "tomasz"))
        return [
            roles_now(helen).exists(),
            enrolments_now(nadine).exists(),
            runs_seen_by(helen).exists(),
            staff_of(world.run, "facilitator").filter(person__key="helen").exists(),
            bool(staff_for(helen).runs),
            seen_by(nadine).exists(),
            roles_on(nadine, world.contract()) == {"student"},
            seen_by(tomasz).filter(student__key="nadine").exists(),
            roles_on(tomasz, world.contract()) == {"peer"},
            "Nadine Brooks" in str([m.person.name for c in circles(tomasz) for m in c.others]),
            "Nadine" in set_names(beside := world.dossier("tomasz"), beside.template, {}),
            runs_with_people(world.institution)[0].students == 6,
        ]

    clock.set(before)
    assert all(seen())
    clock.set(before + timedelta(minutes=1))
    assert not any(seen())
    assert people_on(*staff_for(world.actor("owen")).reach).filter(person__key="nadine").exists()


@pytest.mark.parametrize(("zone", "before"), PLACES)
def test_what_begins_tomorrow_begins_at_midnight_there(
    world: World, clock: Clock, zone: str, before: datetime
) -> None:
    live_in(world, zone)
    Role.objects.filter(person__key="helen").update(starts_on=LAST + timedelta(days=1))
    clock.set(before)
    assert not roles_now(world.actor("helen")).exists()
    clock.set(before + timedelta(minutes=1))
    assert roles_now(world.actor("helen")).exists()


@pytest.mark.parametrize(("zone", "before"), PLACES)
def test_whoever_is_removed_is_out_that_minute(
    world: World, clock: Clock, zone: str, before: datetime
) -> None:
    live_in(world, zone)
    clock.set(before + timedelta(minutes=1))
    assert known(world.institution).today == LAST + timedelta(days=1)
    gone = sheet(b"key,role,remove\nhelen,facilitator,yes")
    apply_roster(world.institution, gone, run=world.run.ref, by=system_at(world.institution))
    assert Role.objects.get(person__key="helen").ends_on == LAST
    assert not roles_now(world.actor("helen")).exists()
