"""Limits of signing in are on emails and on guesses, and shut no person out: scenes of attacks.

ASVS V6.3.1 (guessing and stuffing are held up), V6.6.3 (codes cannot be guessed through), V6.5.1 (a code
signs in once), V6.3.8 (nobody learns who has an account).
"""

import re
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from pactwork.history.models import SignInCode
from pactwork.history.outbox import deliver_due
from pactwork.links.actions import signing_in
from pactwork.links.secrets import sealed
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.models import Account
from pactwork.web.clients import client_address
from pactwork.web.proxied import ProxiedMiddleware
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock

pytestmark = pytest.mark.django_db

ADA, NOBODY = "ada@midshire.example", "nobody@elsewhere.example"
TYPED = 'name="code"'


@pytest.fixture(autouse=True)
def _people(clock: Clock) -> None:
    for n in range(48):
        put(f"s{n}@midshire.example", n)
    put(ADA, 99)


def put(email: str, n: int) -> None:
    enter_person(found_institution("Midshire University"), key=f"{n}", name="A B", email=email)


def ask(browser: Client, address: str = ADA, **more: Any) -> str:
    """What the page says after asking."""
    page = browser.post(reverse("account_request_login_code"), {"email": address}, **more)
    return words_of(browser.get(page["Location"]) if page.status_code == 302 else page)


