"""Standing in for once; being left alone and taken back; confirming the person one looked at."""

from typing import Any

import pytest
from django.test import Client

from pactwork.contracts import actions
from pactwork.contracts.models import Ask, Holder
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import deliver_due
from pactwork.links.models import Silence
from pactwork.links.queries import is_left_alone
from pactwork.people.actions import enter_person
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import Reader, asked, reader, text_of
from tests.contracts.play import FILES, Play
from tests.stories import CAROL, World

DEV = {"right_name": "Dev Patel", "right_email": "dev.patel@larkmoor.example"}


def passed_on(world: World, **typed: str) -> None:
    asked(world).answer("not_me", **DEV, **typed)


def asking(world: World) -> str:
    where = f"/contracts/{world.contract().ref}/ask/{world.seat('workplace').ref}/"
    return str(world.client("nadine").get(where).content.decode())


def test_for_once_the_next_question_goes_to_the_first_person_again(
    world: World, clock: Clock
) -> None:
    passed_on(world, right_for="once")
    dev = reader(world)
    assert dev.link.email == "dev.patel@larkmoor.example"
    dev.answer("yes", name="Dev Patel")
    history = world.client("nadine").get(f"/contracts/{world.contract().ref}/history/")
    assert "Carol Benning passed the request on to Dev Patel, just this once" in text_of(history)
    clock.forward(days=3)
    world.share(card={"need": "A quiet room on Fridays."})
    page = asking(world)
    assert "Dev Patel only stood in last time, so we will ask Carol Benning again" in page
    assert 'value="carol.benning@larkmoor.example"' in page


def test_asked_at_once_with_a_new_draft_it_is_the_first_person_too(world: World) -> None:
    passed_on(world, right_for="once")
    reader(world).answer("yes", name="Dev Patel")
    seat = world.seat("workplace").ref
    world.share(card={"need": "A quiet room on Fridays."}, ask_again=[seat])
    newest = Ask.objects.order_by("-pk")[0]
    assert newest.holder is not None
    assert newest.holder.name == "Carol Benning"
    assert reader(world).link.email == CAROL["email"]


def test_while_the_stand_in_still_has_it_a_new_draft_goes_to_them(world: World) -> None:
    passed_on(world, right_for="once")
    seat = world.seat("workplace").ref
    world.share(card={"need": "A quiet room on Fridays."}, ask_again=[seat])
    assert reader(world).link.email == "dev.patel@larkmoor.example"


@pytest.mark.parametrize("typed", [{}, {"right_for": "on"}])
def test_from_now_on_it_is_the_other(world: World, typed: dict[str, str]) -> None:
    passed_on(world, **typed)
    reader(world).answer("yes", name="Dev Patel")
    world.share(card={"need": "A quiet room on Fridays."})
    page = asking(world)
    assert 'value="dev.patel@larkmoor.example"' in page
    assert "stood in" not in page


def test_declining_deletes_nobody_elses_yes(world: World) -> None:
    world.share()
    world.ask("workplace")
    world.ask("university")
    world.answer("workplace")
    world.answer("university", "revise")
    states = {s.party: s.state for s in world.dossier().stands.seats}
    assert (states["workplace"], states["university"]) == ("yes", "revise")
    world.share("tomasz")
    world.ask("university", "tomasz")
    world.answer("university", name="tomasz")
    world.ask("workplace", "tomasz")
    world.answer("workplace", "revise", name="tomasz")
    states = {s.party: s.state for s in world.dossier("tomasz").stands.seats}
    assert (states["workplace"], states["university"]) == ("revise", "yes")


def silent(world: World) -> None:
    asked(world)
    actions.stop_letters(world.contract(), world.seat("workplace").ref, by=world.carol())


def lifted(world: World, who: str = "moira", **typed: str) -> Any:
    sent = {"email": CAROL["email"].upper(), "reason": "She rang and asked for it.", **typed}
    return world.client(who).post("/stopped-letters/", sent, follow=True)


