"""What OWASP ASVS asks of every answer: headers, cookies, sessions, methods, ways in, what is not there."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as in_force
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given
from hypothesis import settings as tries
from hypothesis import strategies as st

import pactwork.settings
from pactwork.files.blobs import path_of
from pactwork.history.outbox import deliver_due
from pactwork.modules.models import Blob
from pactwork.people.models import Person
from pactwork.wiring.emails import EMAILS
from tests.access.table import ROUTES
from tests.contracts.plans import asked, reader, text_of
from tests.crawl import links_in
from tests.stories import World
from tests.test_closed_doors import ALL, address
from tests.web.test_signin import answer, ask, mailed_code

pytestmark = pytest.mark.usefixtures("_fresh_limits")

SOURCE = Path(pactwork.settings.__file__).parent
HOST = "contracts.example.ac.uk"
KEPT = ("SECURE_", "SESSION_COOKIE_", "CSRF_", "X_FRAME_", "CONTENT_SECURITY_", "DEBUG")
ELSEWHERE = {"origin": "https://evil.example", "host": HOST}


@pytest.fixture
def _fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def for_real(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What settings say about browsers where real people are served, asked of the settings themselves."""
    monkeypatch.setenv("PACTWORK_MODE", "production")
    monkeypatch.setenv("PACTWORK_DATA", str(tmp_path))
    monkeypatch.setenv("PACTWORK_URL", f"https://{HOST}")
    said = runpy.run_path(pactwork.settings.__file__)
    for name in said:
        if name.startswith(KEPT):
            setattr(settings, name, said[name])
    settings.ALLOWED_HOSTS = [HOST]


class Secure(Client):
    """A browser that asks by HTTPS only."""

    def generic(self, *args: Any, **more: Any) -> Any:
        return super().generic(*args, **more | {"secure": True})


def over_https(world: World | None = None, name: str = "") -> Client:
    """A browser at the address that people know; signed in as somebody, if a name is given."""
    client = Secure(headers=ELSEWHERE)
    if world and name:
        account = world.people[name].account
        assert account
        client.force_login(account, backend="pactwork.web.signin.Backend")
    return client


# Every answer -----------------------------------------------------------------------------------


def answers(world: World) -> Iterator[tuple[str, Any]]:
    """One answer of every sort: pages, refusals, files, data, ways on, what is not there."""
    contract, blob = world.agreed(), Blob.objects.all()[0]
    carol, here = reader(world), f"/contracts/{contract.ref}/"
    nadine, nobody = over_https(world, "nadine"), over_https()
    open_to_all = ("/help/", "/sign-in/", "/healthz", "/", "/nothing/", "/theme/")
    made_of = ("/static/web/css/shell.css", "/static/web/js/base.js", "/static/nothing.css")
    by_link = (f"/plan/{'b' * 10}.x", carol.letter, carol.page)
    pages = ("/", here, f"{here}check/", f"{here}drafts/1/", f"{here}minutes/", "/nothing/")
    papers = [f"{here}drafts/1/paper.{form}" for form in ("pdf", "docx", "txt")]
    for path in (*open_to_all, *made_of, *by_link):
        yield path, nobody.get(path)
    for path in (*pages, *papers, f"/files/{blob.ref}/"):
        yield path, nadine.get(path)
    yield "module", over_https(world, "ruth").get(f"/modules/{world.run.ref}/change/file/")
    yield "roster", over_https(world, "grace").get("/roster/example.csv")
    yield "refused", nadine.post(f"{here}share/", {})
    yield "data", over_https().get("/", headers={"accept": "application/json"})


def content(given_back: Any) -> bytes:
    """A file has to be read to its end, or stays open."""
    return b"".join(given_back) if given_back.streaming else given_back.content


