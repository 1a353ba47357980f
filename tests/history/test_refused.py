"""Delivery is never assumed (case-13): what the mail server refuses for good is not tried again."""

import smtplib

import pytest
from django.core.mail import EmailMessage

from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from tests.conftest import Clock
from tests.history.test_outbox import owe

pytestmark = pytest.mark.django_db
TO = "typo@firm.example"


def rcpt(code: int, said: bytes) -> OSError:
    return smtplib.SMTPRecipientsRefused({TO: (code, said)})


STOPS = [
    (rcpt(550, b"5.1.1 No such user here"), "refused: 550 5.1.1 No such user here"),
    (rcpt(552, b"5.2.2 Mailbox full"), "refused: 552 5.2.2 Mailbox full"),
    (smtplib.SMTPDataError(554, b"5.7.1 Rejected"), "refused: 554 5.7.1 Rejected"),
    (smtplib.SMTPDataError(554, "5.7.1 Rejected"), "refused: 554 5.7.1 Rejected"),
    (rcpt(550, b"5.1.1 M\xfcller"), "refused: 550 5.1.1 M\ufffdller"),
]
WAITS = [
    rcpt(450, b"4.2.1 Try later"),
    smtplib.SMTPDataError(451, b"4.3.0 Busy"),
    smtplib.SMTPServerDisconnected("421 closing"),
    smtplib.SMTPSenderRefused(550, b"5.7.1 not you", "us@midshire.example"),
    smtplib.SMTPAuthenticationError(535, b"5.7.8 bad password"),
    ConnectionRefusedError("no post today"),
    TimeoutError("slow"),
    smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server."),
]


def tried(error: OSError, to: str = TO) -> Delivery:
    def fails(letter: Delivery) -> EmailMessage:
        raise error

    letter = owe(to=to)
    deliver_due({"asked": fails})
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize(("error", "why"), STOPS)
def test_what_is_refused_for_good_is_not_tried_again(
    clock: Clock, error: OSError, why: str
) -> None:
    letter = tried(error)
    assert letter.stopped_at is not None
    assert (letter.stopped_why, letter.attempts) == (why, 1)
    clock.forward(days=3)
    assert deliver_due({}) == 0


@pytest.mark.parametrize("error", WAITS)
def test_what_may_go_later_waits(clock: Clock, error: OSError) -> None:
    letter = tried(error)
    assert letter.stopped_at is None
    assert letter.due_at > letter.entry.at


def test_an_address_of_any_script_waits_for_what_may_go_later(clock: Clock) -> None:
    assert tried(rcpt(450, b"4.2.1 Try later"), to="müller@host.example").stopped_at is None
    assert tried(ConnectionRefusedError("no post"), to="müller@host.example").stopped_at is None


def test_an_address_that_the_mail_server_cannot_write_to_is_refused_for_good(clock: Clock) -> None:
    letter = tried(smtplib.SMTPNotSupportedError("SMTPUTF8"), to="müller@host.example")
    assert letter.stopped_at is not None
    assert letter.stopped_why == "refused: our mail server cannot write to such an address yet"
