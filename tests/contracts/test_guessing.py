"""Wrong codes for a link: whose are counted, whom they stop, who hears of it, and that the reader decides."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from pactwork.contracts.models import Answer
from pactwork.ground.installed import jobs
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import deliver_due
from pactwork.links.actions import PER_CLIENT, PER_LINK
from pactwork.links.models import FreshCode, Try
from pactwork.links.secrets import code_for
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import Reader, asked, forms_in, text_of
from tests.stories import CAROL, World

PAGES = ["", "answer/", "code/", "withdrawal/", "objection/", "dispute/", "letter/", "stop/"]
PAGES += ["agreement/", "page/"]


def wrong(carol: Reader, n: int = 0) -> str:
    return f"{(int(carol.code) + 1 + n) % 1_000_000:06d}"


def rounds() -> None:
    for job in jobs():
        job.run()
    deliver_due(EMAILS)


def to(address: str) -> list[Any]:
    return [one for one in mail.outbox if one.to == [address]]


def fields(code: str) -> dict[str, str]:
    """Everything that any form of a plan sends, but for what shows where its sender came from."""
    names = ("code", "printed", "object_code", "dispute_code")
    said = ("reason", "objection", "dispute_reason", "letter", "stop", "decision_form")
    return dict.fromkeys(names, code) | dict.fromkeys(said, "Because of the weather.")


# Who types wrong digits, and whether it counts: only what came by the link's token does.
def at_the_clean_address(carol: Reader, code: str) -> None:
    for page in PAGES:
        assert Client().post(f"{carol.page}{page}", fields(code)).status_code == 403


def with_the_old_word_for_opening(carol: Reader, code: str) -> None:
    for opening in ("1", "", "x" * 2_000):
        sent = fields(code) | {"opening": opening}
        assert Client().post(carol.page, sent).status_code == 403


def with_another_links_ticket(carol: Reader, code: str) -> None:
    other = carol.link.ref[:-1] + ("a" if carol.link.ref[-1] != "a" else "b")
    from pactwork.links.tickets import ticket

    for purpose, name in (("form", "ticket"), ("opening", "opening"), ("cookie", "opening")):
        ref = carol.link.ref if purpose == "cookie" else other
        sent = fields(code) | {name: ticket(ref, "x", purpose)}  # type: ignore[arg-type]
        assert Client().post(carol.page, sent).status_code == 403


def by_the_link(carol: Reader, code: str) -> None:
    stranger = Reader(carol.link)
    stop = stranger.form(stranger.client.get(f"{stranger.open() and carol.page}stop/"), "stop")
    assert stranger.client.post(f"{carol.page}stop/", stop | {"code": code}).status_code == 422


def by_the_link_without_cookies(carol: Reader, code: str) -> None:
    page = Client().get(f"{carol.letter}?kept")
    (form,) = forms_in(page.content.decode())
    assert Client().post(form["action"], form["fields"] | {"code": code}).status_code == 422


COUNTED: list[tuple[Callable[[Reader, str], None], int]] = [
    (at_the_clean_address, 0),
    (with_the_old_word_for_opening, 0),
    (with_another_links_ticket, 0),
    (by_the_link, 1),
    (by_the_link_without_cookies, 1),
]


@pytest.mark.parametrize(("guess", "counted"), COUNTED)
def test_who_is_counted(world: World, guess: Callable[[Reader, str], None], counted: int) -> None:
    carol = asked(world)
    guess(carol, wrong(carol))
    assert Try.objects.count() == counted


@pytest.mark.asvs("V6.6.2")
@pytest.mark.parametrize("guess", [one for one, counted in COUNTED if not counted])
def test_the_right_digits_alone_are_no_way_in(
    world: World, guess: Callable[[Reader, str], None]
) -> None:
    """ASVS V6.6.3: nothing at the clean address can tell a right code from a wrong one."""
    carol = asked(world)
    before = (Entry.objects.count(), Answer.objects.count())
    guess(carol, carol.code)
    assert (Entry.objects.count(), Answer.objects.count()) == before


def test_a_head_is_given_nothing_that_lets_anybody_in(world: World) -> None:
    carol, checker = asked(world), Client()
    assert checker.head(carol.letter).status_code == 302
    assert not checker.cookies
    assert checker.get(carol.page).status_code == 403


def test_a_thousand_wrong_digits_at_the_clean_address_and_the_reader_decides(world: World) -> None:
    """ASVS V6.3.1, V6.6.3."""
    carol, robot = asked(world), Client()
    for n in range(1_000):
        robot.post(carol.page, {"opening": "1", "code": wrong(carol, n)})
    rounds()
    assert not Try.objects.exists()
    assert not Delivery.objects.filter(kind="link_attacked").exists()
    assert "You said yes" in text_of(carol.answer("yes"))


def guess_by_the_link(carol: Reader, count: int) -> None:
    """As many browsers as it takes, each of which opened the link."""
    for begin in range(0, count, PER_CLIENT):
        (form,) = forms_in(Client().get(f"{carol.letter}?kept").content.decode())
        for n in range(begin, min(begin + PER_CLIENT, count)):
            sent = form["fields"] | {"code": wrong(carol, n)}
            assert Client().post(carol.page, sent).status_code == 422


@pytest.mark.asvs("V6.3.1", "V6.6.3")
def test_whoever_holds_the_link_and_guesses_stops_nobody(world: World, clock: Clock) -> None:
    """ASVS V6.3.1, V6.6.3: past the day's limit, the right code and the mailbox decide together."""
    carol = asked(world)
    guess_by_the_link(carol, PER_LINK)
    rounds()
    mail.outbox.clear()
    page = carol.answer("yes")
    assert "Too many wrong codes were typed for this link" in text_of(page)
    rounds()
    fresh = code_for(FreshCode.objects.get().ref)
    (email,) = to(CAROL["email"])
    assert f"{fresh[:3]} {fresh[3:]}" in email.body
    assert not re.search(r"\d", email.subject)
    assert "You said yes" in text_of(carol.answer("yes", page, code=fresh))


