"""Slow clients stop nobody: many threads talk with the network, few work, and each has its time.

A proxy in front takes whole requests and hands on whole answers; then there is nothing to do here.
Without one, a thread that waits for the other half of a request, or for a reader, would be a thread
that answers nobody else.
"""

import socket
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from time import monotonic
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from pactwork.environment import number

TALKING = 64  # threads of a process that wait for the network
WORKING = 4  # threads that make pages; each has its connection to the database
MOST_BYTES = 13_000_000  # above the largest file we take, with its form; a proxy's limit is lower
PATIENCE = number("PACTWORK_PATIENCE")  # seconds for a head
SLOWEST = 16_000  # bytes a second, of a body or an answer, on top

Environ = dict[str, Any]
Start = Callable[..., Any]
Answer = tuple[str, list[tuple[str, str]], bytes]

# Until when each connection may be silent; asked by the one thread that never waits.
_deadlines: dict[socket.socket, float] = {}


class PatientWorker(ThreadWorker):
    """gunicorn's threads, and an end to requests that do not come and answers that nobody reads."""

    def handle(self, conn: Any) -> Any:
        _allow(conn.sock, 0)
        try:
            return super().handle(conn)
        finally:
            _deadlines.pop(conn.sock, None)

    def murder_pending(self) -> None:
        """Called about once a second."""
        super().murder_pending()
        now = monotonic()
        for connection, until in list(_deadlines.items()):
            if until < now:
                _let_go(connection)


class Patient:
    """Takes the whole request, has it answered by one of few, and hands on the whole answer."""

    def __init__(self, application: Callable[[Environ, Start], Iterable[bytes]]) -> None:
        self.application = application
        self.workers = ThreadPoolExecutor(WORKING, thread_name_prefix="work")

    def __call__(self, environ: Environ, start: Start) -> list[bytes]:
        connection = environ["gunicorn.socket"]
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if "HTTP_TRANSFER_ENCODING" in environ:  # Django would take it for an empty form
            return _short(start, "411 Length Required", "Say how much it is.")
        if length > MOST_BYTES:
            return _short(start, "413 Content Too Large", "That is more than can be sent here.")
        _allow(connection, length)
        body = environ["wsgi.input"].read(length) if length else b""
        if len(body) < length:
            return _short(start, "408 Request Timeout", "The end of what was sent is missing.")
        _deadlines.pop(connection, None)  # however long the work takes
        whole = {**environ, "wsgi.input": BytesIO(body)}
        whole.pop("wsgi.file_wrapper", None)  # a file is read here too, not while it is sent
        try:
            work = self.workers.submit(self._answer, whole)
        except RuntimeError:  # this process is ending, and takes no more work
            return _short(start, "503 Service Unavailable", "Pactwork is starting. Try again.")
        status, headers, answer = work.result()
        _allow(connection, len(answer))
        start(status, headers)
        return [answer]

    def _answer(self, environ: Environ) -> Answer:
        """All of it in one thread, from the first query to the end of the database's connection."""
        begun: list[Any] = []
        said = self.application(
            environ, lambda status, headers, *_: begun.extend((status, headers))
        )
        try:
            words = b"".join(said)
        finally:
            if hasattr(said, "close"):
                said.close()
        return begun[0], begun[1], words


def _allow(connection: socket.socket, size: int) -> None:
    _deadlines[connection] = monotonic() + PATIENCE + size / SLOWEST


def _let_go(connection: socket.socket) -> None:
    """Whoever waits for it finds its end, and nothing is left to say on it."""
    _deadlines.pop(connection, None)
    with suppress(OSError):  # it may have gone by itself
        connection.shutdown(socket.SHUT_RDWR)


def _short(start: Start, status: str, words: str) -> list[bytes]:
    said = f"{words}\n".encode()
    start(
        status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(said)))]
    )
    return [said]
