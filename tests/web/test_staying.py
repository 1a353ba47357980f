"""How long somebody stays signed in, where they are, and ending it elsewhere."""

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now as by_the_machine

from pactwork.commands.work import go_round
from pactwork.ground import clock
from pactwork.modules.models import Role
from pactwork.people.models import Account, Person
from pactwork.web.devices import device_in, device_words
from pactwork.web.models import Session
from pactwork.web.sessions import BEGAN, SEEN, SessionStore
from pactwork.web.staying import STAFF, STUDENTS
from tests.contracts.plans import text_of
from tests.stories import World
from tests.test_commands import Run, run
from tests.web.test_keeping import WINDOW
from tests.web.test_signin import answer, ask, mailed_code
from tests.web.test_unsent import talk

__all__ = ["run"]
PLACES = "/signed-in/"
APPLE = "AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def account_of(world: World, name: str) -> Account:
    account = world.people[name].account
    assert account
    return account


def row_of(client: Client) -> Session:
    return Session.objects.get(session_key=client.session.session_key)


def aged(client: Client, **span: int) -> None:
    """As if this much time had gone by since all that its session knows."""
    row, gone = row_of(client), timedelta(**span)
    said = row.get_decoded()
    for name in (BEGAN, SEEN, "_session_expiry"):
        said[name] = (datetime.fromisoformat(said[name]) - gone).isoformat()
    Session.objects.filter(pk=row.pk).update(
        session_data=SessionStore().encode(said),
        **{name: F(name) - gone for name in ("expire_date", "began_at", "seen_at")},
    )


def is_in(client: Client) -> bool:
    return client.get(PLACES).status_code == 200


@contextmanager
def written() -> Iterator[list[str]]:
    """The tables that are written to."""
    tables: list[str] = []
    with CaptureQueriesContext(connection) as asked_for:
        yield tables
    found = (re.match(r'(?:UPDATE|INSERT INTO|DELETE FROM) "(\w+)"', q["sql"]) for q in asked_for)
    tables += [one[1] for one in found if one]


@pytest.mark.asvs("V7.3.1")
@pytest.mark.parametrize(("name", "away"), [("nadine", STUDENTS.away), ("ruth", STAFF.away)])
def test_whoever_is_away_for_long_signs_in_again(world: World, name: str, away: int) -> None:
    client = world.client(name)
    aged(client, days=away, hours=-1)
    assert is_in(client)  # just in time, and the days begin anew
    aged(client, days=away, hours=-1)
    assert is_in(client)
    aged(client, days=away, hours=1)
    assert not is_in(client)


@pytest.mark.asvs("V7.3.2")
@pytest.mark.parametrize(("name", "stay"), [("nadine", STUDENTS), ("ruth", STAFF)])
def test_however_busy_one_signs_in_again_after_a_while(world: World, name: str, stay: Any) -> None:
    client = world.client(name)
    for _ in range(stay.whole):
        assert is_in(client)
        aged(client, days=1)
    assert not is_in(client)


def test_staff_stay_shorter_than_students() -> None:
    assert (STAFF.away, STAFF.whole) < (STUDENTS.away, STUDENTS.whole)
    assert STAFF.whole < STUDENTS.whole


def test_who_becomes_staff_stays_as_staff_within_the_hour(world: World) -> None:
    client = world.client("nadine")
    aged(client, hours=2)
    Role.objects.create(run=world.run, person=world.people["nadine"], kind="facilitator")
    assert is_in(client)
    aged(client, days=STAFF.away, hours=1)
    assert not is_in(client)
    Role.objects.filter(person=world.people["nadine"]).update(
        ends_on=clock.now().date() - timedelta(days=2)
    )
    again = world.client("nadine")
    aged(again, days=STAFF.away, hours=1)
    assert is_in(again)


def test_an_administrator_stays_as_staff_do_and_a_student_partner_does_not(world: World) -> None:
    nadine = world.people["nadine"]
    Role.objects.create(run=world.run, person=nadine, kind="student_partner")
    partner = world.client("nadine")
    aged(partner, days=STAFF.away, hours=1)
    assert is_in(partner)
    Person.objects.filter(pk=nadine.pk).update(administrator=True)
    administrator = world.client("nadine")
    aged(administrator, days=STAFF.away, hours=1)
    assert not is_in(administrator)


