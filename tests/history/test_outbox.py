"""The outbox: each letter once, late if the post is down, never when it is moot."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings

from pactwork.ground import clock as ground_clock
from pactwork.history.models import Delivery
from pactwork.history.outbox import (
    FIRST_WAIT,
    LEASE,
    MOST_TRIES,
    Builder,
    bring_back,
    deliver_due,
    message_id,
    stop_letters_about,
    stop_letters_to,
    waiting,
)
from pactwork.history.record import Notice, record
from tests.conftest import Clock

pytestmark = pytest.mark.django_db


def owe(
    kind: str = "asked",
    to: str = "carol@larkmoor.example",
    about: str = "ask",
    chain: str = "c",
    **wait: int,
) -> Delivery:
    notice = Notice(kind, to, about, timedelta(**wait))
    entry = record(
        "asked", chain=chain, subject="s", by="", key="ab" * 32, payload={}, notices=[notice]
    )
    return entry.deliveries.get()


def plain(letter: Delivery) -> EmailMessage:
    return EmailMessage("A letter", f"About {letter.about}.", to=[letter.to])


def moot(letter: Delivery) -> str:
    return "nobody is asked any more"


def down(letter: Delivery) -> EmailMessage:
    raise ConnectionRefusedError("no post today")


BUILD: Mapping[str, Builder] = {"asked": plain, "moot": moot, "down": down}


def test_a_letter_is_sent_once(clock: Clock) -> None:
    letter = owe()
    assert deliver_due(BUILD) == 1
    assert deliver_due(BUILD) == 0
    letter.refresh_from_db()
    assert letter.sent_at == ground_clock.now()
    assert [m.to for m in mail.outbox] == [["carol@larkmoor.example"]]
    assert mail.outbox[0].extra_headers["Message-ID"] == message_id(letter)


def test_not_before_it_is_due(clock: Clock) -> None:
    owe(minutes=10)
    assert deliver_due(BUILD) == 0
    clock.forward(minutes=10)
    assert deliver_due(BUILD) == 1


def test_what_waits_for_its_own_day_is_not_brought_back(clock: Clock) -> None:
    assert bring_back() == 0
    letter = owe(days=2)
    assert bring_back() == 0
    letter.refresh_from_db()
    assert letter.due_at == ground_clock.now() + timedelta(days=2)


def test_the_first_due_goes_first_and_no_more_than_asked(clock: Clock) -> None:
    owe(about="later", minutes=2)
    owe(about="sooner", minutes=1)
    clock.forward(minutes=3)
    assert deliver_due(BUILD, most=1) == 1
    assert [m.body for m in mail.outbox] == ["About sooner."]


def test_a_moot_letter_is_not_sent_and_says_why(clock: Clock) -> None:
    letter = owe("moot")
    deliver_due(BUILD)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.stopped_why) == (None, "nobody is asked any more")
    assert not waiting().exists()
    assert not mail.outbox


@pytest.mark.asvs("V16.5.2")
def test_when_the_post_is_down_it_waits_longer_each_time(clock: Clock) -> None:
    letter, waits = owe("down"), []
    for _ in range(MOST_TRIES):
        assert deliver_due(BUILD) == 1
        letter.refresh_from_db()
        waits.append(letter.due_at - ground_clock.now())
        clock.set(max(letter.due_at, ground_clock.now()))
    assert waits[:4] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4, FIRST_WAIT * 8]
    assert letter.stopped_why.startswith("given up: ConnectionRefusedError")
    clock.forward(days=9)
    assert deliver_due(BUILD) == 0


def test_one_letter_that_fails_does_not_hold_up_another(clock: Clock) -> None:
    owe("down")
    owe(about="fine")
    assert deliver_due(BUILD) == 2
    assert [m.body for m in mail.outbox] == ["About fine."]


def test_what_one_worker_is_sending_another_leaves_alone(clock: Clock) -> None:
    owe()
    looked = []

    def beside(letter: Delivery) -> EmailMessage:
        looked.append(deliver_due(BUILD))
        return plain(letter)

    assert deliver_due({"asked": beside}) == 1
    assert (looked, len(mail.outbox)) == ([0], 1)


def test_a_worker_that_died_leaves_its_letter_to_the_next(clock: Clock) -> None:
    letter = owe()
    Delivery.objects.update(leased_until=ground_clock.now() + LEASE, attempts=1)
    assert deliver_due(BUILD) == 0
    clock.forward(minutes=2, seconds=1)
    assert deliver_due(BUILD) == 1
    letter.refresh_from_db()
    assert letter.attempts == 2


@pytest.mark.asvs("V16.3.4")
def test_a_letter_that_cannot_be_written_is_logged_and_holds_up_nobody(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(letter: Delivery) -> EmailMessage:
        raise KeyError("template")

    letter = owe("broken")
    owe(about="fine")
    assert deliver_due({**BUILD, "broken": broken}) == 2
    assert "could not be written" in caplog.text
    letter.refresh_from_db()
    assert (letter.sent_at, letter.stopped_at) == (None, None)
    assert letter.due_at > ground_clock.now()
    assert [m.body for m in mail.outbox] == ["About fine."]


def test_letters_about_something_moot_stop(clock: Clock) -> None:
    owe(about="one")
    owe("moot", about="one")
    owe(about="two")
    stop_letters_about(["one"], "undone", kind="asked")
    assert waiting().count() == 2
    stop_letters_about(["one"], "undone")
    assert [letter.about for letter in waiting()] == ["two"]


def test_letters_to_somebody_stop_whatever_the_case(clock: Clock) -> None:
    owe(to="Carol@Larkmoor.example")
    owe(to="ian@larkmoor.example")
    owe(to="carol@larkmoor.example", chain="another institution")
    stop_letters_to("carol@LARKMOOR.example", "asked to be left alone", chain="c")
    assert [(one.to, one.entry.chain) for one in waiting()] == [
        ("ian@larkmoor.example", "c"),
        ("carol@larkmoor.example", "another institution"),
    ]


def test_what_was_sent_is_not_stopped(clock: Clock) -> None:
    letter = owe()
    deliver_due(BUILD)
    stop_letters_about(["ask"], "undone")
    letter.refresh_from_db()
    assert letter.stopped_at is None


class Counted(EmailBackend):
    """Keeps emails in memory, and how often it was opened."""

    opened = 0
    is_open = False

    def open(self) -> bool:
        if self.is_open:
            return False
        Counted.opened += 1
        self.is_open = True
        return True

    def close(self) -> None:
        self.is_open = False


@override_settings(EMAIL_BACKEND=f"{__name__}.Counted")
def test_one_connection_serves_all_until_something_fails(clock: Clock) -> None:
    for n in range(3):
        owe(about=f"ask {n}")
    Counted.opened = 0
    assert deliver_due(BUILD) == 3
    assert (len(mail.outbox), Counted.opened) == (3, 1)
    for kind in ("asked", "down", "asked"):
        owe(kind)
    assert deliver_due(BUILD) == 3
    assert (len(mail.outbox), Counted.opened) == (5, 3)
    assert deliver_due(BUILD) == 0
    assert Counted.opened == 3, "nothing to send, nobody called"
