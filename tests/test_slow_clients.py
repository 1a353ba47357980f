"""Without a proxy in front: half-sent requests, slow readers and huge bodies stop nobody else."""

import re
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.migrated import migrated
from tests.programs import free_port, patiently, running

MANY = 20  # more than every process has threads that work
HEADS = {
    "nothing at all": b"",
    "half a head": b"GET /help/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "half a form": (
        b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=nadine"
    ),
    "a chunk that never ends": (
        b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nem"
    ),
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    data, port = tmp_path_factory.mktemp("data"), free_port()
    where = {"PACTWORK_MODE": "test", "WEB_CONCURRENCY": "1"}
    migrated(data)
    with running("serve", data=data, port=port, **where):
        patiently(f"http://127.0.0.1:{port}/help/").close()
        yield port


def sent(port: int, words: bytes) -> socket.socket:
    one = socket.create_connection(("127.0.0.1", port), timeout=20)
    one.sendall(words)
    return one


def seconds(port: int) -> float:
    """How long somebody waits for a page."""
    begun = time.monotonic()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/help/", timeout=20) as page:
        assert page.status == 200
    return time.monotonic() - begun


@pytest.mark.parametrize("what", HEADS)
def test_half_sent_requests_stop_nobody(port: int, what: str) -> None:
    with ExitStack() as all_of_them:
        for _ in range(MANY):
            all_of_them.enter_context(sent(port, HEADS[what]))
        time.sleep(0.5)
        assert seconds(port) < 3


def test_who_reads_slowly_stops_nobody(port: int) -> None:
    page = f"http://127.0.0.1:{port}/help/"
    css = re.findall(r'href="(/static/[^"]+\.css)"', patiently(page).read().decode())
    asks = "".join(f"GET {css[0]} HTTP/1.1\r\nHost: localhost\r\n\r\n" for _ in range(300))
    with ExitStack() as all_of_them:
        for _ in range(MANY):
            one = all_of_them.enter_context(socket.socket())
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            one.connect(("127.0.0.1", port))
            one.setblocking(False)
            one.send(asks.encode())
        time.sleep(0.5)
        assert seconds(port) < 3


def test_a_body_beyond_any_limit_is_refused_before_it_is_read(port: int) -> None:
    head = f"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {200_000_000}\r\n\r\n"
    with sent(port, head.encode()) as one:
        assert one.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_form_of_which_the_end_is_missing_is_never_taken(port: int, tmp_path: Path) -> None:
    with sent(port, HEADS["half a form"]) as one:
        one.shutdown(socket.SHUT_WR)
        assert one.recv(100).split(b" ")[1:2] in ([], [b"400"], [b"408"])


def test_whoever_does_not_go_on_is_let_go(tmp_path: Path) -> None:
    """Its thread, and its place among the connections, are somebody else's again."""
    data, port = tmp_path, free_port()
    where = {"PACTWORK_MODE": "test", "WEB_CONCURRENCY": "1", "PACTWORK_PATIENCE": "2"}
    migrated(data)
    with running("serve", data=data, port=port, **where):
        patiently(f"http://127.0.0.1:{port}/help/").close()
        for words in HEADS.values():
            with sent(port, words) as one:
                said = one.makefile("rb").read()
                assert said[:12] in (b"", b"HTTP/1.1 408", b"HTTP/1.1 411"), words
