"""What is lent to a substitute, and who holds an interview: one condition at a time."""

from datetime import date, timedelta

from django.db.models import Model, QuerySet

from pactwork.ground import clock as ground
from pactwork.modules.models import Enrolment
from pactwork.people.models import Person
from pactwork.reviews.actions import ask_reviewers
from pactwork.reviews.models import Interview, Review
from pactwork.reviews.queries.interviews import sitting_of, sitting_seen_by, sittings_for
from pactwork.reviews.substitutes import lent_desk, lent_number, lent_to
from tests.conftest import Clock
from tests.reviews.test_asking import missed
from tests.reviews.test_interviews import asked
from tests.stories import World

YESTERDAY = date(2026, 10, 4)


def _with(rows: "QuerySet[Model]", seen: object, **other: object) -> bool:
    """Whether it is seen while these rows are otherwise; they are put back."""
    kept = rows.values(*other).get()
    rows.update(**other)
    found = bool(seen())  # type: ignore[operator]
    rows.update(**kept)
    return found


def _place(world: World, name: str) -> "QuerySet[Enrolment]":
    return Enrolment.objects.filter(pk=world.enrolments[name].pk)


def _person(world: World, name: str) -> "QuerySet[Person]":
    return Person.objects.filter(pk=world.people[name].pk)


def test_one_draft_is_lent_while_both_are_there(world: World, clock: Clock) -> None:
    world.share()
    world.share("tomasz")
    ask_reviewers()
    missed(world, clock)
    past = ground.today("Europe/London") - timedelta(days=1)
    colin = world.actor("colin")

    def lent() -> object:
        return lent_to(colin).filter(contract=world.contract())

    theirs = Review.objects.get(contract=world.contract(), reviewer=world.people["colin"])
    review = Review.objects.filter(pk=theirs.pk)
    assert lent()
    assert lent_number(world.dossier(), colin) == 1
    desk = lent_desk(colin, world.contract().ref)
    assert desk
    assert desk.dossier.contract == world.contract()
    for name in ("colin", "nadine"):
        assert not _with(_place(world, name), lent, ends_on=past), name
        assert not _with(_person(world, name), lent, active=False), name
    assert not _with(review, lent, substitute_for=None)
    assert not _with(review, lent, reviewer=world.people["helen"].pk)
    assert not lent_to(world.actor("priya")).filter(substitute_for__isnull=True)
    assert lent()


def test_another_contract_is_not_lent_with_it(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    missed(world, clock)
    world.share("tomasz")
    assert lent_number(world.dossier("tomasz"), world.actor("colin")) is None
    assert lent_desk(world.actor("colin"), world.contract("tomasz").ref) is None


def test_an_interview_is_held_by_whoever_was_asked_while_both_are_in_the_set(
    world: World,
) -> None:
    sitting, by = asked(world), world.actor("tomasz")
    rows = Interview.objects.filter(pk=sitting.pk)

    def held() -> object:
        return sitting_seen_by(by, sitting.ref)

    assert held()
    assert sittings_for(by) == [sitting]
    assert sittings_for(world.actor("priya")) == []
    assert sitting_seen_by(by, "nowhere") is None
    for name in ("tomasz", "nadine"):
        assert not _with(_place(world, name), held, ends_on=YESTERDAY), name
        assert not _with(_place(world, name), held, learning_set=None), name
        assert not _with(_person(world, name), held, active=False), name
    rows.update(over_at=ground.now())
    assert sittings_for(by) == []


def test_one_asks_somebody_of_ones_set_who_is_there(world: World) -> None:
    def asks() -> set[str]:
        return {person.key for person in sitting_of(world.dossier()).peers}

    assert asks() == {"tomasz", "priya", "samir", "jane"}
    _place(world, "tomasz").update(ends_on=YESTERDAY)
    _person(world, "priya").update(active=False)
    assert asks() == {"samir", "jane"}
    _place(world, "nadine").update(learning_set=None)
    assert asks() == set()
