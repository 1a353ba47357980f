"""What scans mail, at five levels, let loose on any address that a letter holds."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from typing import Any

from django.apps import apps
from django.core import serializers
from django.test import Client

from pactwork.history.models import SignInCode
from pactwork.links.models import Try
from pactwork.links.secrets import code_for
from pactwork.people.models import Tally
from pactwork.web.models import Session
from tests.contracts.plans import forms_in

JUNK = ("lorem ipsum", "test@example.com", "<script>alert(1)</script>", "'; DROP TABLE asks; --")
# Signed by us or naming what is on the page: a robot sends these back as it found them.
KEPT = {"ticket", "draft", "decision_form", "opening", "stop", "csrfmiddlewaretoken"}
KEPT |= {"answering", "declining"}
CODES = re.compile(r"(?:^|_)(code|printed|digits)$")
TARGET = re.compile(r'(?:href|src)="(/[^"#]*)')
PAPER = re.compile(r"[./](pdf|docx|txt)/?$")
MOST = 12  # pages followed from one letter's address

Robot = Callable[[Client, str], None]


def everything() -> dict[str, str]:
    """Every row of every table of ours; what visitors may leave: a session, a wrong code and that
    it was counted, a code asked for at the door."""
    models = [
        model
        for model in apps.get_models()
        if model not in (Try, Tally, Session, SignInCode)
        and not model.__module__.startswith("allauth")
    ]
    return {
        model.__name__: serializers.serialize("json", model._base_manager.order_by("pk"))
        for model in models
    }


def _pages(client: Client, address: str) -> Iterator[tuple[str, str]]:
    """The page of a letter's address, and whatever of the same kind it leads to."""
    first = client.get(address, follow=True)
    html = first.content.decode(errors="replace")
    here = first.redirect_chain[-1][0] if first.redirect_chain else address
    yield here, html
    near = {
        one for one in TARGET.findall(html) if not (one.startswith("/static/") or PAPER.search(one))
    }
    near |= {form["action"] for form in forms_in(html) if form["action"].startswith("/")}
    for one in sorted(near)[:MOST]:
        yield one, client.get(one, follow=True).content.decode(errors="replace")


def look(client: Client, address: str) -> None:
    for one, _html in [*_pages(Client(), address)]:
        client.head(one, follow=True)
    client.head(address, follow=True)


def read(client: Client, address: str) -> None:
    for _page in _pages(client, address):
        pass


def read_with_assets(client: Client, address: str) -> None:
    for _here, html in _pages(client, address):
        for target in set(TARGET.findall(html)):
            if not PAPER.search(target):  # typeset on the spot, and read by no scanner of ours
                (client.head if target.startswith("/static/") else client.get)(target)


def _send(client: Client, address: str, values: Callable[[str], str]) -> None:
    for here, html in _pages(client, address):
        for form in forms_in(html):
            filled = {k: v if k in KEPT else values(k) for k, v in form["fields"].items()}
            for choice in _choices(form["radios"]):
                for action in {form["action"] or here, *form["also"]}:
                    send = client.post if form["method"].lower() == "post" else client.get
                    send(action, filled | choice, follow=True)


def _choices(radios: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    yield {}
    for name, values in radios.items():
        yield from ({name: value} for value in values)


def send_blank(client: Client, address: str) -> None:
    _send(client, address, lambda name: "")


def send_junk(client: Client, address: str) -> None:
    """Everything filled in; of digits it tries six, and none of them is the reader's."""
    right = {code_for(ref) for ref in re.findall(r"/(?:plan|guest)/(\w+)", address)}
    words = cycle(JUNK)
    digits = cycle(d for d in ("000000", "123456", "271828") if d not in right)
    _send(client, address, lambda name: next(digits if CODES.search(name) else words))


ROBOTS: tuple[Robot, ...] = (look, read, read_with_assets, send_blank, send_junk)


def harm(address: str, robots: Sequence[Robot] = ROBOTS) -> list[str]:
    """Let robots come, each with cookies and without; the names of those that changed a row."""
    found = []
    for robot in robots:
        before = everything()
        for browser in (Client(), Client(enforce_csrf_checks=True)):
            browser.raise_request_exception = False
            robot(browser, address)
        after: Any = everything()
        changed = [name for name, rows in before.items() if rows != after[name]]
        found += [f"{robot.__name__} changed {', '.join(changed)}"] if changed else []
    return found
