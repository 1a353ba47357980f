"""Who is told what of an email that was refused for good: a table of answers, and the pages of staff."""

import pytest

from pactwork.ground import clock as the_clock
from pactwork.history.models import Delivery
from pactwork.history.outbox import GIVEN_UP
from pactwork.history.refusals import ABOUT_THEM, NOT_TAKEN, OURS, fault_of
from tests.conftest import Clock
from tests.contracts.plans import asked, text_of
from tests.contracts.test_reminders import posted
from tests.hotseats.seats import invited
from tests.stories import CAROL, World, make_world

SAID = [
    ("550 5.1.1 No such user here", "address"),
    ("550 5.1.10 Recipient not found", "address"),
    ("550 5.2.1 Mailbox disabled", "address"),
    ("550 No such user here", "address"),
    ("552 5.2.2 Mailbox full", "full"),
    ("554 5.7.1 Client host blocked", "server"),
    ("550 5.7.26 Unauthenticated email, user unknown to policy", "server"),
    ("550 Rejected", "other"),
    ("554 5.6.0 Bad message", "other"),
    ("550 5.1.8 Sender domain unknown", "other"),
]
SEEN = {
    "address": "It says that there is no such address.",
    "full": "It says that the mailbox is full.",
    "server": "It does not accept email from us",
    "other": "It did not say that the address is wrong",
}


def refuse(kind: str, said: str) -> None:
    Delivery.objects.filter(kind=kind).update(
        stopped_at=the_clock.now(), stopped_why=f"refused: {said}"
    )


@pytest.mark.parametrize(("said", "fault"), SAID)
def test_only_an_answer_about_the_address_is_called_one(said: str, fault: str) -> None:
    assert fault_of(f"refused: {said}") == fault
    assert fault_of(said) == ""


def test_what_was_given_up_was_not_taken_by_theirs_or_not_sent_by_ours() -> None:
    for error in ABOUT_THEM:
        assert fault_of(f"{GIVEN_UP}{error}450 4.2.1 Try later") == NOT_TAKEN
    assert fault_of(f"{GIVEN_UP}ConnectionRefusedError: no post today") == OURS


@pytest.mark.parametrize("said", ["550 5.1.1 No", "552 5.2.2 Full", "554 5.7.1 No", "550 Rejected"])
def test_staff_and_student_read_that_the_workplace_never_had_it(world: World, said: str) -> None:
    asked(world)
    refuse("asked", said)
    ref, seat = world.contract().ref, world.seat("workplace").ref
    for name, page in (
        ("ruth", f"/contracts/{ref}/review/"),
        ("nadine", f"/contracts/{ref}/ask/{seat}/"),
    ):
        words = text_of(world.client(name).get(page))
        assert f"refused our email to {CAROL['email']}" in words
        for fault, sentence in SEEN.items():
            assert (sentence in words) == (fault == fault_of(f"refused: {said}"))


def test_nobody_hears_that_somebody_was_reminded_who_was_never_asked(
    world: World, clock: Clock
) -> None:
    asked(world)
    refuse("asked", "550 5.1.1 No such user here")
    clock.forward(days=40)
    assert not [subject for _, subject in posted() if "has not answered" in subject]


def test_the_desk_of_a_hotseat_says_that_its_guest_was_not_reached(world: World) -> None:
    seat = invited(world)
    page = f"/hotseats/{seat.ref}/desk/"
    refuse("guest_invited", "550 5.1.1 No such user here")
    words = text_of(world.client("helen").get(page))
    assert "refused our email to ines@callcentre.example" in words
    assert "Invited:" not in words


def test_administrators_find_every_refused_email_of_their_own_institution(world: World) -> None:
    asked(world)
    invited(world)
    refuse("asked", "550 5.1.1 No such user here")
    refuse("guest_invited", "554 5.7.1 Client host blocked")
    away = Delivery.objects.get(kind="guest_invited")
    page = "/stopped-letters/"
    words = text_of(world.client("moira").get(page))
    for said in (
        CAROL["email"],
        away.to,
        "5.1.1 No such user",
        "5.7.1 Client host",
        SEEN["server"],
    ):
        assert said in words
    elsewhere = make_world("Larkmoor University", "larkmoor.example").client("moira").get(page)
    assert elsewhere.status_code == 200
    assert away.to not in text_of(elsewhere)
