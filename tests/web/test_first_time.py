"""The first time: what the words mean, what to do now, until something is done; and how to catch up."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from pactwork.history.acting import has_acted
from pactwork.modules.models import Enrolment
from tests.conftest import Clock
from tests.contracts.lacking import browser
from tests.contracts.plans import text_of
from tests.contracts.play import FILES, Play
from tests.stories import World

NEW = "Your next five minutes:"


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def home(world: World, name: str) -> str:
    return text_of(world.client(name).get("/"))


@pytest.mark.parametrize(
    ("who", "does"),
    [
        ("nadine", "Read the first part of the brief."),
        ("helen", "Open the queue and read one draft."),
        ("ruth", "Look at your module as students see it"),
        ("grace", "Open the queue and read one draft."),
        ("moira", "Say how your institution appears"),
    ],
)
def test_each_role_reads_what_to_do_first(world: World, who: str, does: str) -> None:
    page = home(world, who)
    assert f"{NEW} {does}" in page
    for word in ("A contract", "A learning set", "A yes"):
        assert word in page


def test_it_goes_with_the_first_act(world: World) -> None:
    world.share()
    world.ask("university")
    assert NEW not in home(world, "nadine")
    assert NEW in home(world, "helen")
    world.answer("university", "yes")
    assert NEW not in home(world, "helen")
    assert has_acted(world.actor("helen").ref)


def test_nothing_is_said_of_sets_or_workplaces_where_there_are_none(db: None) -> None:
    play = Play(FILES / "independent-study.yaml")
    page = text_of(browser(play.people["facilitator1"]).get("/"))
    assert NEW in page
    assert "workplace" not in page
    assert "learning set" not in page.lower()


def test_who_starts_in_the_fourth_week_is_told_how_to_catch_up(world: World, clock: Clock) -> None:
    first = world.run.starts_on
    clock.set(noon(first + timedelta(weeks=3, days=1)))
    joined = first + timedelta(weeks=3)
    Enrolment.objects.filter(pk=world.enrolments["nadine"].pk).update(starts_on=joined)
    page = home(world, "nadine")
    assert "It is week 4 of" in page
    assert "The module began on" in page
    assert "Share a first draft." in page
    assert "Week 1:" in page
    assert (
        "Week 4:"
        not in page.partition("What the weeks so far were about")[2].partition("Who can help")[0]
    )
    world.share()
    assert "Catching up" not in home(world, "nadine")


def test_nobody_is_late_in_the_second_week(world: World, clock: Clock) -> None:
    clock.set(noon(world.run.starts_on + timedelta(weeks=1, days=1)))
    assert "Catching up" not in home(world, "nadine")
