"""Half-sent requests, slow readers, idle connections and huge bodies, straight at ``serve``."""

import resource
import socket
import time
from contextlib import ExitStack, suppress
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread

from bench.attack.watched import memory
from bench.faults.scene import Report
from bench.faults.server import Server
from tests.test_slow_clients import HEADS

PAGES = ("/help/", "/sign-in/", "/healthz")
LONGEST = 10  # seconds after which a reader gives up
EACH = 2  # seconds that each kind is held
HUGE = 200_000_000


class Honest:
    """Somebody who reads a page, and the next, while all of it goes on."""

    def __init__(self, port: int) -> None:
        self.port, self.over = port, Event()
        self.waits: list[float] = []
        self.lost: list[str] = []
        self.thread = Thread(target=self.reads, daemon=True)

    def reads(self) -> None:
        number = 0
        while not self.over.is_set():
            began, number = time.monotonic(), number + 1
            line = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
            try:
                line.request("GET", PAGES[number % len(PAGES)], headers={"Host": "localhost"})
                status = line.getresponse().status
                if status != 200:
                    self.lost.append(str(status))
            except (OSError, HTTPException) as error:
                self.lost.append(type(error).__name__)
            finally:
                line.close()
            self.waits.append(time.monotonic() - began)
            time.sleep(0.05)


def run(connections: int) -> Report:
    report, server = Report(), Server()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    server.start()
    assert server.process is not None
    held = memory(server.process.pid)
    reader = Honest(server.port)
    reader.thread.start()
    try:
        for what, words in {"idle": b"", **HEADS}.items():
            with ExitStack() as lines:
                _holds(report, server.port, lines, words, connections if what == "idle" else 100)
                time.sleep(EACH)
        with ExitStack() as lines:
            _slow_readers(report, server.port, lines)
            time.sleep(EACH)
        for chunked in (False, True):
            _huge(report, server.port, chunked)
    finally:
        reader.over.set()
        reader.thread.join(2 * LONGEST)
        grown = (memory(server.process.pid) - held) / 1e6
        server.stop()
    report.add(honest=len(reader.waits), shut_out=len(reader.lost), grown_megabytes=round(grown))
    report.counts["longest_wait_ms"] = round(1000 * max(reader.waits, default=0))
    report.insist(not reader.lost, f"shut out: {reader.lost[:5]}")
    report.insist(len(reader.waits) > 10, "hardly anybody read anything")
    report.insist(grown < 400, f"the server has grown by {grown:.0f} MB")
    return report


def _holds(report: Report, port: int, lines: ExitStack, words: bytes, count: int) -> None:
    for _ in range(count):
        try:
            one = lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            one.sendall(words)
        except OSError:
            report.add(turned_away=1)
            continue
        report.add(connections=1)


def _slow_readers(report: Report, port: int, lines: ExitStack) -> None:
    """They ask for much and take nothing of it."""
    asks = b"GET /help/ HTTP/1.1\r\nHost: localhost\r\n\r\n" * 100
    for _ in range(100):
        one = lines.enter_context(socket.socket())
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        with suppress(OSError):
            one.settimeout(5)
            one.connect(("127.0.0.1", port))
            one.setblocking(False)
            one.send(asks)
            report.add(slow_readers=1)


def _huge(report: Report, port: int, chunked: bool) -> None:
    """Two hundred million bytes, sent for as long as anybody takes them."""
    said = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {HUGE}"
    head = f"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\n{said}\r\n\r\n".encode()
    piece = b"x" * 1_000_000
    piece = b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece
    for _ in range(5):
        sent, answer = 0, b""
        with socket.create_connection(("127.0.0.1", port), timeout=LONGEST) as line:
            try:
                line.sendall(head)
                while sent < HUGE:
                    line.sendall(piece)
                    sent += len(piece)
            except OSError:
                pass  # nobody takes any more
            with suppress(OSError):
                answer = line.recv(100)
        refused = sent < HUGE or answer[9:10] == b"4"
        report.add(huge=1, huge_refused=refused, got_through=not refused)
        report.insist(refused, f"200 MB were taken: {answer[:40]!r}")
