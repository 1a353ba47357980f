"""A full disk and a lost database are said plainly, and whatever was typed can be sent again."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, connection
from django.test import Client

from pactwork.contracts.models import Text
from pactwork.web.trouble import trouble_in
from tests.conftest import Clock
from tests.contracts.plans import asked, forms_in, text_of
from tests.programs import free_port
from tests.stories import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "I will not rewrite the <b>policy</b>.\r\nNor will I\r\nanswer for it."
HOW = re.compile(r"Traceback|Error|sqlite|psycopg|postgres|\.py\b|SELECT|INSERT|ruined", re.I)
LONG = "Nothing of that size fits. " * 180
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'")


@pytest.fixture
def lived(transactional_db: None, clock: Clock) -> World:
    world = make_world()
    world.write()
    return world


@contextmanager
def lost(folder: Path) -> Iterator[None]:
    """The database does not answer: nobody listens at its port, or its file is something else."""
    kept = dict(connection.settings_dict)
    connection.close()
    if connection.vendor == "sqlite":
        (folder / "ruined").write_bytes(b"This is not a database. " * 1_000)
        connection.settings_dict["NAME"] = str(folder / "ruined")
    else:
        connection.settings_dict["PORT"] = str(free_port())
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)


@contextmanager
def full() -> Iterator[None]:
    """SQLite finds no room for another page."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no page is left over from other tests
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")


def browser(world: World, name: str = "nadine") -> Client:
    client = world.client(name)
    client.raise_request_exception = False
    return client


def step(world: World, words: str) -> tuple[str, dict[str, str]]:
    """The address of a step and its form, filled."""
    contract = world.contract()
    address = f"/contracts/{contract.ref}/steps/stops/"
    page = world.client("nadine").get(address).content.decode()
    form = next(f for f in forms_in(page) if "outside" in f["fields"])
    return address, form["fields"] | {"outside": words, "then": "stop"}


def resend(client: Client, page: Any) -> Any:
    """Press the one button of the page."""
    (form,) = forms_in(page.content.decode())
    return client.post(form["action"], form["fields"])


@pytest.mark.asvs("V16.5.1", "V16.5.2")
def test_a_lost_database_gives_the_words_back(lived: World, tmp_path: Path) -> None:
    client, (address, form) = browser(lived), step(lived, WORDS)
    with lost(tmp_path):
        page = client.post(address, form)
        again = resend(client, page)
    for one in (page, again):
        assert one.status_code == 503
        assert one["Retry-After"] == "60"
        assert one["Cache-Control"] == "no-cache, private"  # Back finds the words again
        assert "Pactwork cannot reach its database" in text_of(one)
        assert not HOW.search(one.content.decode())
        assert "I will not rewrite the &lt;b&gt;policy&lt;/b&gt;." in one.content.decode()
    assert resend(client, again).status_code == 302
    kept = Text.objects.get(section="stops").value["outside"]
    assert kept.split() == WORDS.split()


@pytest.mark.asvs("V16.5.3")
@on_sqlite
def test_a_full_disk_gives_the_words_back_and_leaves_reading_alone(lived: World) -> None:
    client, (address, form) = browser(lived), step(lived, LONG)
    before = Text.objects.get(section="stops").value
    with full():
        page = client.post(address, form)
        assert client.get(address).status_code == 200
    assert page.status_code == 507
    assert "There is no space left to save anything" in text_of(page)
    assert Text.objects.get(section="stops").value == before
    resend(client, page)
    assert Text.objects.get(section="stops").value["outside"].split() == LONG.split()


def test_a_session_that_cannot_be_saved_is_not_taken_for_one_that_was_ended(
    lived: World, tmp_path: Path
) -> None:
    """Django would say 400, and the page that what was sent was damaged."""
    session = browser(lived).session
    session["something"] = "new"
    with lost(tmp_path), pytest.raises(DatabaseError) as found:
        session.save()
    assert trouble_in(found.value) == "away"
    session.delete(session.session_key)
    with pytest.raises(UpdateError):
        session.save()


def test_saving_while_typing_hears_it_as_data(lived: World, tmp_path: Path) -> None:
    client, (address, form) = browser(lived), step(lived, WORDS)
    with lost(tmp_path):
        heard = client.post(f"{address}words/", form, headers={"accept": "application/json"})
    assert heard.status_code == 503
    assert json.loads(heard.content) == {"sentence": "Pactwork cannot reach its database"}


def test_the_readers_answer_by_link_is_kept_too(lived: World, tmp_path: Path) -> None:
    carol = asked(lived)
    carol.client.raise_request_exception = False
    form = carol.form(carol.open())
    form |= {"decision": "revise", "name": "Carol Benning", "code": carol.code}
    form |= {"note": "Not in March,\nplease."}
    with lost(tmp_path):
        page = carol.client.post(f"{carol.page}answer/", form)
    assert page.status_code == 503
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Not in March,\nplease." in page.content.decode()
    resend(carol.client, page)
    assert lived.contract().seats.get(party="workplace").answers.get().kind == "revise"


def test_a_page_that_only_reads_says_so(lived: World, tmp_path: Path) -> None:
    client = Client(raise_request_exception=False)
    with lost(tmp_path):
        pages = [client.get(address) for address in ("/healthz", "/plan/x/")]
    assert {page.status_code for page in pages} == {503}


def test_a_file_is_named_and_has_to_be_chosen_again(lived: World, tmp_path: Path) -> None:
    client = browser(lived, "moira")
    with lost(tmp_path), Path(__file__).open("rb") as file:
        page = client.post("/roster/preview/", {"file": file, "run": "A run of this year"})
    assert page.status_code == 503
    assert "Choose the file test_trouble.py again." in text_of(page)
    assert "A run of this year" in page.content.decode()
    assert not forms_in(page.content.decode())
