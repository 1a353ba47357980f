"""Signed or written down under another name: there is a way on, and nobody is said to have said it."""

from datetime import date
from typing import Any

from django.core import mail
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.typed import Told
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import asked, reader, text_of
from tests.stories import CAROL, World

SAID = "Asked: Carol Benning; signed: Trudy Other"


def to_carol() -> list[Any]:
    mail.outbox.clear()
    deliver_due(EMAILS)
    return [one for one in mail.outbox if one.to == [CAROL["email"]]]


def words(letter: Any) -> str:
    return " ".join(str(letter.body).split())


def by_paper(world: World, name: str = "Trudy Other") -> None:
    told = Told("phone", date(2026, 10, 5), name, CAROL["email"], reason="She rang.")
    seat, newest = world.seat("workplace").ref, world.dossier().newest
    assert newest
    actions.record_yes(world.contract(), seat, told, by=world.actor("grace"), draft=newest.number)


def test_the_student_finds_the_way_to_ask_anew(world: World, clock: Clock) -> None:
    asked(world).answer("yes", name="Trudy Other")
    nadine, seat = world.client("nadine"), world.seat("workplace").ref
    ref = world.contract().ref
    ask = reverse("contracts:ask", args=[ref, seat])
    page = nadine.get(ask)
    way = reverse("contracts:leaving", args=[ref, seat])
    assert f'href="{way}?why=signed"' in page.content.decode()
    leaving = nadine.get(f"{way}?why=signed")
    assert "This answer is not from Carol Benning" in text_of(leaving)
    assert "no longer speaks for the workplace" not in text_of(leaving)
    assert f"{SAID}." in leaving.content.decode().split("<textarea")[1]
    assert nadine.post(f"{way}?why=signed", {"reason": f"{SAID}."}).status_code == 302
    again = nadine.get(ask)
    sent = {"draft": "1", "name": CAROL["name"], "email": CAROL["email"], "job": "", "message": ""}
    assert nadine.post(ask, sent | {"sure": "yes"}).status_code == 302, text_of(again)
    clock.forward(minutes=1)
    reader(world).answer("yes")
    assert "signed:" not in text_of(nadine.get(ask))


def test_it_stands_beside_the_tick(world: World) -> None:
    asked(world).answer("yes", name="Trudy Other")
    page = world.client("nadine").get(reverse("contracts:workspace", args=[world.contract().ref]))
    assert "Yes, 5 Oct 2026, signed by Trudy Other" in text_of(page)


def test_her_own_name_needs_no_word(world: World) -> None:
    asked(world).answer("yes", name="Benning, Carol")
    page = world.client("nadine").get(reverse("contracts:workspace", args=[world.contract().ref]))
    assert "signed by" not in text_of(page)


def test_the_mailbox_is_told_whose_name_was_signed(world: World, clock: Clock) -> None:
    carol = asked(world)
    deliver_due(EMAILS)
    carol.answer("yes", name="Trudy Other")
    (receipt,) = to_carol()
    said = words(receipt)
    assert "Hello Carol," in said
    assert "Trudy Other said yes to Nadine’s learning plan, using the link we sent to you" in said
    assert "you said yes" not in said
    page = text_of(carol.open())
    assert "Trudy Other said yes" in page
    assert "You said yes" not in page
    clock.forward(days=7)
    world.share(card={"when": "In spring."})
    world.ask("workplace")
    (again,) = to_carol()
    assert "Trudy Other answered this on Monday 5 October 2026; one line" in words(again)
    assert "You said yes" not in words(again)


def test_a_yes_written_down_under_another_name_for_the_same_mailbox(
    world: World, clock: Clock
) -> None:
    asked(world)
    to_carol()
    by_paper(world)
    (receipt,) = [one for one in to_carol() if "written down" in str(one.subject)]
    said = words(receipt)
    assert "Hello Carol," in said
    assert "Trudy Other said yes to Nadine’s learning plan by phone" in said
    assert "you said yes" not in said
    assert "Your yes" not in str(receipt.subject)
    page = text_of(reader(world).open())
    assert "A yes from Trudy Other was written down" in page
    assert "A yes from you" not in page


def test_a_yes_of_their_own_is_still_theirs(world: World, clock: Clock) -> None:
    asked(world)
    by_paper(world, CAROL["name"])
    (receipt,) = [one for one in to_carol() if "written down" in str(one.subject)]
    assert "you said yes to Nadine’s learning plan by phone" in words(receipt)