@pytest.mark.asvs("V3.4.2", "V3.4.3", "V3.4.4", "V3.4.5", "V3.4.6", "V14.2.3")
def test_every_answer_says_what_a_browser_may_do_with_it(world: World, for_real: None) -> None:
    for path, given_back in answers(world):
        policy = given_back["Content-Security-Policy"]
        for word in ("default-src", "object-src", "base-uri", "frame-ancestors"):
            assert f"{word} 'none'" in policy, path
        assert not re.search(r"unsafe|https?:|\*", policy), path
        assert given_back["X-Content-Type-Options"] == "nosniff", path
        assert given_back["Referrer-Policy"] in ("same-origin", "no-referrer"), path
        assert "Access-Control-Allow-Origin" not in given_back, path
        content(given_back)


@pytest.mark.asvs("V3.4.1")
def test_every_answer_asks_for_https_for_a_year(world: World, for_real: None) -> None:
    for path, given_back in answers(world):
        wanted = given_back["Strict-Transport-Security"]
        assert int(re.findall(r"max-age=(\d+)", wanted)[0]) >= 365 * 24 * 3600, path
        assert "includeSubDomains" in wanted, path
        content(given_back)


@pytest.mark.asvs("V4.1.1")
def test_every_answer_with_a_body_says_what_it_is(world: World, for_real: None) -> None:
    kinds = set()
    for path, given_back in answers(world):
        body = content(given_back)
        kind = given_back.get("Content-Type", "").replace('"', "")
        assert not body or kind, path
        assert not kind.startswith("text/") or "charset=utf-8" in kind.lower(), (path, kind)
        kinds.add(kind.partition(";")[0])
    assert {"text/html", "text/css", "text/plain", "application/pdf", "application/json"} <= kinds


@pytest.mark.asvs("V12.2.1")
def test_without_https_a_page_shows_nothing_and_leads_there(world: World, for_real: None) -> None:
    for path in ("/help/", "/sign-in/", "/", reader_page(world)):
        plain = Client(headers={"host": HOST}).get(path)
        assert plain.status_code == 301, path
        assert plain["Location"].startswith(f"https://{HOST}/"), path
        assert plain.content == b"", path
        assert not plain.cookies, path


def reader_page(world: World) -> str:
    return asked(world).letter


# Cookies and sessions ---------------------------------------------------------------------------


@pytest.mark.asvs("V3.3.1", "V3.3.2", "V3.3.3", "V3.3.4")
def test_every_cookie_is_bound_to_this_host(world: World, for_real: None) -> None:
    """Signing in, colours, minutes, a mailed link, a refused form: whatever sets a cookie."""
    nadine, link, here = over_https(), over_https(), f"/contracts/{world.contract().ref}/"
    sign_in(nadine, world, "nadine")
    carol = asked(world)
    nadine.post("/theme/", {"theme": "dark"})
    nadine.post(f"{here}minutes/", {"minutes": "off", "kept_as": "m1abc2def3"})
    link.get(carol.letter)
    carol.client = link
    window = ELSEWHERE | {"sec-fetch-dest": "document"}
    link.post(f"{carol.page}answer/", carol.form(carol.open()), headers=window)
    met = [*nadine.cookies.values(), *link.cookies.values()]
    names = {cookie.key.removeprefix("__Host-").partition("-")[0] for cookie in met}
    assert names == {"pactwork", "csrf", "theme", "minutes", "taken", "plan", "held"}
    for cookie in met:
        assert cookie.key.startswith("__Host-"), cookie.key
        assert cookie["secure"], cookie.key
        assert (cookie["path"], cookie["domain"]) == ("/", ""), cookie.key
        assert cookie["samesite"] in ("Lax", "Strict"), cookie.key
        opens = cookie.key.removeprefix("__Host-") not in ("theme", "minutes", "taken")
        assert cookie["httponly"] or not opens, cookie.key


def test_what_a_small_cookie_says_is_heard(world: World, for_real: None) -> None:
    nadine, here = over_https(world, "nadine"), f"/contracts/{world.contract().ref}/"
    nadine.post("/theme/", {"theme": "dark"})
    assert 'data-bs-theme="dark"' in nadine.get("/help/").content.decode()
    first = nadine.get(here, follow=True).content
    nadine.post(f"{here}minutes/", {"minutes": "off"})
    assert len(nadine.get(here, follow=True).content) < len(first)