def test_an_administrator_lifts_a_silence_with_a_reason(world: World) -> None:
    silent(world)
    assert "Give a reason" in text_of(lifted(world, reason=""))
    assert Silence.objects.exists()
    assert "Emails to this address are allowed again." in text_of(lifted(world))
    assert not is_left_alone(world.institution, CAROL["email"])
    entry = Entry.objects.get(act="letters_allowed")
    assert entry.payload["reason"] == "She rang and asked for it."
    assert CAROL["email"] not in str(entry.payload).lower()
    assert "have not been stopped" in text_of(lifted(world))
    world.ask("workplace")
    assert reader(world).link.email == CAROL["email"]


@pytest.mark.parametrize("who", ["nadine", "helen", "ruth", "grace"])
def test_nobody_else_lifts_it(world: World, who: str) -> None:
    silent(world)
    assert lifted(world, who).status_code == 404
    assert Silence.objects.exists()


def test_silence_is_about_links_and_not_about_ones_own_work(world: World) -> None:
    """Carol has an account here as well, as a student of another module."""
    enter_person(world.institution, key="carol", name=CAROL["name"], email=CAROL["email"])
    silent(world)
    contract = world.contract()
    Delivery.objects.filter(kind="asked").update(stopped_at=None)
    entry = Entry.objects.order_by("-seq")[0]
    own = Delivery.objects.create(
        entry=entry, kind="paused", to=CAROL["email"], about=contract.ref, due_at=entry.at
    )
    deliver_due(EMAILS)
    own.refresh_from_db()
    assert own.sent_at is not None
    assert not Delivery.objects.filter(kind="asked").exclude(sent_at=None).exists()


def test_staff_confirm_the_person_they_looked_at(world: World) -> None:
    asked(world)
    contract, seat = world.contract(), world.seat("workplace")
    looked = Holder.objects.get().who
    named = {"name": "Jo Price", "email": "jo@larkmoor.example"}
    actions.ask_instead(contract, seat.ref, by=world.actor("nadine"), draft=1, **named)
    where = f"/contracts/{contract.ref}/seats/{seat.ref}/vouching/"
    page = world.client("helen").post(where, {"who": looked, "how": "I rang them up."})
    assert page.status_code == 409
    assert "Someone else has been named since you opened this page." in text_of(page)
    assert not Holder.objects.exclude(vouched_at=None).exists()
    now = Holder.objects.get(until_at=None).who
    world.client("helen").post(where, {"who": now, "how": "I rang them up."})
    assert Holder.objects.exclude(vouched_at=None).get().name == "Jo Price"


def test_a_corrected_job_is_kept(world: World) -> None:
    world.share()
    world.ask("workplace")
    contract, seat, by = world.contract(), world.seat("workplace").ref, world.actor("nadine")
    actions.withdraw_ask(contract, seat, by=by)
    actions.ask(contract, seat, by=by, draft=1, **{**CAROL, "job": "Head of complaints"})
    assert Holder.objects.get().job == "Head of complaints"


def test_of_several_advocates_each_page_says_which(db: None) -> None:
    """A law clinic: two solicitors, and both have to agree; only staff write their yes down."""
    play = Play(FILES / "law-clinic.yaml")
    play.share()
    play.ask("solicitors", 1)
    play.answer("solicitors", n=1)
    play.ask("solicitors", 2)
    account = play.contract.student.account
    assert account is not None
    client = Client()
    client.force_login(account, backend="pactwork.web.signin.Backend")
    pages = {
        n: text_of(
            client.get(f"/contracts/{play.contract.ref}/ask/{play.seat('solicitors', n).ref}/")
        )
        for n in (1, 2)
    }
    assert "Clinic 1: Yes" in pages[1]
    assert "Clinic 2: Asked" in pages[2]
    for n, page in pages.items():
        assert f"people asked about this part have to say yes. This is number {n}." in page
    assert "On this module, a member of staff has to write this yes down." in pages[2]
    letters = Ask.objects.filter(link__isnull=False).order_by("-pk")
    link = letters[0].link
    assert link is not None
    assert "Clinic 1" in text_of(Reader(link).open())