def words_of(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def post() -> None:
    deliver_due(EMAILS, most=1_000)


def newest(address: str = ADA) -> tuple[str, str]:
    """The code and the link in the newest email to an address."""
    post()
    email = [one for one in mail.outbox if one.to == [address]][-1]
    code = re.search(r"\b(\d{4}) (\d{4})\b", str(email.body))
    link = re.search(r"http://\S+(/sign-in/by/\S+)", str(email.body))
    assert code
    assert link
    return code[1] + code[2], link[1]


def types(browser: Client, code: str, link: str = "") -> str:
    where = link or reverse("account_confirm_login_code")
    page = browser.post(where, {"code": code})
    return "in" if inside(browser) else words_of(page) if page.status_code != 302 else "asks anew"


def inside(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def other(code: str, n: int = 1) -> str:
    return f"{(int(code) + n) % 10**8:08d}"


def emails(address: str = ADA) -> int:
    post()
    return sum(one.to == [address] for one in mail.outbox)


def test_a_room_of_47_behind_one_address_gets_in_within_a_minute(clock: Clock) -> None:
    room = [(Client(), f"s{n}@midshire.example") for n in range(47)]
    for browser, address in room:
        clock.forward(seconds=1)
        ask(browser, address, REMOTE_ADDR="192.0.2.7")
    for browser, address in room:
        assert types(browser, newest(address)[0]) == "in"


def test_somebody_else_asks_a_hundred_codes_for_ada_and_she_gets_in(clock: Clock) -> None:
    for n in range(100):
        ask(Client(), REMOTE_ADDR=f"192.0.2.{n}")
    assert emails() == signing_in.OWN_EMAILS
    ada = Client()
    assert "a few minutes ago. That code still works, here too" in ask(ada)
    assert types(ada, newest()[0]) == "in"


def test_hammered_all_day_an_address_has_an_email_in_eight_minutes_and_its_owner_gets_in(
    clock: Clock,
) -> None:
    asked_until = clock.forward() + (signing_in.DAY / 4)
    while clock.forward(minutes=1) < asked_until:
        for _ in range(3):
            ask(Client())
    hours = 6
    assert emails() <= signing_in.EMAILS_A_DAY + 60 / 8 * hours
    for _ in range(3):  # whenever she comes
        clock.forward(minutes=3)
        ada = Client()
        ask(ada)
        assert types(ada, newest()[0]) == "in"


def test_an_owner_who_asks_again_has_an_email_of_her_own(clock: Clock) -> None:
    """One lost, one late: what is nobody's attack is no trouble."""
    for count in range(1, signing_in.OWN_EMAILS + 1):
        assert "we are emailing an eight-digit code to it" in ask(Client())
        assert emails() == count
    clock.forward(minutes=11)
    assert "we are emailing an eight-digit code to it" in ask(Client())


def test_an_email_that_was_refused_or_is_nearly_over_is_not_shared(clock: Clock) -> None:
    for _ in range(signing_in.OWN_EMAILS):
        ask(Client())
    post()
    clock.forward(minutes=8, seconds=1)
    assert "we are emailing an eight-digit code to it" in ask(Client())
    post()
    SignInCode.objects.update(stopped_at=clock.forward(), stopped_why="refused: 450")
    assert "we are emailing an eight-digit code to it" in ask(Client())


# What was typed where, and what is counted: the sum for the address, and by the link.
COUNTED = [
    ("nothing", "", (0, 0)),
    ("too few", "1234567", (0, 0)),
    ("too many", "123456789", (0, 0)),
    ("a wrong one", "wrong", (1, 0)),
    ("a wrong one by link", "wrong", (0, 1)),
    ("the right one", "right", (0, 0)),
    ("the right one by link", "right", (0, 0)),
]


@pytest.mark.parametrize(("name", "typed", "counted"), COUNTED)
def test_what_is_counted(name: str, typed: str, counted: tuple[int, int]) -> None:
    ada = Client()
    ask(ada)
    code, link = newest()
    typed = {"wrong": other(code), "right": code}.get(typed, typed)
    said = types(ada, typed, link if "by link" in name else "")
    assert (said == "in") is ("right" in name)
    row = SignInCode.objects.get()
    assert (row.wrong, row.wrong_by_link) == counted


@pytest.mark.parametrize("by_link", [False, True])
def test_a_code_signs_in_once(by_link: bool) -> None:
    """ASVS V6.5.1: wherever it was asked for, and whichever way it was typed."""
    first, second = Client(), Client()
    for _ in range(signing_in.OWN_EMAILS):
        ask(Client())
    ask(first)
    ask(second)  # both wait for the same email
    code, link = newest()
    assert types(first, code, link if by_link else "") == "in"
    assert "That code has been used" in types(second, code)
    assert not inside(second)
    assert Client().get(link).status_code == 404
    assert "we are emailing an eight-digit code to it" in ask(Client())


def guess(times: int, address: str = ADA) -> None:
    """So many wrong digits from as many browsers as it takes, of which each asks for a code."""
    done = 0
    while done < times:
        robot = Client()
        ask(robot, address)
        for _ in range(min(5, times - done)):
            types(robot, f"{done:08d}")
            done += 1


@pytest.mark.asvs("V6.6.3")
def test_ada_gets_in_by_the_link_while_somebody_guesses_at_her_code(clock: Clock) -> None:
    """ASVS V6.6.3: a hundred guesses a day at one address, and none more."""
    guess(signing_in.PER_ADDRESS)
    ada = Client()
    ask(ada)
    code, link = newest()
    assert "Open the link in the same email" in types(ada, code)
    assert sum(SignInCode.objects.values_list("wrong", flat=True)) == signing_in.PER_ADDRESS
    guess(20)
    assert sum(SignInCode.objects.values_list("wrong", flat=True)) == signing_in.PER_ADDRESS
    assert types(ada, code, link) == "in"
    someone = Client()
    ask(someone, "s1@midshire.example")
    assert types(someone, newest("s1@midshire.example")[0]) == "in"  # nobody else is concerned
    clock.forward(days=1, minutes=1)
    ada = Client()
    ask(ada)
    assert types(ada, newest()[0]) == "in"


@pytest.mark.asvs("V6.3.1", "V6.6.3")
def test_the_days_limit_of_all_accounts_asks_for_the_link_and_shuts_nobody_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One chance in twenty thousand a day, over everybody; shortened here to ten guesses."""
    assert signing_in.TOGETHER / 10**8 < 1e-4
    monkeypatch.setattr(signing_in, "TOGETHER", 10)
    guess(5, "s2@midshire.example")
    guess(5, NOBODY)  # so that nobody learns from it who is known
    ada = Client()
    ask(ada)
    code, link = newest()
    assert "Open the link" in types(ada, code)
    assert types(Client(), code, link) == "in"


@pytest.mark.asvs("V6.3.8")
def test_nobodys_address_is_guessed_at_as_anybodys_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "PER_ADDRESS", 3)
    said = []
    for address in (ADA, NOBODY):
        browser = Client()
        ask(browser, address)
        said.append([types(browser, f"0000000{n}").replace(address, "…") for n in range(5)])
    assert said[0] == said[1]


def test_opening_the_link_signs_nobody_in_and_uses_nothing_up() -> None:
    """A program that checks mail opens it, and sends its form with junk."""
    ada = Client()
    ask(ada)
    code, link = newest()
    for junk in ("", "lorem ipsum", "00000000", "12345678"):
        robot = Client()
        robot.head(link)
        robot.get(link)
        if junk != code:
            robot.post(link, {"code": junk})
        assert not inside(robot)
    assert types(ada, code) == "in"


def test_the_link_is_whole_or_it_is_nothing() -> None:
    ask(Client())
    code, link = newest()
    for one in (link[:-2] + "/", link.replace("/by/", "/by/x"), link.split(".")[0] + "./"):
        assert Client().get(one).status_code == 404
    Account.objects.filter(email=ADA).update(is_active=False)
    assert Client().post(link, {"code": code}).status_code == 404


def test_a_link_ends_with_its_code(clock: Clock) -> None:
    ask(Client())
    code, link = newest()
    clock.forward(minutes=10, seconds=1)
    assert Client().get(link).status_code == 404
    assert types(Client(), code, link) != "in"


def test_one_network_that_asks_without_end_is_told_to_wait_a_minute(clock: Clock) -> None:
    n = signing_in.PER_CLIENT
    signed = sealed("client", "192.0.2.7")
    for _ in range(n):
        signing_in.owe_sign_in_code("", address="x", source=signed)
    assert "Wait a minute" in ask(Client(), REMOTE_ADDR="192.0.2.7")
    assert "we are emailing an eight-digit code to it" in ask(Client(), REMOTE_ADDR="192.0.2.8")
    clock.forward(minutes=1, seconds=1)
    assert "we are emailing an eight-digit code to it" in ask(Client(), REMOTE_ADDR="192.0.2.7")


def test_neither_address_is_kept_in_clear() -> None:
    ask(Client(), NOBODY, REMOTE_ADDR="192.0.2.7")
    kept = str(list(SignInCode.objects.values()))
    assert "elsewhere" not in kept
    assert "192.0.2.7" not in kept


def test_no_code_stands_in_a_session() -> None:
    ada = Client()
    ask(ada)
    code, _ = newest()
    assert code not in str(dict(ada.session))


# Proxies that we run, what came in the header, what the last one connected from, and who it was.
ADDRESSES = [
    (0, None, "192.0.2.1", "192.0.2.1"),
    (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),  # nobody's word counts where no proxy is known
    (1, "203.0.113.9", "127.0.0.1", "203.0.113.9"),
    (1, "6.6.6.6, 203.0.113.9", "127.0.0.1", "203.0.113.9"),  # what was sent along is not believed
    (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "127.0.0.1", "203.0.113.9"),
    (2, "203.0.113.9", "127.0.0.1", "127.0.0.1"),  # fewer than we run: it went around one
    (1, None, "192.0.2.1", "192.0.2.1"),
    (1, "unknown", "192.0.2.1", "192.0.2.1"),
    (1, "203.0.113.9:51234", "127.0.0.1", "203.0.113.9"),
    (1, "[2001:db8:1:2:3:4:5:6]:443", "127.0.0.1", "2001:db8:1:2::"),
    (1, "2001:db8:1:2:ffff::1", "127.0.0.1", "2001:db8:1:2::"),
    (1, "::ffff:203.0.113.9", "127.0.0.1", "203.0.113.9"),
    (0, None, "", ""),  # a socket of the machine's own
]


@pytest.mark.asvs("V15.3.4")
@pytest.mark.parametrize(("proxies", "header", "remote", "who"), ADDRESSES)
def test_who_asks_behind_proxies(
    settings: Any, proxies: int, header: str | None, remote: str, who: str
) -> None:
    settings.PACTWORK_PROXIES = proxies
    headers = {} if header is None else {"X-Forwarded-For": header}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)
    ProxiedMiddleware(lambda request: HttpResponse())(request)
    assert client_address(request) == who


def test_a_header_too_short_for_our_proxies_breaks_no_page(settings: Any) -> None:
    settings.PACTWORK_PROXIES = 3
    assert "we are emailing an eight-digit code to it" in ask(
        Client(), headers={"X-Forwarded-For": "203.0.113.9"}
    )


def test_where_no_address_can_be_told_nobody_is_limited_by_it() -> None:
    assert "we are emailing an eight-digit code to it" in ask(Client(), REMOTE_ADDR="")
    assert SignInCode.objects.get().source == ""