def sign_in(client: Client, world: World, name: str) -> None:
    account = world.people[name].account
    assert account
    ask(client, account.email)
    answer(client, mailed_code())


def session_key(client: Client) -> str:
    return str(client.cookies[in_force.SESSION_COOKIE_NAME].value)


@pytest.mark.asvs("V7.2.1", "V7.2.2", "V7.2.3", "V7.2.4")
def test_signing_in_gives_a_new_long_key_and_the_old_one_is_nobody(world: World) -> None:
    client, keys = Client(), set()
    for _ in range(2):
        account = world.people["nadine"].account
        assert account
        ask(client, account.email)
        before = session_key(client)
        answer(client, mailed_code())
        assert session_key(client) != before
        for invented in (before, "a" * 32, session_key(client)[:-1]):
            thief = Client()
            thief.cookies[in_force.SESSION_COOKIE_NAME] = invented
            assert thief.get("/").status_code == 302
        assert client.get("/").status_code == 200
        keys.add(session_key(client))
        client.post(reverse("account_logout"))
        client = Client()
    assert len(keys) == 2
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in keys)  # 165 bits


@pytest.mark.asvs("V7.4.1")
def test_after_signing_out_the_key_is_worth_nothing(world: World) -> None:
    client, copy = world.client("nadine"), Client()
    copy.cookies[in_force.SESSION_COOKIE_NAME] = session_key(client)
    assert copy.get("/").status_code == 200
    client.post(reverse("account_logout"))
    assert copy.get("/").status_code == 302


@pytest.mark.asvs("V7.4.4")
@pytest.mark.parametrize("name", ["nadine", "helen", "ruth", "grace"])
def test_signing_out_is_on_every_page(world: World, name: str) -> None:
    world.agreed()
    client, todo, seen = world.client(name), ["/"], set[str]()
    while todo and len(seen) < 15:
        page = todo.pop(0)
        given_back = client.get(page)
        if page in seen or not given_back.get("Content-Type", "").startswith("text/html"):
            continue
        seen.add(page)
        text = given_back.content.decode()
        assert given_back.status_code != 200 or reverse("account_logout") in text, page
        todo += links_in(text, page, "/")
    assert len(seen) > 4


# Methods, addresses, forms ----------------------------------------------------------------------


@pytest.mark.asvs("V13.4.4")
@pytest.mark.parametrize("path", ["/", "/help/", "/sign-in/", "/healthz", "/nothing/"])
def test_trace_echoes_nothing(world: World, path: str) -> None:
    for client in (Client(), world.client("nadine")):
        given_back = client.trace(path, headers={"x-secret": "sesame"})
        assert given_back.status_code in (302, 404, 405)
        assert b"sesame" not in given_back.content


@pytest.mark.asvs("V3.5.3")
def test_a_get_cannot_pretend_to_be_a_post(world: World) -> None:
    nadine, before = world.client("nadine"), Person.objects.values_list()
    contract = world.contract()
    for name in ("x-http-method-override", "x-http-method", "x-method-override"):
        for path in (reverse("theme"), f"/contracts/{contract.ref}/share/"):
            said = nadine.get(path, {"_method": "POST", "theme": "dark"}, headers={name: "POST"})
            assert said.status_code == 405, path
    assert "theme" not in nadine.cookies
    assert not contract.drafts.exists()
    assert list(before) == list(Person.objects.values_list())


@pytest.mark.asvs("V3.5.1", "V3.5.2")
def test_every_form_asks_for_its_token_except_those_by_a_mailed_link(world: World) -> None:
    exempt = {pattern.name for _, pattern in ALL if getattr(pattern.callback, "csrf_exempt", False)}
    open_doors = {name.rpartition(":")[2] for name, row in ROUTES.items() if row.open}
    assert {str(name).partition("_")[0] for name in exempt} <= {"plan", "guest"}
    assert exempt <= open_doors
    strict = Client(enforce_csrf_checks=True)
    account = world.people["grace"].account
    assert account
    strict.force_login(account, backend="pactwork.web.signin.Backend")
    for route, pattern in ALL:
        if pattern.name in exempt:
            continue
        for headers in ({}, {"accept": "application/json", "origin": "https://evil.example"}):
            refused = strict.post(address(route), {"text": "x"}, headers=headers)
            assert refused.status_code == 403, (route, refused.status_code)