def test_signing_in_again_begins_anew(world: World) -> None:
    client = signed_in_with(world, "ruth", FIREFOX)
    for _ in range(3):
        aged(client, days=STAFF.whole, hours=1)
        assert not is_in(client)
        ask(client, account_of(world, "ruth").email)
        answer(client, mailed_code())
        cache.clear()
        assert is_in(client)


def test_a_page_writes_who_was_here_once_an_hour(world: World) -> None:
    client = world.client("nadine")
    with written() as tables:
        client.get("/")
        aged(client, minutes=50)
        client.get("/")
    assert tables.count("web_session") == 1  # by the test itself
    aged(client, minutes=20)
    with written() as tables:
        client.get("/")
        client.get("/")
    assert tables == ["web_session"]


def test_without_room_on_the_disk_pages_are_still_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client("nadine")
    aged(client, days=1)
    nothing_can_be_written(monkeypatch)
    assert client.get("/").status_code == 200
    assert is_in(client)


def nothing_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Any, *args: Any, **more: Any) -> None:
        raise OperationalError("database or disk is full") from sqlite3.OperationalError()

    monkeypatch.setattr(Session, "save", full)


@pytest.mark.parametrize("ahead", [timedelta(days=400), timedelta(minutes=90)])
def test_a_clock_that_was_ahead_signs_nobody_out_and_lets_nobody_stay(
    world: World, ahead: timedelta
) -> None:
    client = world.client("ruth")
    aged(client, seconds=-int(ahead.total_seconds()))
    assert is_in(client)
    left = row_of(client).expire_date - by_the_machine()
    assert timedelta(days=STAFF.away - 1) < left <= timedelta(days=STAFF.away)


def test_ended_sessions_are_swept(world: World) -> None:
    away, here = world.client("nadine"), world.client("nadine")
    aged(away, days=STUDENTS.away, hours=1)
    go_round()
    assert [row.pk for row in Session.objects.all()] == [row_of(here).pk]


def test_words_typed_come_back_after_a_session_has_ended(world: World) -> None:
    page, to = talk(world)
    client = world.client("priya")
    aged(client, days=STUDENTS.away, hours=1)
    lost = client.post(
        to, {"text": "What I typed for an hour."}, headers={"referer": f"http://testserver{page}"}
    )
    assert lost.status_code == 401
    assert "What I typed for an hour." in text_of(lost)


# The page ---------------------------------------------------------------------------------------


