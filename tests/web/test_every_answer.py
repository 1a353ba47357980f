"""Every address there is: HEAD answers as GET does, without a body; no cache keeps what is one person's."""

import socket
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.contracts.plans import asked
from tests.migrated import migrated
from tests.programs import free_port, patiently, running
from tests.stories import World
from tests.test_closed_doors import ALL, address, real, really

__all__ = ["real"]
PEOPLE = ("nadine", "ruth", "grace")
# They differ from one request to the next, or say when it was.
BY_CHANCE = {"set-cookie", "date", "expires"}
# A fresh secret is drawn on it each time: its picture is longer or shorter by chance.
DRAWN_ANEW = {"/signing-in/app/"}
# What a browser may keep although somebody is signed in, and why.
MAY_BE_KEPT = {
    "/files/": "the same for everybody on a module, drawn into many pages; gone when one signs out",
    "/institutions/": "a logo and colours, the same for everybody there",
    "/static/": "the same for everybody there is",
}


_application = cache(get_wsgi_application)  # its layers are built once, as a server does


def served(
    client: Client, method: str, path: str, **more: str
) -> tuple[int, dict[str, str], bytes]:
    """What leaves the program for a web server: Django's test client takes bodies away by itself."""
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    environ = {**RequestFactory().generic(method, path).environ, "HTTP_COOKIE": cookies, **more}
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        said.update(status=int(status.split()[0]), headers=headers)

    for signal in (request_started, request_finished):  # the database of a test stays open
        signal.disconnect(close_old_connections)
    answer = _application()(environ, start)
    body = b"".join(answer)
    answer.close()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    return said["status"], {name.lower(): value for name, value in said["headers"]}, body


def everywhere(real: dict[str, str]) -> list[str]:
    """Each address with what is there, each with what is not, and a few that are no address."""
    found = [way(route) for route, _ in ALL for way in (lambda r: really(r, real), address)]
    more = ("/nothing/", "/help", f"/contracts/{real['contracts']}", "/files/nothing/")
    return list(dict.fromkeys([*found, *more, "/static/web/js/base.js", "/static/nothing.js"]))


@pytest.mark.parametrize("name", ["", *PEOPLE])
def test_head_is_get_without_a_body(world: World, real: dict[str, str], name: str) -> None:
    client = world.client(name) if name else Client()
    long, wrong = 0, []
    for path in everywhere(real):
        status, headers, body = served(client, "GET", path)
        long += len(body) > 0
        head = served(client, "HEAD", path)
        drop = ("content-length",) if path in DRAWN_ANEW else ()
        if (head[0], without(head[1], drop), head[2]) != (status, without(headers, drop), b""):
            wrong.append((path, status, head[0], set(headers.items()) ^ set(head[1].items())))
    assert not wrong, wrong
    assert long > 20


def without(headers: dict[str, str], more: Collection[str] = ()) -> dict[str, str]:
    return {n: value for n, value in headers.items() if n not in {*BY_CHANCE, *more}}


def test_head_by_a_mailed_link_too(world: World) -> None:
    carol = asked(world)
    for _ in range(2):  # before there is a cookie, and with it
        for path in (carol.letter, carol.page, f"{carol.page}paper.pdf", f"{carol.page}paper.txt"):
            status, headers, _body = served(carol.client, "GET", path)
            assert served(carol.client, "HEAD", path)[::2] == (status, b""), path
            assert without(served(carol.client, "HEAD", path)[1]) == without(headers), path
        carol.open()


@pytest.mark.asvs("V14.3.2", "V14.2.2")
@pytest.mark.parametrize("name", PEOPLE)
def test_no_cache_keeps_an_answer_to_somebody_signed_in(
    world: World, real: dict[str, str], name: str
) -> None:
    """Pages, files, data, ways on, and every kind of refusal."""
    met, wrong = set(), []
    for path in everywhere(real):
        for method, more in (("GET", {}), ("POST", {}), ("DELETE", DATA)):
            if path == reverse("account_logout") and method == "POST":
                continue
            status, headers, _ = served(world.client(name), method, path, **more)
            met.add(status)
            if not path.startswith(tuple(MAY_BE_KEPT)):
                kept = headers.get("cache-control", "")
                answered = method == "POST" and not 300 <= status < 400  # for *Back* after a form
                if "private" not in kept or ("no-store" not in kept and not answered):
                    wrong.append((method, path, status, kept))
    assert not wrong, wrong
    assert {200, 301, 302, 404, 405} <= met


DATA = {"HTTP_ACCEPT": "application/json"}


@pytest.mark.asvs("V14.2.2")
def test_no_shared_cache_keeps_a_file_of_the_module(world: World, real: dict[str, str]) -> None:
    kept = world.client("nadine").get(f"/files/{real['files']}/")["Cache-Control"]
    assert "private" in kept
    assert "public" not in kept


def test_nor_what_a_mailed_link_shows(world: World) -> None:
    carol = asked(world)
    carol.open()
    wrong = {"decision": "yes"}
    for path in (carol.letter, carol.page, f"{carol.page}paper.pdf", f"{carol.page}nothing/"):
        for client in (carol.client, Client()):
            status, headers, _ = served(client, "GET", path)
            bare = status == 404 and not client.cookies  # the same for everybody there is
            assert bare or "no-store" in headers["cache-control"], path
            status, headers, _ = served(client, "POST", path)
            assert bare or "private" in headers["cache-control"], (path, status)
    assert "private" in carol.client.post(f"{carol.page}answer/", wrong)["Cache-Control"]


def test_a_broken_page_is_not_kept_either(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = world.client("nadine")
    client.raise_request_exception = False
    monkeypatch.setattr("pactwork.web.views.your_turn", lambda actor: 1 / 0)
    broken = client.get("/")
    assert (broken.status_code, "no-store" in broken["Cache-Control"]) == (500, True)
    refused = Client(enforce_csrf_checks=True)
    refused.cookies = client.cookies
    unsent = refused.post(f"/contracts/{world.contract().ref}/", {"note": "Words."})
    assert (unsent.status_code, "private" in unsent["Cache-Control"]) == (403, True)


# As it is served --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    data: Path = tmp_path_factory.mktemp("data")
    port, where = free_port(), {"PACTWORK_MODE": "test", "WEB_CONCURRENCY": "1"}
    migrated(data)
    with running("serve", data=data, port=port, **where):
        patiently(f"http://127.0.0.1:{port}/help/").close()
        yield port


def raw(port: int, method: str, path: str, version: str) -> tuple[bytes, bytes]:
    """Everything that comes until the line is closed: its head, and whatever follows."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        words = f"{method} {path} HTTP/{version}\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        line.sendall(words.encode())
        came = b""
        while part := line.recv(65536):
            came += part
    head, _, body = came.partition(b"\r\n\r\n")
    return head, body


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize(
    "path", ["/help/", "/sign-in/", "/", "/nothing/", "/healthz", "/static/web/js/base.js"]
)
def test_behind_the_web_server_too(port: int, path: str, version: str) -> None:
    full, body = raw(port, "GET", path, version)
    head, nothing = raw(port, "HEAD", path, version)
    assert nothing == b""
    assert full.split(b"\r\n")[0] == head.split(b"\r\n")[0]
    assert names(full) - {b"transfer-encoding"} == names(head) - {b"transfer-encoding"}
    assert body or b" 302 " in full


def names(head: bytes) -> set[bytes]:
    return {line.partition(b":")[0].lower() for line in head.split(b"\r\n")[1:]}
