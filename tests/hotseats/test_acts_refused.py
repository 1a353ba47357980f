"""What moved on since a page was opened: whoever acts on it all the same is told so, and nothing is done."""

from collections.abc import Callable
from datetime import date

import pytest

from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.hotseats import actions
from pactwork.modules.models import Enrolment
from tests.conftest import Clock
from tests.hotseats.seats import answered, asked, code, fresh, invited, planned, topic
from tests.stories import World

pytestmark = pytest.mark.django_db
Prepared = Callable[[], object]  # what is tried at last


def _gone(world: World, name: str) -> None:
    """They left the run while their page was open."""
    place = Enrolment.objects.filter(pk=world.enrolments[name].pk)
    place.update(ends_on=date(2026, 10, 4))


def withdrawn_question(world: World) -> Prepared:
    mine = asked(world, planned(world))
    actions.withdraw_question(mine, by=world.actor("priya"))
    return lambda: actions.answer_for_guest(mine, by=world.actor("ruth"), text="She says: you.")


def _answered(world: World) -> object:
    mine = asked(world, planned(world))
    actions.answer_for_guest(mine, by=world.actor("ruth"), text="She says: you.")
    return mine


def merged_late(world: World) -> Prepared:
    mine = _answered(world)
    other = asked(world, mine.hotseat, "nadine", "Who says hello?")  # type: ignore[attr-defined]
    return lambda: actions.merge(mine, into=other.ref, by=world.actor("helen"))  # type: ignore[arg-type]


def set_aside_late(world: World) -> Prepared:
    mine = _answered(world)
    by = world.actor("helen")
    return lambda: actions.set_question_aside(mine, by=by, why="Twice.")  # type: ignore[arg-type]


def question_of_one_who_left(world: World) -> Prepared:
    mine = asked(world, planned(world))
    _gone(world, "priya")
    return lambda: actions.withdraw_question(mine, by=world.actor("priya"))


def topic_of_one_who_left(world: World) -> Prepared:
    mine = topic(world)
    _gone(world, "nadine")
    return lambda: actions.withdraw_topic(mine, by=world.actor("nadine"))


def topic_of_another(world: World) -> Prepared:
    mine = topic(world)
    return lambda: actions.withdraw_topic(mine, by=world.actor("priya"))


def thanks_by_a_student(world: World) -> Prepared:
    seat = invited(world)
    return lambda: actions.thank(seat, by=world.actor("nadine"), words="Thank you.")


def _declined(world: World) -> object:
    """The page of before the guest declined, in another window."""
    seat = invited(world)
    actions.decline(fresh(seat), code=code(seat), client="b", why="I am away.")
    return seat


def answer_after_declining(world: World) -> Prepared:
    seat = invited(world)
    mine = asked(world, seat)
    actions.decline(fresh(seat), code=code(seat), client="b", why="I am away.")
    given = {"code": code(seat), "client": "b", "was": {}}
    return lambda: actions.answer_by_link(seat, {mine.ref: "You do."}, **given)  # type: ignore[arg-type]


def declined_twice(world: World) -> Prepared:
    seat = _declined(world)
    return lambda: actions.decline(seat, code=code(seat), client="b", why="")  # type: ignore[arg-type]


def declined_twice_with_a_wrong_code(world: World) -> Prepared:
    """That it is over is said first; no code is tried."""
    seat = fresh(_declined(world))  # type: ignore[arg-type]
    return lambda: actions.decline(seat, code="000000", client="b", why="")


def answer_too_late_with_a_wrong_code(world: World) -> Prepared:
    seat = invited(world)
    mine = asked(world, seat)
    actions.cancel(seat, by=world.actor("helen"), why="The guest is ill.")
    now = fresh(seat)
    given = {"code": "000000", "client": "b", "was": {}}
    return lambda: actions.answer_by_link(now, {mine.ref: "You do."}, **given)  # type: ignore[arg-type]


def declined_after_answering(world: World) -> Prepared:
    seat = invited(world)
    answered(seat, asked(world, seat))
    return lambda: actions.decline(fresh(seat), code=code(seat), client="b", why="")


@pytest.mark.parametrize(
    ("story", "why"),
    [
        (withdrawn_question, "question_withdrawn"),
        (merged_late, "question_answered"),
        (set_aside_late, "question_answered"),
        (question_of_one_who_left, "not_yours_here"),
        (topic_of_one_who_left, "not_yours_here"),
        (topic_of_another, "not_yours_here"),
        (thanks_by_a_student, "not_yours_here"),
        (answer_after_declining, "already_declined"),
        (declined_twice, "already_declined"),
        (declined_twice_with_a_wrong_code, "already_declined"),
        (answer_too_late_with_a_wrong_code, "hotseat_cancelled"),
        (declined_after_answering, "already_answering"),
    ],
)
def test_it_is_refused(
    world: World, clock: Clock, story: Callable[[World], Prepared], why: str
) -> None:
    act = story(world)
    before = Entry.objects.count()
    with pytest.raises(Refused) as no:
        act()
    assert no.value.refusal.code == why
    assert Entry.objects.count() == before
