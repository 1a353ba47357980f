"""The institution's logo at the head of an email's HTML: sent along, with its name; or nothing of it."""

import io
import os
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from pactwork.demo.letters import letter_named
from pactwork.files.blobs import path_of
from pactwork.files.kept_logos import KeptLogo
from pactwork.history.models import Delivery
from pactwork.history.outbox import message_id, waiting
from pactwork.people.models import Institution
from pactwork.post.logo import DRAWN, MOST_BYTES
from pactwork.wiring.emails import EMAILS
from tests.institutions.test_logo_on_paper import uploaded
from tests.institutions.test_settings import PAGE, form, picture
from tests.stories import World

pytestmark = pytest.mark.django_db
IMAGE = re.compile(r"<p [^>]*><img ([^>]*)></p>\n*")


@pytest.fixture
def owed(world: World) -> Delivery:
    world.share()
    world.ask("workplace")
    found = waiting().select_related("entry").filter(kind="asked").first()
    assert found
    return found


def sent(owed: Delivery) -> bytes:
    built = EMAILS[owed.kind](owed)
    assert not isinstance(built, str)
    built.extra_headers["Message-ID"] = message_id(owed)
    return bytes(built.message().as_bytes())


def opened(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not [part.defects for part in message.walk() if part.defects]
    return message


def words(message: EmailMessage, kind: str) -> str:
    (body,) = (part for part in message.walk() if part.get_content_type() == f"text/{kind}")
    return str(body.get_content())


def shape(message: Any) -> Any:
    if not message.is_multipart():
        return message.get_content_type()
    return message.get_content_subtype(), *map(shape, message.get_payload())


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((900, 300), (144, 48)),
        ((1600, 100), (240, 15)),
        ((200, 600), (16, 48)),
        ((44, 44), (44, 44)),
    ],
    ids=["usual", "wide", "tall", "small"],
)
def test_it_heads_the_html_and_comes_along(
    world: World, owed: Delivery, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    before = opened(sent(owed))
    uploaded(world, picture(size=size))
    raw = sent(owed)
    made = opened(raw)
    assert shape(made) == ("alternative", "text/plain", ("related", "text/html", "image/png"))
    (found,) = IMAGE.findall(words(made, "html"))
    (image,) = (part for part in made.walk() if part.get_content_maintype() == "image")
    assert f'src="cid:{image["Content-ID"].strip("<>")}"' in found
    assert f'width="{shown[0]}" height="{shown[1]}" alt="Midshire University"' in found
    assert image.get_content_disposition() == "inline"
    with Image.open(io.BytesIO(image.get_content())) as drawn:
        assert drawn.format == "PNG"
        assert drawn.width <= DRAWN[0]
        assert drawn.height <= DRAWN[1]
    assert words(made, "plain") == words(before, "plain")
    html, was = (re.sub(r"\n+", "\n", words(one, "html")) for one in (made, before))
    assert IMAGE.sub("", html) == was
    assert not re.search(r'(src|background)="?(https?|data):', html)
    assert sent(owed) == raw  # the same however often it is tried


def test_without_one_an_email_is_what_it_was(world: World, owed: Delivery) -> None:
    before = sent(owed)
    assert shape(opened(before)) == ("alternative", "text/plain", "text/html")
    assert b"<img" not in before
    assert b"related" not in before
    uploaded(world, picture())
    assert sent(owed) != before
    assert world.client("moira").post(PAGE, form(no_logo="yes")).status_code == 302
    assert sent(owed) == before


def test_a_heavy_picture_is_sent_light(world: World, owed: Delivery) -> None:
    """Three thousand people get a summary of an evening."""
    noise = io.BytesIO()
    Image.frombytes("RGB", (640, 128), os.urandom(640 * 128 * 3)).save(noise, "PNG")
    assert len(uploaded(world, noise.getvalue()).content) > 200_000
    made = opened(sent(owed))
    (image,) = (part for part in made.walk() if part.get_content_maintype() == "image")
    assert image.get_content_type() == "image/jpeg"
    assert len(image.get_content()) <= MOST_BYTES


def test_a_batch_reads_it_once_and_asks_the_database_nothing(world: World, owed: Delivery) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            sent(owed)
        return len(seen)

    before = cost()
    logo: KeptLogo = uploaded(world, picture(size=(630, 210)))
    assert cost() == before
    house = Institution.objects.get()
    path_of(house.logo).unlink()  # nobody looks there again
    with_it = opened(sent(owed))
    assert IMAGE.findall(words(with_it, "html"))
    assert logo.name == house.name


def test_its_name_is_harmless(world: World, owed: Delivery) -> None:
    uploaded(world, picture())
    Institution.objects.update(name='Midshire" onload="x <b>www.evil.example')
    (found,) = IMAGE.findall(words(opened(sent(owed)), "html"))
    assert 'onload="' not in found
    assert "evil.example" not in found


def test_the_demo_reads_such_an_email(
    world: World, owed: Delivery, settings: Any, tmp_path: Path
) -> None:
    uploaded(world, picture())
    settings.DATA = tmp_path
    (tmp_path / "mail").mkdir()
    raw = sent(owed)
    (tmp_path / "mail" / "one.log").write_bytes(raw + b"\n" + b"-" * 79 + b"\n")
    letter = letter_named("one")
    assert letter
    assert letter.text == words(opened(raw), "plain")
