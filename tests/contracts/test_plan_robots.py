"""No machine approves: what scans mail may open, run and send everything, and nothing comes of it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client

from pactwork.contracts.actions.recording import record_yes
from pactwork.contracts.typed import Told
from pactwork.links.actions import PER_CLIENT
from pactwork.links.models import Try
from pactwork.people.models import Tally
from tests.contracts.plans import Reader, asked, forms_in, reader, text_of
from tests.stories import CAROL, World

JUNK = ("lorem ipsum", "test@example.com", "<script>alert(1)</script>", "'; DROP TABLE asks; --")
DIGITS = ("000000", "123456", "999999", "271828", "314159", "161803")


def everything() -> dict[str, str]:
    """Every row of every table of ours and the sessions; wrong codes alone may be noted and counted."""
    models = [
        m
        for m in apps.get_models()
        if m not in (Try, Tally) and not m.__module__.startswith("allauth")
    ]
    return {
        m.__name__: serializers.serialize("json", m._base_manager.order_by("pk")) for m in models
    }


def pages(reader: Reader) -> list[str]:
    """Every address a robot could have from the letter or find on the pages."""
    found = [reader.letter, f"{reader.letter}/agreement", reader.page]
    parts = ("stop", "answer", "code", "withdrawal", "agreement", "dispute", "page", "objection")
    return found + [f"{reader.page}{part}/" for part in (*parts, "letter")]


def look(client: Client, reader: Reader) -> None:
    for address in pages(reader):
        client.head(address, follow=True)


def read(client: Client, reader: Reader) -> None:
    for address in pages(reader):
        client.get(address, follow=True)


def read_with_assets(client: Client, reader: Reader) -> None:
    """Also whatever a page refers to: links of its own house, styles, scripts, icons."""
    for address in pages(reader):
        html = client.get(address, follow=True).content.decode(errors="replace")
        for target in set(re.findall(r'(?:href|src)="(/[^"#]*)', html)):
            (client.head if target.startswith("/static/") else client.get)(target)


def _send(client: Client, reader: Reader, values: Callable[[str], str]) -> None:
    """Send every form of every page, to its own address and to those its buttons name."""
    for address in pages(reader):
        html = client.get(address, follow=True).content.decode(errors="replace")
        for form in forms_in(html):
            hidden = {"ticket", "draft", "decision_form", "opening", "stop"}
            filled = {k: v if k in hidden else values(k) for k, v in form["fields"].items()}
            for choice in _choices(form["radios"]):
                for action in [form["action"], *form["also"]]:
                    client.post(action or address, filled | choice, follow=True)


def _choices(radios: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    yield {}
    for name, values in radios.items():
        yield from ({name: value} for value in values)


def send_blank(client: Client, reader: Reader) -> None:
    _send(client, reader, lambda name: "")


def send_junk(client: Client, reader: Reader) -> None:
    words, digits = cycle(JUNK), cycle(d for d in DIGITS if d != reader.code)
    digital = ("code", "printed", "dispute_code", "object_code")
    _send(client, reader, lambda name: next(digits) if name in digital else next(words))


ROBOTS = (look, read, read_with_assets, send_blank, send_junk)


def unharmed(robot: Callable[[Client, Reader], None], reader: Reader) -> None:
    """The robot comes twice: as a new browser, and as one that keeps no cookies."""
    before = everything()
    robot(Client(), reader)
    robot(Client(enforce_csrf_checks=True), reader)
    assert everything() == before


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_robot_changes_nothing_before_between_or_after(world: World, robot: Any) -> None:
    carol = asked(world)
    unharmed(robot, carol)
    page = carol.open()
    unharmed(robot, carol)
    done = carol.answer("yes", page)
    assert "You said yes" in text_of(done)
    unharmed(robot, carol)
    assert "You said yes" in text_of(carol.open())
    assert "Still valid" in text_of(carol.open())
    assert Try.objects.exists() is (robot is send_junk)  # it did get as far as the code


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_robot_disputes_nothing(world: World, robot: Any) -> None:
    """A yes that somebody wrote down: the receipt's link, before and after its reader objects."""
    world.share()
    told = Told("meeting", date(2026, 10, 5), **CAROL, reason="We met on Monday.")
    seat = world.seat("workplace").ref
    record_yes(world.contract(), seat, told, by=world.actor("nadine"), draft=1)
    carol = reader(world)
    unharmed(robot, carol)
    page = carol.open()
    sent = carol.form(page, "dispute")
    sent |= {"dispute_reason": "I said perhaps.", "dispute_code": carol.code}
    done = carol.client.post(f"{carol.page}dispute/", sent, follow=True)
    assert "You disputed it" in text_of(done)
    unharmed(robot, carol)
    assert "You disputed it" in text_of(carol.open())


def test_a_robot_locks_only_itself_out(world: World) -> None:
    """Many wrong codes from one browser: it has to wait, and the reader does not notice."""
    carol = asked(world)
    robot = Reader(carol.link)
    for digits in DIGITS:
        if digits != carol.code:
            robot.answer("yes", code=digits)
    assert Try.objects.count() == PER_CLIENT
    right = robot.answer("yes")
    assert "Too many attempts." in text_of(right)
    assert "You said yes" in text_of(carol.answer("yes"))


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("", "Type the six-digit code from our email."),
        ("12345", "Type the six-digit code from our email."),
        ("12345a", "Type the six-digit code from our email."),
        ("1234567", "You typed 7 digits."),
    ],
)
def test_what_is_no_code_is_no_try(world: World, code: str, says: str) -> None:
    page = asked(world).answer("yes", code=code)
    assert says in text_of(page)
    assert not Try.objects.exists()


def test_a_code_may_be_typed_as_it_is_printed(world: World) -> None:
    carol = asked(world)
    done = carol.answer("yes", code=f" {carol.code[:3]} {carol.code[3:]} ")
    assert "You said yes" in text_of(done)
