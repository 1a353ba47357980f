"""What a mail server really says over a socket, and what becomes of the email."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.mail import EmailMessage, get_connection

from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.history.refusals import fault_of
from tests.history.test_outbox import owe

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"
TABLE = [
    ("250 2.1.5 Ok", "sent", ""),
    ("450 4.2.1 Try later", "waits", ""),
    ("550 5.1.1 No such user", "stopped", "address"),
    ("552 5.2.2 Mailbox full", "stopped", "full"),
    ("554 5.7.1 Client host blocked", "stopped", "server"),
    ("550 Rejected", "stopped", "other"),
]


@contextmanager
def server(answer: str) -> Iterator[int]:
    """Takes every sender, and gives every recipient this answer."""

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 here")
            while line := self.rfile.readline().upper():
                if line.startswith(b"RCPT"):
                    self.say(answer)
                elif line.startswith(b"DATA"):
                    self.say("354 go on")
                    while self.rfile.readline().strip() != b".":
                        pass
                    self.say("250 2.0.0 taken")
                else:
                    self.say("250 Ok")

        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running.server_address[1]
        running.shutdown()


@pytest.mark.parametrize(("answer", "fate", "fault"), TABLE)
def test_the_answer_of_a_real_server_decides_what_becomes_of_an_email(
    answer: str, fate: str, fault: str
) -> None:
    with server(answer) as port:

        def write(letter: Delivery) -> EmailMessage:
            post = get_connection(SMTP, host="127.0.0.1", port=port, timeout=5)
            return EmailMessage("Asked", "Words", "us@a.example", [letter.to], connection=post)

        letter = owe(to="typo@firm.example")
        deliver_due({"asked": write})
    letter.refresh_from_db()
    was = "sent" if letter.sent_at else "stopped" if letter.stopped_at else "waits"
    assert (was, fault_of(letter.stopped_why)) == (fate, fault)
