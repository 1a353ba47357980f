"""Two web processes on one database: nothing that matters is kept in either of them."""

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from django.core.cache import cache
from django.db import connection

from pactwork.people import actions
from tests.programs import free_port, patiently, running

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "nadine@larkmoor.example"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two servers on the database of this test."""
    given = connection.settings_dict
    where = {"PACTWORK_MODE": "test", "WEB_CONCURRENCY": "1"}
    if connection.vendor == "sqlite":
        (tmp_path / "pactwork.sqlite3").symlink_to(given["NAME"])
    else:
        host = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}@{given['HOST']}:{given['PORT']}"
        where["DATABASE_URL"] = f"postgres://{host}/{given['NAME']}"
    cache.clear()  # no model's table, so no test's end empties it
    ports = free_port(), free_port()
    with ExitStack() as servers:
        for port in ports:
            servers.enter_context(running("serve", data=tmp_path, port=port, **where))
        for port in ports:
            patiently(f"http://127.0.0.1:{port}/sign-in/").close()
        servers.enter_context(running("work", data=tmp_path, **where))
        yield (f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}")


@pytest.fixture
def _nadine() -> None:
    midshire = actions.found_institution("Midshire University")
    actions.enter_person(midshire, key="N1", name="Nadine Brooks", email=ADDRESS)


def browser() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()))


def send(reader: OpenerDirector, url: str, **fields: str) -> str:
    """Open the page, then send its form back, as a browser does."""
    page = reader.open(url).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
    said: str = reader.open(url, form).read().decode()
    return said


def mailed_code(folder: Path, seconds: float = 20) -> str:
    """The worker mails the code, a moment after the page has said so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        words = "".join(path.read_text() for path in folder.glob("*"))
        if found := re.search(r"\b\d{4} \d{4}\b", words):
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"No code was mailed within {seconds} seconds.")


@pytest.mark.usefixtures("_nadine")
def test_a_code_asked_of_one_is_good_at_the_other(pair: tuple[str, str], tmp_path: Path) -> None:
    reader = browser()
    one, other = pair
    assert "Type the code" in send(reader, f"{one}/sign-in/", email=ADDRESS)
    code = mailed_code(tmp_path / "mail")
    send(reader, f"{other}/sign-in/code/", code=code)
    assert "Sign out?" in reader.open(f"{one}/sign-in/out/").read().decode()


@pytest.mark.usefixtures("_nadine")
def test_emails_asked_of_both_count_together(pair: tuple[str, str]) -> None:
    said = [send(browser(), f"{pair[n % 2]}/sign-in/", email=ADDRESS) for n in range(4)]
    assert ["have not sent another" in page for page in said] == [False, False, False, True]
