"""Debian's nginx with the settings that we ship, before two web processes and a worker."""

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.faults.houses import House, jar, signed_in
from tests.programs import free_port
from tests.proxied import CADDY, NAME, NGINX, SHIPPED, Proxy, nginx

pytestmark = pytest.mark.skipif(
    not NGINX, reason="nginx is not installed here (Debian: apt install nginx-light)"
)
SECRET = "kept-out-of-every-log"


class Echo(BaseHTTPRequestHandler):
    """Answers with what reached it."""

    protocol_version = "HTTP/1.1"
    reached: list[str] = []

    def do_GET(self) -> None:
        Echo.reached.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = json.dumps([[name.lower(), value] for name, value in self.headers.items()]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_POST = do_GET  # noqa: N815 - the name that its base calls

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def echoed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx before two that say what reached them."""
    with ExitStack() as stack:
        echoes = [
            stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), Echo)) for _ in range(2)
        ]
        for echo in echoes:
            echo.daemon_threads = True
            Thread(target=echo.serve_forever, daemon=True).start()
            stack.callback(echo.shutdown)
        ports = echoes[0].server_port, echoes[1].server_port
        yield stack.enter_context(nginx(tmp_path_factory.mktemp("echo"), ports))


@pytest.mark.asvs("V4.1.3", "V15.3.4")
def test_the_readers_own_address_reaches_us_and_no_other_can_be_claimed(echoed: Proxy) -> None:
    forged = {
        "X_Forwarded_For": "198.51.100.7, 203.0.113.9",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Host": "elsewhere.example",
        "Forwarded": "for=198.51.100.7",
        "X_Real_IP": "198.51.100.7",
    }
    for source in ("127.0.0.1", "127.0.0.2"):
        reached = json.loads(echoed.ask("/", source=source, **forged).body)
        assert [v for n, v in reached if n == "x-forwarded-for"] == [source]
        assert [v for n, v in reached if n == "x-forwarded-proto"] == ["https"]
        assert [v for n, v in reached if n == "host"] == [NAME]
        assert not {n for n, _ in reached} & {"x-forwarded-host", "forwarded"}


def test_two_hundred_megabytes_are_refused_and_nothing_of_them_reaches_us(echoed: Proxy) -> None:
    Echo.reached.clear()
    head = f"POST /large HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 200000000\r\n\r\n"
    with echoed.begun(head.encode()) as line:
        said = line.recv(10_000).decode()
    assert said.startswith("HTTP/1.1 413 ")
    assert "This file is too large" in said
    assert echoed.ask("/most", b"x" * 11_000_000).status == 200
    assert Echo.reached == ["/most"]


def test_nor_do_they_when_nobody_says_how_many_will_come(echoed: Proxy) -> None:
    Echo.reached.clear()
    head = f"POST /chunks HTTP/1.1\r\nHost: {NAME}\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    with echoed.begun(head.encode()) as line:
        try:
            for _ in range(200):
                line.sendall(chunk)
        except OSError:
            pass  # it would not hear any more
    assert Echo.reached == []


def test_one_that_hangs_costs_two_readers_a_wait_and_not_every_second_one(tmp_path: Path) -> None:
    """Silent: it takes connections and never answers, as a process that is stopped does.

    Not one alone: a single slow answer must not take the other process out too.
    """
    with ExitStack() as stack:
        silent = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=64))
        echo = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), Echo))
        echo.daemon_threads = True
        Thread(target=echo.serve_forever, daemon=True).start()
        stack.callback(echo.shutdown)
        ports = silent.getsockname()[1], echo.server_port
        proxy = stack.enter_context(nginx(tmp_path, ports))
        took = []
        for _ in range(12):
            begun = time.monotonic()
            assert proxy.ask("/").status == 200
            took.append(time.monotonic() - begun)
    assert sum(one > 2 for one in took) == 2, took
    assert max(took) < 25


def test_where_nobody_answers_it_says_so_and_when_to_come_back(tmp_path: Path) -> None:
    with nginx(tmp_path, (free_port(), free_port())) as proxy:
        said = proxy.ask("/")
    assert (said.status, said.headers["retry-after"]) == (503, "30")
    assert "Pactwork does not answer" in said.words


def test_half_a_body_never_reaches_us(echoed: Proxy) -> None:
    Echo.reached.clear()
    head = f"POST /half HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 5000\r\n\r\nemail=n"
    with ExitStack() as lines:
        for _ in range(40):
            lines.enter_context(echoed.begun(head.encode()))
        time.sleep(0.5)
        assert echoed.ask("/whole", b"x" * 5000).status == 200
    assert Echo.reached == ["/whole"]


@pytest.mark.parametrize("host", [NAME, "elsewhere.example", "127.0.0.1", "[::1]", "x" * 200])
def test_http_and_other_names_lead_to_the_one_that_people_know(echoed: Proxy, host: str) -> None:
    said = echoed.ask("/help/?x=1", secure=False, host=host)
    assert (said.status, said.headers["location"]) == (301, f"https://{NAME}/help/?x=1")
    if host != NAME:
        said = echoed.ask("/help/", host=host)
        assert (said.status, said.headers["location"]) == (301, f"https://{NAME}/help/")


@pytest.mark.asvs("V4.1.2")
def test_it_is_healthy_by_any_name(house: House) -> None:
    for host in (NAME, "127.0.0.1", "10.1.2.3:8000", "load-balancer.internal", "localhost"):
        for secure in (True, False):
            said = house.proxy.ask("/healthz", secure=secure, host=host)
            assert (said.status, said.body) == (200, b"ok\n"), (host, secure)
    for port in house.ports:  # asked without the proxy
        with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: some-node\r\nConnection: close\r\n\r\n")
            assert line.recv(100).startswith(b"HTTP/1.1 200 ")


def test_the_proxy_hangs_up_on_an_idle_web_process_before_it_does(house: House) -> None:
    """Otherwise a form may be sent into a connection that is closing, and is not sent again."""
    told = re.findall(r"keepalive(?:_timeout)? (\d+)s", SHIPPED.read_text() + CADDY.read_text())
    idle = [int(seconds) for seconds in told if seconds != "30"]  # 30: of readers' own connections
    assert len(idle) == 2
    with closing(HTTPConnection("127.0.0.1", house.ports[0], timeout=20)) as line:
        for wait in (0, max(idle) + 2):
            time.sleep(wait)
            line.request("GET", "/healthz", headers={"Host": "some-node"})
            assert line.getresponse().read() == b"ok\n"
            assert line.sock is not None  # the same connection, still open


def test_only_health_is_told_by_any_name(house: House) -> None:
    with socket.create_connection(("127.0.0.1", house.ports[0]), timeout=20) as line:
        line.sendall(b"GET /help/ HTTP/1.1\r\nHost: some-node\r\nConnection: close\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")


def test_pages_and_what_they_are_made_of_come_through(house: House) -> None:
    page = house.proxy.ask("/help/")
    assert page.status == 200
    assert page.headers["strict-transport-security"].startswith("max-age=31536000")
    css = re.findall(r'href="(/static/[^"]+\.css)"', page.words)
    for _ in range(2):
        said = house.proxy.ask(css[0])
        assert said.status == 200
        assert said.headers["content-type"].startswith("text/css")
        assert "immutable" in said.headers["cache-control"]


def test_somebody_signs_in_through_all_of_it(house: House) -> None:
    cookies = signed_in(house, "nadine")
    assert "sign-in/out" in house.proxy.ask("/", Cookie=jar(cookies)).words


def test_half_sent_requests_and_slow_readers_stop_nobody(house: House) -> None:
    half = f"GET /help/ HTTP/1.1\r\nHost: {NAME}\r\nX-Slow: "
    body = f"POST /sign-in/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 5000\r\n\r\nemail=n"
    slow = f"GET /help/ HTTP/1.1\r\nHost: {NAME}\r\n\r\n" * 20
    with ExitStack() as lines:
        for words in (half, body, slow):
            for _ in range(15):
                lines.enter_context(house.proxy.begun(words.encode()))
        time.sleep(1)
        begun = time.monotonic()
        assert house.proxy.ask("/help/").status == 200
        assert house.proxy.ask("/sign-in/").status == 200
        assert time.monotonic() - begun < 5


def test_the_half_of_a_link_that_opens_it_is_in_no_log(house: House) -> None:
    for path in ("/plan/bcdfg", "/guest/bcdfg", "/sign-in/by/bcdfg"):
        house.proxy.ask(f"{path}.{SECRET}/?also={SECRET}", Referer=f"https://x/{SECRET}")
        end = time.monotonic() + 20  # a log is written after its answer
        while f"{path}..." not in house.proxy.wrote:
            assert time.monotonic() < end, house.proxy.wrote
            time.sleep(0.05)
    house.proxy.ask(f"/plan/bcdfg.{SECRET}/", b"x" * 13_000_000)
    logs = house.proxy.wrote + "".join(p.read_text() for p in house.data.glob("*.said"))
    assert SECRET not in logs
