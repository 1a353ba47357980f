"""Whoever may act, and what they ask for cannot be: refused in so many words, and nothing is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from pactwork.contracts import actions
from pactwork.contracts.actions.sampling import sample
from pactwork.contracts.models import Point
from pactwork.ground import clock
from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from tests.conftest import Clock
from tests.stories import CAROL, World

SAM = ("Sam Lee", "sam@larkmoor.example")
HOW = "I rang the firm."


def _asked(world: World) -> None:
    world.share()
    world.ask("workplace")
    world.ask("university")


def _revised(world: World, name: str = "nadine") -> Point:
    """Helen would have one thing otherwise."""
    world.share(name)
    world.ask("university", name)
    given = world.answer("university", "revise", name=name)
    return given.points.get()


def _on_condition(world: World) -> Point:
    world.share()
    world.ask("university")
    return world.answer("university", "yes_conditions").points.get()


def _settle(world: World, point: Point, response: str = "adopted") -> None:
    by = world.actor("nadine")
    actions.settle_point(world.contract(), point.ref, by=by, response=response)


def _old_draft(world: World) -> None:
    world.share()
    world.share(card={"need": "An hour in week 5."})
    seat = world.seat("workplace").ref
    actions.ask(world.contract(), seat, by=world.actor("nadine"), draft=1, **CAROL)


def _vouch(world: World) -> None:
    seat, by = world.seat("workplace").ref, world.actor("grace")
    actions.vouch(world.contract(), seat, by=by, how=HOW)


def _nobody_named(world: World) -> None:
    world.share()
    _vouch(world)


def _vouched_twice(world: World) -> None:
    _asked(world)
    _vouch(world)
    _vouch(world)


def _turned_down_by_the_student(world: World) -> None:
    _asked(world)
    seat, by = world.seat("workplace").ref, world.actor("nadine")
    actions.turn_down(world.contract(), seat, by=by, reason="I do not like her.")


def _hand_over(world: World, to: str) -> None:
    _asked(world)
    seat, by = world.seat("university").ref, world.actor("helen")
    person = world.people[to]
    actions.hand_over(world.contract(), seat, by=by, to=person, note="You know the firm.")


def _read_what_is_not_there(world: World) -> None:
    world.share()
    actions.mark_read(world.contract(), by=world.actor("helen"), draft=9)


def _ended_for_no_reason(world: World) -> None:
    by = world.actor("ruth")
    actions.end_contract(world.agreed(), by=by, kind="completed", reason=" ")


def _anothers_point(world: World) -> None:
    point = _revised(world, "tomasz")
    world.share()
    _settle(world, point)


def _undone_point(world: World) -> None:
    point = _revised(world)
    actions.undo_answer(world.contract(), point.answer.ref, by=world.actor("helen"))
    _settle(world, point)


def _met(world: World, point: Point) -> None:
    actions.meet_condition(world.contract(), point.ref, by=world.actor("helen"))


def _met_twice(world: World) -> None:
    point = _on_condition(world)
    _met(world, point)
    _met(world, point)


def _sample(world: World, to: str = "lena", days: int | None = 9, *names: str) -> None:
    world.agreed()
    until: date | None = None if days is None else clock.today("Europe/London")
    until = until + timedelta(days=days or 0) if until else None
    shown = [world.contract(name) for name in names]
    sample(world.run, shown, to=world.people[to], until=until, by=world.actor("ruth"))


def _anothers_yes(world: World) -> None:
    """Carol said yes; Sam, who is asked after her, takes it back."""
    world.agreed()
    world.share(card={"need": "An hour in week 5."})
    contract, seat, (name, email) = world.contract(), world.seat("workplace").ref, SAM
    actions.ask(contract, seat, by=world.actor("nadine"), draft=2, name=name, email=email)
    actions.withdraw_yes(contract, seat, by=world.carol(), reason="Not in March.")


@dataclass(frozen=True)
class Row:
    code: str
    act: Callable[[World], object]


ROWS = {
    "a draft that is not the newest is put before nobody": Row("not_newest", _old_draft),
    "nobody was named whom staff could know": Row("nothing_to_vouch", _nobody_named),
    "staff say once who somebody is": Row("nothing_to_vouch", _vouched_twice),
    "a student turns nobody down": Row("not_your_move", _turned_down_by_the_student),
    "an ask goes to no ethics reviewer": Row("not_a_colleague", lambda w: _hand_over(w, "anil")),
    "an ask goes not to oneself": Row("not_a_colleague", lambda w: _hand_over(w, "helen")),
    "no draft of that number is read": Row("no_draft", _read_what_is_not_there),
    "a contract ends for a reason": Row("reason_missing", _ended_for_no_reason),
    "a point on another's contract is not theirs": Row("no_point", _anothers_point),
    "a point of an answer undone is gone": Row("no_point", _undone_point),
    "a point is answered in one of three ways": Row(
        "choose_response", lambda w: _settle(w, _revised(w), "perhaps")
    ),
    "what is no condition is not met": Row("no_point", lambda w: _met(w, _revised(w))),
    "a condition is met once": Row("no_point", _met_twice),
    "only examiners are shown a sample": Row(
        "not_an_examiner", lambda w: _sample(w, "helen", 9, "nadine")
    ),
    "a sample has a last day": Row("sample_until", lambda w: _sample(w, "lena", None, "nadine")),
    "its last day is not past": Row("sample_until", lambda w: _sample(w, "lena", -1, "nadine")),
    "a sample of nothing is none": Row("sample_empty", _sample),
    "a yes is taken back by whoever gave it": Row("not_your_answer", _anothers_yes),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_it_is_refused(world: World, clock: Clock, row: Row) -> None:
    with pytest.raises(Refused) as refused:
        row.act(world)
    assert refused.value.refusal.code == row.code
    assert not Entry.objects.filter(act="ended").exists()