@pytest.mark.asvs("V15.3.7")
def test_an_address_adds_nothing_to_a_form(world: World) -> None:
    client = world.client("nadine")
    client.post("/theme/?theme=dark", {"theme": "light"})
    assert client.cookies["theme"].value == "light"
    client.post("/theme/?theme=dark&theme=auto", {})
    assert client.cookies["theme"].value == "light"
    here = f"/contracts/{world.contract().ref}/steps/question/"
    before = client.get(f"{here}words/").content
    client.post(f"{here}?question=Stolen", {})
    assert b"Stolen" not in client.get(f"{here}words/").content
    assert b"Stolen" not in before


@pytest.mark.asvs("V13.4.1", "V13.4.3", "V13.4.5")
@pytest.mark.parametrize(
    "path",
    [
        *("/.git/config", "/.git/HEAD", "/.env", "/.svn/entries", "/static/.git/config"),
        *("/static/", "/static/web/", "/static/web/css/", "/static/../settings.py", "/uploads/"),
        *("/static/%2e%2e/settings.py", "/media/", "/admin/", "/docs/", "/api/", "/schema/"),
        *(
            "/server-status",
            "/debug/",
            "/__debug__/",
            "/accounts/",
            "/pactwork.sqlite3",
            "/keys/secret",
        ),
    ],
)
def test_what_is_no_page_is_not_there(world: World, for_real: None, path: str) -> None:
    for client in (over_https(), over_https(world, "grace")):
        given_back = client.get(path)
        assert given_back.status_code == 404, path
        assert not re.search(r"settings\.py|urlpatterns|Traceback|Index of", text_of(given_back))


@pytest.mark.asvs("V13.4.2")
def test_nothing_that_helps_to_find_faults_is_on(for_real: None, settings: Any) -> None:
    assert settings.DEBUG is False
    assert not [app for app in settings.INSTALLED_APPS if re.search("debug|silk|extensions", app)]
    assert not settings.TEMPLATES[0]["OPTIONS"].get("debug")


# What people type, and files --------------------------------------------------------------------


@pytest.mark.asvs("V1.3.7", "V1.3.10")
def test_words_that_look_like_a_template_or_a_format_stay_words(world: World) -> None:
    hostile = "{{ 7 * 191 }} %s %(name)s {0.__class__} ${7*191} {% if 1 %}"
    Person.objects.filter(pk=world.people["nadine"].pk).update(name=hostile)
    world.agreed()
    deliver_due(EMAILS)
    shown = [world.client(name).get("/", follow=True) for name in ("nadine", "helen", "ruth")]
    shown.append(world.client("helen").get(f"/contracts/{world.contract().ref}/review/"))
    texts = [text_of(page) for page in shown] + [str(one.body) for one in mail.outbox]
    assert any(hostile in text for text in texts)
    assert len(mail.outbox) > 1
    for text in texts:
        assert "1337" not in text
        assert "class" not in text.replace("__class__", "").split("{0.")[-1][:20]


@pytest.mark.asvs("V5.3.2", "V5.4.1", "V5.4.2")
@tries(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("a\n\tb\r.pdf")
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_a_file_name_stays_in_its_header_and_makes_no_path(world: World, name: str) -> None:
    blob = Blob.objects.all()[0]
    Blob.objects.filter(pk=blob.pk).update(name=name.replace("\0", "") or "x")
    given_back = world.client("nadine").get(f"/files/{blob.ref}/")
    said = given_back["Content-Disposition"]
    assert said.startswith("attachment; filename")
    assert re.fullmatch(
        r"attachment; filename(\*=utf-8''[\w.%~!#$&+^`|/-]*|=\"(?:[^\"\\]|\\.)*\")", said
    )
    assert path_of(blob.digest).name == blob.digest
    assert re.fullmatch(r"[0-9a-f]{64}", blob.digest)