def test_wrong_guesses_past_the_limit_send_no_email_to_anybody(world: World) -> None:
    carol = asked(world)
    guess_by_the_link(carol, PER_LINK + 20)
    rounds()
    assert not Delivery.objects.filter(kind="fresh_code").exists()
    assert not Entry.objects.filter(act="code_sent").exists()


def test_a_browser_without_cookies_gets_past_the_limit_too(world: World) -> None:
    carol = asked(world)
    guess_by_the_link(carol, PER_LINK)
    (form,) = forms_in(Client().get(f"{carol.letter}?kept").content.decode())
    page = Client().post(carol.page, form["fields"] | {"code": carol.code})
    assert "Too many wrong codes were typed for this link" in text_of(page)
    rounds()
    (form,) = forms_in(page.content.decode())
    fresh = code_for(FreshCode.objects.get().ref)
    page = Client().post(carol.page, form["fields"] | {"code": fresh})
    sent = carol.form(page) | {"decision": "yes", "name": "Carol Benning"}
    assert "You said yes" in text_of(Client().post(f"{carol.page}answer/", sent))


def test_staff_and_student_hear_once_that_a_link_is_guessed_at(world: World, clock: Clock) -> None:
    carol = asked(world)
    guess_by_the_link(carol, PER_LINK - 1)
    rounds()
    assert not Delivery.objects.filter(kind="link_attacked").exists()
    guess_by_the_link(carol, 1)
    for _ in range(2):
        rounds()
        clock.forward(hours=20)
        guess_by_the_link(carol, PER_LINK)  # it goes on; nobody is written to again
    rounds()
    told = list(Delivery.objects.filter(kind="link_attacked").values_list("to", flat=True))
    assert len(told) == len(set(told))
    nadine = world.contract().student
    assert nadine.email in told
    helen = world.people["helen"]
    assert helen.email in told
    assert CAROL["email"] not in told
    assert Entry.objects.filter(act="link_attacked").count() == 1
    for person in (nadine, helen):
        (email,) = [one for one in to(person.email) if "Wrong codes" in one.subject]
        assert "Carol Benning can still answer" in " ".join(email.body.split())
        assert carol.code not in email.body
        assert carol.link.ref not in email.body
    said = "Many wrong codes were entered for Carol Benning’s link"
    for reader in ("nadine", "helen"):
        history = world.client(reader).get(f"/contracts/{world.contract().ref}/history/")
        assert said in text_of(history)