def signed_in_with(world: World, name: str, agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    ask(client, account_of(world, name).email)
    answer(client, mailed_code())
    cache.clear()
    return client


def test_people_see_where_they_are_signed_in(world: World) -> None:
    here = signed_in_with(world, "nadine", FIREFOX)
    signed_in_with(world, "nadine", IPHONE)
    world.client("priya")
    said = text_of(here.get(PLACES))
    assert "Firefox on Linux" in said
    assert "Safari on an iPhone" in said
    assert said.index("This browser") < said.index("Safari on an iPhone")
    assert said.count("Sign out there") == 1
    page = here.get(PLACES).content.decode()
    for row in Session.objects.all():
        assert row.session_key not in page  # a key on a page would open the door to who reads it


def buttons(client: Client) -> list[str]:
    return re.findall(r'name="place" value="([0-9a-f]{20})"', client.get(PLACES).content.decode())


def test_one_is_signed_out_there_and_only_there(world: World) -> None:
    here, there, third = (world.client("nadine") for _ in range(3))
    aged(third, hours=3)
    mine = buttons(here)
    ended = here.post("/signed-in/out/", {"place": mine[0]}, follow=True)
    assert "Signed out:" in text_of(ended)
    assert [is_in(one) for one in (here, there, third)] == [True, False, True]


def test_one_is_signed_out_everywhere_else(world: World) -> None:
    here, there, third, other = *(world.client("nadine") for _ in range(3)), world.client("priya")
    here.post("/signed-in/out/", {"place": "all"})
    assert [is_in(one) for one in (here, there, third, other)] == [True, False, False, True]


@pytest.mark.parametrize("place", ["", "x", "0" * 20, "здесь", None])
def test_a_place_that_is_not_there_ends_nothing(world: World, place: str | None) -> None:
    here, there = world.client("nadine"), world.client("nadine")
    answered = here.post("/signed-in/out/", {} if place is None else {"place": place})
    assert answered.status_code == 302
    assert (is_in(here), is_in(there)) == (True, True)


def test_nobody_ends_the_session_of_somebody_else(world: World) -> None:
    here, there = world.client("nadine"), world.client("nadine")
    priya = world.client("priya")
    for ref in [*buttons(here), row_of(there).pk]:
        priya.post("/signed-in/out/", {"place": ref})
    assert is_in(there)


def test_what_was_under_way_there_brings_nobody_back(world: World) -> None:
    """A request that began before the end must not put the row back."""
    here, there = world.client("nadine"), world.client("nadine")
    under_way = SessionStore(there.session.session_key)
    under_way["something"] = "new"
    here.post("/signed-in/out/", {"place": "all"})
    with pytest.raises(Exception):  # noqa: B017, PT011 - whichever of Django's it is
        under_way.save()
    assert not is_in(there)


def test_a_held_page_goes_with_its_session(world: World) -> None:
    _page, to = talk(world)
    here, there = world.client("priya"), world.client("priya")
    held = there.post(to, {"text": "x" * 10_001}, headers=WINDOW)["Location"]
    assert there.get(held).status_code == 422
    here.post("/signed-in/out/", {"place": "all"})
    assert b"xxxx" not in there.get(held, follow=True).content
    assert Session.objects.filter(account=None).count() == 1  # of nobody, until its hour is over


@pytest.mark.asvs("V7.4.5")
def test_an_administrator_ends_all_sessions_of_somebody(world: World, run: Run) -> None:
    places, other = [world.client("nadine") for _ in range(2)], world.client("priya")
    code, said, _ = run("sign-out", account_of(world, "nadine").email.upper())
    assert code == 0
    assert "Signed out in 2 browsers." in said
    assert [is_in(one) for one in (*places, other)] == [False, False, True]
    code, said, _ = run("sign-out", account_of(world, "nadine").email)
    assert "Signed out in 0 browsers." in said
    code, _, complained = run("sign-out", "nobody@elsewhere.example")
    assert (code, "Nobody" in complained) == (1, True)


def test_ending_is_told_to_the_log_without_an_address(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("pactwork.events"), "propagate", True)
    caplog.set_level(logging.INFO, logger="pactwork.events")
    here, _there = world.client("nadine"), world.client("nadine")
    here.post("/signed-in/out/", {"place": "all"})
    line, *_ = [one for one in caplog.records if one.getMessage() == "signed_out_elsewhere"]
    facts: Any = line.facts  # type: ignore[attr-defined]
    assert facts == {"account": account_of(world, "nadine").pk, "sessions": 1, "by": "owner"}


AGENTS = {
    FIREFOX: "Firefox on Linux",
    IPHONE: "Safari on an iPhone",
    f"Mozilla/5.0 (Windows NT 10.0) {APPLE} Chrome/142.0 Safari/537.36": "Chrome on Windows",
    "Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0": "Edge on Windows",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15": "Safari on a Mac or iPad",
    "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) CriOS/142.0 Safari/604.1": "Chrome on an iPad",
    "(Linux; Android 14) SamsungBrowser/28.0 Chrome/130.0": "Samsung Internet on Android",
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/142.0 Safari/537.36": "Chrome on ChromeOS",
    "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Firefox/140.0": "Firefox on Android",
    "Mozilla/5.0 (X11; FreeBSD amd64) Firefox/140.0": "Firefox",
    "something (Windows NT 6.1)": "A browser on Windows",
    "curl/8.5": "A browser",
    "": "A browser",
    "<script>alert(1)</script>" * 500: "A browser",
}


@pytest.mark.parametrize(("agent", "words"), AGENTS.items(), ids=range(len(AGENTS)))
def test_a_browser_is_named_as_people_do(agent: str, words: str) -> None:
    device = device_in(agent)
    assert device_words(device) == words
    assert len(device) <= Session._meta.get_field("device").max_length  # type: ignore[operator]


def test_signing_out_clears_what_the_browser_put_by_and_no_more(world: World) -> None:
    """``storage`` would take words of whoever else uses this browser; ``cookies`` the colours."""
    out = world.client("nadine").post(reverse("account_logout"))
    assert out["Clear-Site-Data"] == '"cache"'
    assert "theme" not in out.cookies
