"""A code to sign in goes the road of all mail: queued, first of all, tried again, never written down."""

import re
import threading
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.history.models import Delivery, SignInCode
from pactwork.history.outbox import deliver_due
from pactwork.links.actions import forget_sign_in_codes, owe_sign_in_code
from pactwork.links.secrets import sign_in_code_for
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.models import Account
from pactwork.web.letters import TOO_LATE
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.history.test_outbox import owe
from tests.mail_server import SMTP, mail_server
from tests.programs import free_port

pytestmark = pytest.mark.django_db

ADDRESS = "nadine@larkmoor.example"


@pytest.fixture(autouse=True)
def _nadine(clock: Clock) -> None:
    cache.clear()
    midshire = found_institution("Midshire University")
    enter_person(midshire, key="N1", name="Nadine Brooks", email=ADDRESS)


@pytest.fixture
def port(settings: Any) -> int:
    """Of the mail server that the product is told of; nobody listens there yet."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = SMTP, "127.0.0.1", 5
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_USE_TLS = False
    return int(settings.EMAIL_PORT)


def ask(client: Client, address: str = ADDRESS) -> Any:
    return client.post(reverse("account_request_login_code"), {"email": address})


def code_in(email: Any) -> str:
    """As the program that reads mail has it, or as it was handed to Django."""
    words = (
        email.body if isinstance(email, EmailMessage) else email.get_payload(decode=True).decode()
    )
    found = re.search(r"\b(\d{4}) (\d{4})\b", words)
    assert found
    return found[1] + found[2]


def opens(client: Client, code: str) -> bool:
    client.post(reverse("account_confirm_login_code"), {"code": code})
    return "_auth_user_id" in client.session


def test_the_page_waits_for_no_mail_server(client: Client, port: int) -> None:
    assert ask(client).status_code == 302
    assert SignInCode.objects.get().attempts == 0


def test_a_code_comes_when_the_mail_server_is_back_and_works(
    client: Client, port: int, clock: Clock
) -> None:
    ask(client)
    assert deliver_due(EMAILS) == 1
    code = SignInCode.objects.get()
    assert (code.sent_at, code.stopped_at, code.stopped_why) == (
        None,
        None,
        "ConnectionRefusedError",
    )
    with mail_server(port=port) as server:
        assert deliver_due(EMAILS) == 0
        clock.forward(seconds=5)
        assert deliver_due(EMAILS) == 1
        assert deliver_due(EMAILS) == 0
        (email,) = server.emails
    assert opens(client, code_in(email))


def test_a_code_tried_again_is_the_same_email(client: Client, port: int, clock: Clock) -> None:
    ask(client)
    with mail_server(port=port, data="451 4.3.0 busy") as server:
        deliver_due(EMAILS)
        server.data = "250 Ok"
        clock.forward(seconds=5)
        deliver_due(EMAILS)
        first, second = server.handed
    assert first == second
    assert b"Auto-Submitted: auto-generated" in first
    assert b"X-Auto-Response-Suppress: All" in first
    assert b"From: Midshire University <" in first


def test_a_mail_server_that_is_down_is_asked_while_the_code_is_of_use(
    client: Client, port: int, clock: Clock
) -> None:
    """Soon at first, for somebody waits; and not after the code has ended."""
    begun, tries = ask(client) and clock.forward(), []
    while (code := SignInCode.objects.get()).stopped_at is None:
        clock.set(max(code.due_at, begun))
        deliver_due(EMAILS)
        tries.append((clock.forward() - begun).total_seconds())
    assert tries == [0, 5, 15, 35, 75, 155, 315, 635]
    assert code.stopped_why == TOO_LATE


@pytest.mark.parametrize(
    ("seconds", "sent"), [(0, True), (539, True), (541, False), (90_000, False)]
)
def test_a_code_with_less_than_a_minute_left_is_not_sent(
    client: Client, port: int, clock: Clock, seconds: int, sent: bool
) -> None:
    ask(client)
    clock.forward(seconds=seconds)
    with mail_server(port=port) as server:
        deliver_due(EMAILS)
        clock.forward(hours=1)
        deliver_due(EMAILS)
    assert len(server.handed) == sent
    assert (SignInCode.objects.get().stopped_why == TOO_LATE) is not sent


# What the server says, which quotes the whole email where it can, and what becomes of the code.
ANSWERS = [
    ({"rcpt": "250 Ok", "data": "250 Ok {}"}, "sent", ""),
    ({"rcpt": "450 4.2.1 Grey-listed"}, "waits", "SMTPRecipientsRefused"),
    ({"rcpt": "550 5.1.1 No such user"}, "stopped", "refused: 550"),
    ({"data": "451 4.3.0 Try again: {}"}, "waits", "SMTPDataError 451"),
    ({"data": "554 5.7.1 Spam: {}"}, "stopped", "refused: 554"),
    ({"data": "421 Closing: {}"}, "waits", "SMTPDataError 421"),
]


@pytest.mark.asvs("V16.2.5")
@pytest.mark.parametrize(("answers", "fate", "why"), ANSWERS)
def test_whatever_a_server_says_of_a_code_nothing_quotes_it(
    client: Client,
    port: int,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    answers: dict[str, str],
    fate: str,
    why: str,
) -> None:
    ask(client)
    with mail_server(port=port, **answers):
        deliver_due(EMAILS)
    code = SignInCode.objects.get()
    was = "sent" if code.sent_at else "stopped" if code.stopped_at else "waits"
    assert (was, code.stopped_why) == (fate, why)
    assert_written_nowhere(sign_in_code_for(code.ref), caplog)
    clock.forward(seconds=5)
    assert deliver_due(EMAILS) == (fate == "waits")


class Quoting(BaseEmailBackend):
    """A fault that tells all it knows."""

    def send_messages(self, emails: Any) -> int:
        raise ValueError(f"Cannot send {emails[0].subject!r}: {emails[0].body}")


def test_a_fault_of_ours_quotes_no_code_either(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Quoting"
    ask(client)
    deliver_due(EMAILS)
    code = SignInCode.objects.get()
    assert code.stopped_why == "ValueError"
    assert "could not be written: ValueError" in caplog.text
    assert "send_messages" in caplog.text  # where it happened is told
    assert_written_nowhere(sign_in_code_for(code.ref), caplog)


def assert_written_nowhere(code: str, caplog: pytest.LogCaptureFixture) -> None:
    assert code not in caplog.text
    assert f"{code[:4]} {code[4:]}" not in caplog.text
    for model in (SignInCode, Delivery):
        assert code not in str([list(row.values()) for row in model.objects.values()])


def test_a_code_goes_before_a_hundred_digests(client: Client, clock: Clock) -> None:
    for n in range(100):
        owe(about=f"digest {n}")
    clock.forward(minutes=1)
    ask(client)
    deliver_due({**EMAILS, "asked": plain}, most=1)
    assert opens(client, code_in(mail.outbox[0]))


def test_a_code_asked_for_meanwhile_is_the_very_next_email(client: Client) -> None:
    def interrupted(letter: Delivery) -> EmailMessage:
        if letter.about == "digest 2":
            ask(client)
        return plain(letter)

    for n in range(100):
        owe(about=f"digest {n}")
    deliver_due({**EMAILS, "asked": interrupted}, most=5)
    assert ["code" in email.subject for email in mail.outbox] == [False, False, False, True, False]


def plain(letter: Delivery) -> EmailMessage:
    return EmailMessage("A digest", f"About {letter.about}.", to=[letter.to])


def test_each_browser_has_a_code_of_its_own(client: Client) -> None:
    phone = Client()
    for browser in (client, phone):
        ask(browser)
    deliver_due(EMAILS)
    first, second = (code_in(email) for email in mail.outbox)
    assert first != second
    assert opens(client, first)
    assert opens(phone, second)


def test_an_older_code_never_comes_after_a_newer_one(
    client: Client, port: int, clock: Clock
) -> None:
    """The page speaks of the code in the newest email."""
    ask(client)
    deliver_due(EMAILS)  # the server is down: the first code waits for five seconds
    with mail_server(port=port) as server:
        clock.forward(seconds=1)
        client.post(reverse("account_logout"))
        ask(client)
        deliver_due(EMAILS)
        clock.forward(seconds=30)
        deliver_due(EMAILS)
    (email,) = server.emails
    assert SignInCode.objects.order_by("pk")[0].stopped_why == "a newer code went first"
    assert opens(client, code_in(email))


def test_an_account_closed_meanwhile_is_not_written_to(client: Client) -> None:
    ask(client)
    Account.objects.filter(email=ADDRESS).update(is_active=False)
    deliver_due(EMAILS)
    assert not mail.outbox
    assert SignInCode.objects.get().stopped_why == "the account is closed"


def test_whom_two_universities_know_is_written_to_in_neither_name(
    client: Client, settings: Any
) -> None:
    enter_person(found_institution("Northshire"), key="N9", name="Nadine Brooks", email=ADDRESS)
    ask(client)
    deliver_due(EMAILS)
    assert mail.outbox[0].from_email == settings.DEFAULT_FROM_EMAIL


@pytest.mark.asvs("V6.3.8")
def test_the_same_statements_are_sent_to_the_database_for_whoever_asks(client: Client) -> None:
    said = []
    ask(Client(), "first@elsewhere.example")  # from here on, this machine is counted already
    for address in (ADDRESS, "nobody@elsewhere.example"):
        with CaptureQueriesContext(connection) as asked:
            ask(Client(), address)
        said.append([shape(query["sql"]) for query in asked])
    assert said[0] == said[1]
    assert sum(sql.startswith('INSERT INTO "history_signincode"') for sql in said[0]) == 1


def shape(sql: str) -> str:
    """A statement without its values, which a list of some length may be."""
    return re.sub(r"(?:'(?:[^']|'')*'|\d+|NULL)(?:::\w+)?", "?", sql)


def test_an_address_that_nobody_has_is_neither_kept_nor_written_to(client: Client) -> None:
    ask(client, "nobody@elsewhere.example")
    assert "elsewhere" not in str(list(SignInCode.objects.values()))
    assert deliver_due(EMAILS) == 0
    assert not mail.outbox


def test_what_became_of_a_code_is_forgotten_after_a_day(clock: Clock) -> None:
    owe_sign_in_code("")
    owe_sign_in_code(ADDRESS)
    letter = owe()
    clock.forward(hours=23)
    newer = owe_sign_in_code("")
    forget_sign_in_codes()
    assert SignInCode.objects.count() == 3
    clock.forward(hours=2)
    forget_sign_in_codes()
    assert SignInCode.objects.get().ref == newer
    assert Delivery.objects.get() == letter


def test_a_code_of_a_clock_that_was_ahead_is_forgotten_too(clock: Clock) -> None:
    clock.forward(days=365)
    owe_sign_in_code(ADDRESS)
    clock.forward(days=-364)
    forget_sign_in_codes()
    assert not SignInCode.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_a_code_twice(port: int, clock: Clock) -> None:
    clock.release()  # a thread of its own has the clock of the wall
    for n in range(8):
        address = f"n{n}@larkmoor.example"
        enter_person(found_institution("Midshire University"), key=f"{n}", name="N", email=address)
        owe_sign_in_code(address)
    with mail_server(port=port) as server:
        together = threading.Barrier(2)

        def work() -> None:
            together.wait(30)
            for _ in range(20):
                deliver_due(EMAILS)
            connections.close_all()

        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(120)
        ids = [email["Message-ID"] for email in server.emails]
    assert len(ids) == len(set(ids)) == 8
