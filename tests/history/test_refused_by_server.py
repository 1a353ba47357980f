"""What a mail server really says over a socket, and what becomes of the email."""

import pytest
from django.core.mail import EmailMessage
from django.test import override_settings

from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.history.refusals import fault_of
from tests.history.test_outbox import owe
from tests.mail_server import SMTP, mail_server

pytestmark = pytest.mark.django_db
TABLE = [
    ("250 2.1.5 Ok", "sent", ""),
    ("450 4.2.1 Try later", "waits", ""),
    ("550 5.1.1 No such user", "stopped", "address"),
    ("552 5.2.2 Mailbox full", "stopped", "full"),
    ("554 5.7.1 Client host blocked", "stopped", "server"),
    ("550 Rejected", "stopped", "other"),
]


@pytest.mark.parametrize(("answer", "fate", "fault"), TABLE)
def test_the_answer_of_a_real_server_decides_what_becomes_of_an_email(
    answer: str, fate: str, fault: str
) -> None:
    with mail_server(rcpt=answer) as server:

        def write(letter: Delivery) -> EmailMessage:
            return EmailMessage("Asked", "Words", "us@a.example", [letter.to])

        letter = owe(to="typo@firm.example")
        there = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": server.port, "EMAIL_TIMEOUT": 5}
        with override_settings(EMAIL_BACKEND=SMTP, **there):
            deliver_due({"asked": write})
    letter.refresh_from_db()
    was = "sent" if letter.sent_at else "stopped" if letter.stopped_at else "waits"
    assert (was, fault_of(letter.stopped_why)) == (fate, fault)
