"""A mail server on a socket: it keeps what it is handed, and answers as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class MailServer(socketserver.ThreadingTCPServer):
    """``rcpt`` and ``data`` are what it says to every recipient and email; ``{}`` quotes the email."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, rcpt: str = "250 2.1.5 Ok", data: str = "250 2.0.0 taken", port: int = 0):
        super().__init__(("127.0.0.1", port), Talk)
        self.rcpt, self.data, self.handed = rcpt, data, list[bytes]()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def emails(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=policy.default) for raw in self.handed]  # type: ignore[misc]


class Talk(socketserver.StreamRequestHandler):
    """As much of the protocol as an email needs."""

    server: MailServer

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().upper():
            if line.startswith(b"RCPT"):
                self.say(self.server.rcpt)
            elif line.startswith(b"DATA"):
                self.say("354 go on")
                raw = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.handed.append(raw)
                self.say(self.server.data.format(" ".join(raw.decode().split())))
            else:
                self.say("250 Ok")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server(**how: str | int) -> Iterator[MailServer]:
    with MailServer(**how) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()
