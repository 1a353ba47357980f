"""A student's own first and last day come from the roster, within what the module allows."""

import pytest

from pactwork.modules.actions import apply_roster, load_module
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import weeks_of
from pactwork.modules.queries.handing_in import hand_ins_of
from pactwork.modules.reading import read
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.reading import sheet
from pactwork.people.actors import system_at
from tests.modules.test_reading import HERE
from tests.stories import World

HEAD = "key,name,email,role,own_start,own_end\n"
SAM = "s1,Sam Low,sam@x.example,student"


@pytest.fixture
def run(world: World) -> Run:
    files = HERE / "files"
    return load_module(world.institution, read(files / "internship-dates.yaml"), folder=files)


def load(run: Run, *cells: str) -> Plan:
    text = HEAD + "".join(f"{line}\n" for line in cells)
    return apply_roster(
        run.institution, sheet(text.encode()), run=run.ref, by=system_at(run.institution)
    )


def test_own_days_move_the_weeks_and_what_is_due(run: Run) -> None:
    assert not load(run, f"{SAM},2027-02-01,16/04/2027").problems
    place = Enrolment.objects.select_related("run").get(run=run)
    weeks = weeks_of(place)
    assert (str(weeks[0].first), str(weeks[-1].last)) == ("2027-02-01", "2027-04-16")
    found = {one.component.key: str(one.dues[0].on) for one in hand_ins_of(place, None)}
    assert (found["goals"], found["report"]) == ("2027-02-16", "2027-04-14")


def test_what_is_left_empty_stays_and_a_hyphen_gives_the_days_of_all(run: Run) -> None:
    load(run, f"{SAM},2027-02-01,")
    load(run, f"{SAM},,2027-04-16")
    place = Enrolment.objects.get(run=run)
    assert (str(place.own_start), str(place.own_end)) == ("2027-02-01", "2027-04-16")
    plan = load(run, f"{SAM},-,-")
    assert {name for c in plan.places.values() for name, _was, _now in c.fields} == {
        "own_start",
        "own_end",
    }
    assert Enrolment.objects.get(run=run).own == (None, None)


def test_days_outside_the_limits_are_refused_beside_their_cell(run: Run, world: World) -> None:
    plan = load(run, f"{SAM},2027-01-17,", "s2,Lou,lou@x.example,student,,2027-05-01")
    assert [(p.line, p.column, p.words) for p in plan.problems] == [
        (2, "own_start", "This module allows days from 18 Jan 2027 to 15 Feb 2027 here."),
        (3, "own_end", "This module allows days from 26 Mar 2027 to 30 Apr 2027 here."),
    ]
    assert not Enrolment.objects.filter(run=run).exists()
    plan = load(world.run, f"{SAM},2026-10-01,")
    assert [p.column for p in plan.problems if p.code == "own_day_fixed"] in ([], ["own_start"])
    plan = load(run, "h.marsh,Helen,h@x.example,facilitator,2027-02-01,")
    assert [p.code for p in plan.problems] == ["not_for_role"]
