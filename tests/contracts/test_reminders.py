"""Reminders: put in the outbox with the ask, sent only while the answer is owed, and then no more."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.models import Ask
from pactwork.contracts.queries.written_to import fate_of
from pactwork.ground import clock as the_clock
from pactwork.history import outbox
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import Reader, asked, reader, text_of
from tests.stories import CAROL, World

NADINE, GRACE = "nadine@student.midshire.example", "grace@midshire.example"
HELEN, OWEN, RUTH = (f"{name}@midshire.example" for name in ("helen", "owen", "ruth"))


def posted() -> list[tuple[str, str]]:
    """What goes out now: to whom, and the subject."""
    mail.outbox.clear()
    deliver_due(EMAILS)
    return [(one.to[0], str(one.subject)) for one in mail.outbox]


def to(address: str, letters: list[tuple[str, str]]) -> list[str]:
    return [subject for reader, subject in letters if reader == address]


def due_days(kind: str) -> list[date]:
    rows = Delivery.objects.filter(kind=kind).order_by("due_at").values_list("due_at", flat=True)
    return [moment.date() for moment in rows]


@pytest.fixture
def carol(world: World) -> Reader:
    """Asked on Monday 5 October 2026, and the first letter went out."""
    found = asked(world)
    posted()
    return found


def test_two_reminders_with_link_and_code_and_then_silence_is_told(
    carol: Reader, clock: Clock
) -> None:
    assert due_days("reminder") == [date(2026, 10, 8), date(2026, 10, 14)]
    clock.forward(days=2)
    assert posted() == []
    clock.forward(days=1)
    first = posted()
    assert to(CAROL["email"], first) == ["Still open: Nadine’s learning plan needs your yes or no"]
    body = str(mail.outbox[0].body)
    assert carol.letter in body
    assert f"{carol.code[:3]} {carol.code[3:]}" in body
    assert "We will not remind you about this again." not in body
    clock.forward(days=6)
    assert len(posted()) == 1
    assert "We will not remind you about this again." in str(mail.outbox[0].body)
    clock.forward(days=5)
    told = posted()
    assert {who for who, _ in told} == {NADINE, GRACE}
    assert "Carol Benning has not answered yet" in told[0][1]
    clock.forward(days=60)
    assert posted() == []


def answered(world: World, carol: Reader) -> None:
    carol.answer("yes")


def withdrawn(world: World, carol: Reader) -> None:
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))


def superseded(world: World, carol: Reader) -> None:
    world.share(card={"need": "A quiet room on Fridays."})


def paused(world: World, carol: Reader) -> None:
    actions.pause(world.contract(), by=world.actor("nadine"), reason="A month of nights.")


def ended(world: World, carol: Reader) -> None:
    known = {"kind": "withdrawn", "reason": "She left the module."}
    actions.end_contract(world.contract(), by=world.actor("ruth"), **known)


def left(world: World, carol: Reader) -> None:
    seat = world.seat("workplace").ref
    actions.leave_workplace(world.contract(), seat, by=world.actor("nadine"), reason="It closed.")


def left_alone(world: World, carol: Reader) -> None:
    actions.stop_letters(world.contract(), world.seat("workplace").ref, by=world.carol())


@pytest.mark.parametrize("moot", [answered, withdrawn, superseded, paused, ended, left, left_alone])
def test_a_reminder_is_not_sent_once_it_is_moot(
    world: World, carol: Reader, clock: Clock, moot: Any
) -> None:
    moot(world, carol)
    posted()
    for _week in range(4):
        clock.forward(days=7)
        said = [subject for _, subject in posted()]
        assert not [s for s in said if "Still open" in s or "has not answered" in s]
    if moot is not left_alone:
        stopped = Delivery.objects.filter(kind="reminder")
        assert set(stopped.values_list("stopped_why", flat=True)) == {
            "nothing is being asked here any more"
        }


def test_a_question_that_never_went_out_is_not_reminded_of(world: World, clock: Clock) -> None:
    asked(world)
    Delivery.objects.filter(kind="asked").update(stopped_at=the_clock.now(), stopped_why="test")
    clock.forward(days=8)
    assert posted() == []


def test_staff_hear_the_day_before_and_the_leader_the_day_after(world: World, clock: Clock) -> None:
    world.share()
    world.ask("university")
    asked_on = the_clock.now().date()
    due = world.dossier().asks[-1].due_on
    assert due is not None
    assert asked_on < due
    (before, *_) = due_days("due_soon")
    assert (before - asked_on).days < (due - asked_on).days
    clock.set(datetime(before.year, before.month, before.day, 10, tzinfo=the_clock.now().tzinfo))
    soon = posted()
    assert {who for who, _ in soon} == {HELEN, OWEN}
    assert all(subject.startswith("Answer promised by ") for _, subject in soon)
    clock.set(datetime(due.year, due.month, due.day, 23, tzinfo=the_clock.now().tzinfo))
    assert posted() == []
    clock.forward(days=1)
    assert posted() == [(RUTH, "A promise was missed: Nadine Brooks is waiting for an answer")]


def test_handed_over_only_whoever_has_it_is_reminded(world: World, clock: Clock) -> None:
    world.share()
    seat = world.ask("university")
    to_owen = {"to": world.people["owen"], "note": "I am away."}
    actions.hand_over(world.contract(), seat.ref, by=world.actor("helen"), **to_owen)
    posted()
    (day, *_) = due_days("due_soon")
    clock.set(datetime(day.year, day.month, day.day, 10, tzinfo=the_clock.now().tzinfo))
    assert [who for who, _ in posted()] == [OWEN]


def test_an_undone_answer_owes_the_reminder_again(world: World, clock: Clock) -> None:
    world.share()
    world.ask("university")
    given = world.answer("university")
    clock.forward(minutes=2)
    actions.undo_answer(world.contract(), given.ref, by=world.actor("helen"))
    clock.forward(days=30)
    said = [subject for _, subject in posted()]
    assert [s for s in said if s.startswith("A promise was missed")]


def test_nobody_without_an_address_is_reminded(world: World) -> None:
    asked(world)
    assert not Delivery.objects.filter(to="").exists()
    assert reader(world).link.email == CAROL["email"]


def test_the_pages_say_when_they_were_last_written_to(
    world: World, carol: Reader, clock: Clock
) -> None:
    clock.forward(days=3)
    posted()
    ref = world.contract().ref
    asking = world.client("nadine").get(f"/contracts/{ref}/ask/{world.seat('workplace').ref}/")
    review = world.client("helen").get(f"/contracts/{ref}/review/")
    for page in (asking, review):
        assert "Last emailed on 8 Oct 2026." in text_of(page)


def test_an_address_refused_for_good_is_said_to_whoever_asked_and_no_reminder_is_promised(
    world: World, clock: Clock, client: Any
) -> None:
    asked(world)
    Delivery.objects.filter(kind="asked").update(
        stopped_at=the_clock.now(), stopped_why="refused: 550 5.1.1 No such user here"
    )
    client.force_login(world.people["nadine"].account, backend="pactwork.web.signin.Backend")
    contract, seat = world.contract(), world.seat("workplace")
    page = client.get(reverse("contracts:ask", args=[contract.ref, seat.ref])).content.decode()
    assert "Not delivered" in page
    assert "went to" not in page
    assert "We remind them after" not in page
    clock.forward(days=40)
    assert CAROL["email"] not in {who for who, _ in posted()}


def test_an_email_on_its_way_has_not_failed(world: World, clock: Clock) -> None:
    """Taken up by the worker, and not sent yet: no try has failed."""
    asked(world)
    letter = outbox._lease()
    assert isinstance(letter, Delivery)
    assert letter.attempts == 1
    ask = Ask.objects.get(ref=letter.about)
    assert fate_of(ask).again_at is None
    outbox._again_later(letter, "TimeoutError: the mail server is away")
    assert fate_of(ask).again_at == letter.due_at
