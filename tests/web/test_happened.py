"""What happened: who is told of what, what is new, and what of it may still be read."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.contracts.actions import undo_answer
from pactwork.contracts.actions.answering import withdraw_yes
from pactwork.contracts.actions.ending import pause
from pactwork.contracts.news import heard
from pactwork.conversations.actions import hide, reply
from pactwork.digests.models import Wishes
from pactwork.ground.installed import emails, manifests
from pactwork.history.actions import erase_words
from pactwork.history.models import Delivery
from pactwork.modules.models import Role
from pactwork.people.news import unread
from tests.conftest import Clock
from tests.conversations.test_actions import ask as begin
from tests.stories import World

PAGE = "/happened/"
LEFT_OUT = {
    "digest": "the summary, which says what others do",
    "checkpoint": "to a witness, who has no account",
    "sign_in_code": "no use any more once somebody is signed in",
    "signing_in_changed": "to the owner of an account, whoever it is that is signed in",
    **dict.fromkeys(
        ("asked", "reminder", "receipt", "withdrawn", "superseded", "fresh_code", "dropped"),
        "by link",
    ),
    **dict.fromkeys(("ask_paused", "ask_left"), "by link"),
    **dict.fromkeys(
        ("guest_invited", "guest_opening", "guest_extended", "guest_corrected", "guest_cancelled"),
        "by link",
    ),
    **dict.fromkeys(("guest_thanked", "guest_fresh_code"), "by link"),
}


def shown(world: World, name: str, address: str = PAGE) -> str:
    answer = world.client(name).get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def new(world: World, name: str) -> int:
    """The number in the bar, which is that of the list and of its lines."""
    text = world.client(name).get(PAGE).content.decode()
    bar = re.search(r"What happened(?:, (\d+) new)?\s*</span>", text)
    assert bar
    number = int(bar[1] or 0)
    assert number == text.count('<li class="new">') == unread(world.actor(name))
    return number


def row_of(world: World, name: str, kind: str = "answered") -> Delivery:
    return Delivery.objects.get(to=world.people[name].email, kind=kind)


@pytest.fixture
def told(world: World) -> World:
    """Carol has said yes, which Nadine hears at once."""
    world.share()
    world.ask("workplace")
    world.answer("workplace")
    return world


def test_every_email_to_somebody_with_an_account_is_in_the_list() -> None:
    kinds = [kind for app in manifests() if app.news for kind in app.news.kinds]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) | set(LEFT_OUT) == set(emails())
    assert not set(kinds) & set(LEFT_OUT)


def test_the_same_line_as_in_the_history_and_a_way_to_the_words(told: World) -> None:
    text = told.client("nadine").get(PAGE).content.decode()
    assert "Carol Benning said yes to draft 1 (Workplace)" in text or "said yes to draft 1" in text
    assert told.run.title in text
    assert new(told, "nadine") == 1
    assert new(told, "helen") == new(told, "tomasz") == new(told, "lena") == 0


def test_to_look_marks_nothing_and_to_open_marks_one(told: World, clock: Clock) -> None:
    withdraw(told)
    client = told.client("nadine")
    assert new(told, "nadine") == 2
    number = row_of(told, "nadine").pk
    client.get(PAGE)
    assert new(told, "nadine") == 2
    answer = client.post(PAGE, {"open": str(number)})
    assert answer.status_code == 302
    assert answer["Location"] == f"/contracts/{told.contract().ref}/"
    assert new(told, "nadine") == 1


def withdraw(world: World) -> None:
    withdraw_yes(
        world.contract(), world.seat("workplace").ref, by=world.carol(), reason="We are closing."
    )


def test_all_are_marked_that_were_on_the_page_and_none_that_came_since(told: World) -> None:
    client = told.client("nadine")
    found = re.search(r'name="up_to"\s+value="(\d+)"', client.get(PAGE).content.decode())
    assert found
    withdraw(told)
    client.post(PAGE, {"up_to": found[1]})
    assert new(told, "nadine") == 1
    assert "withdrew a yes" in shown(told, "nadine")


@pytest.mark.parametrize("typed", ["", "x", "-1", "0", "999999999", "9" * 40])
def test_what_nobody_was_told_marks_nothing(told: World, typed: str) -> None:
    for field in ("open", "up_to"):
        assert told.client("nadine").post(PAGE, {field: typed}).status_code == 302
    assert new(told, "nadine") == 1


def test_nobody_marks_what_another_was_told(told: World) -> None:
    number = row_of(told, "nadine").pk
    for field in ("open", "up_to"):
        answer = told.client("tomasz").post(PAGE, {field: str(number)})
        assert answer["Location"] == PAGE
    assert new(told, "nadine") == 1


def test_what_can_be_undone_is_told_when_it_no_longer_can(told: World, clock: Clock) -> None:
    told.ask("university")
    given = told.answer("university", "revise")
    assert new(told, "nadine") == 1
    clock.forward(minutes=11)
    assert new(told, "nadine") == 2
    assert "Helen Marsh asked for changes" in shown(told, "nadine")
    assert f"/contracts/{told.contract().ref}/points" in opened(told, "nadine", given.ref)


def opened(world: World, name: str, about: str) -> str:
    row = Delivery.objects.get(about=about, to=world.people[name].email)
    return world.client(name).post(PAGE, {"open": str(row.pk)})["Location"]


def test_what_was_undone_is_never_told(told: World, clock: Clock) -> None:
    told.ask("university")
    given = told.answer("university")
    undo_answer(told.contract(), given.ref, by=told.actor("helen"))
    clock.forward(days=1)
    assert new(told, "nadine") == 1


def test_whoever_wants_no_emails_is_told_all_the_same(told: World) -> None:
    Wishes.objects.create(person=told.people["nadine"], rhythm="never", off=["talk", "set"])
    thread = begin(told)
    reply(thread, "Only your own.", by=told.actor("helen"))
    assert new(told, "nadine") == 2
    assert "Helen Marsh replied to your question" in shown(told, "nadine")


def test_a_refused_email_still_tells_what_happened(told: World) -> None:
    rows = Delivery.objects.filter(pk=row_of(told, "nadine").pk)
    rows.update(stopped_at="2027-02-01T09:00Z", stopped_why="refused: 550 no such address")
    assert new(told, "nadine") == 1
    rows.update(stopped_why="the contract is gone")
    assert new(told, "nadine") == 0


def test_what_one_did_oneself_is_listed_and_not_new(told: World) -> None:
    pause(told.contract(), by=told.actor("nadine"), reason="I am ill.")
    assert "Nadine Brooks paused the contract" in shown(told, "nadine")
    assert new(told, "nadine") == 1
    assert new(told, "helen") == 1


def test_nothing_is_said_of_a_contract_that_one_may_no_longer_read(told: World) -> None:
    pause(told.contract(), by=told.actor("nadine"), reason="I am ill.")
    assert "Nadine Brooks" in shown(told, "helen")
    row = Delivery.objects.get(to=told.people["helen"].email)
    Role.objects.filter(person=told.people["helen"]).delete()
    assert "Nadine Brooks" not in shown(told, "helen")
    assert new(told, "helen") == 0
    answer = told.client("helen").post(PAGE, {"open": str(row.pk)}, follow=True)
    assert "no longer there for you to read" in answer.content.decode()


def test_of_a_party_that_one_may_not_know_of_nothing_is_named(told: World) -> None:
    """The placement officer hears of the workplace, and not of whom the ethics reviewer answers."""
    row = row_of(told, "nadine")
    row.to = told.people["grace"].email
    row.save()
    assert "Carol Benning" in shown(told, "grace")
    contract, grace = told.contract(), told.actor("grace")
    assert heard(contract, grace, "workplace")
    assert not heard(contract, grace, "ethics")
    assert heard(contract, told.actor("nadine"), "ethics")


def test_nothing_is_said_of_a_post_that_was_hidden(told: World) -> None:
    thread = begin(told)
    post = reply(thread, "@Nadine: only your own.", by=told.actor("helen"))
    assert "mentioned you in" in shown(told, "nadine")
    hide(post, why="Not here.", by=told.actor("ruth"))
    assert "mentioned you in" not in shown(told, "nadine")
    assert new(told, "nadine") == 1


def test_the_words_of_an_erased_entry_are_not_said(told: World) -> None:
    row = row_of(told, "nadine")
    row.entry.payload = {}
    row.entry.save()
    assert "Something that has since been erased." in shown(told, "nadine")
    erase_words(told.institution.ref, told.contract().ref)
    assert new(told, "nadine") == 0


def test_as_many_queries_for_one_line_as_for_thirty(told: World) -> None:
    client = told.client("nadine")
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    row = row_of(told, "nadine")
    for _n in range(150):
        row.pk = None
        row.save()
    with CaptureQueriesContext(connection) as many:
        text = client.get(PAGE).content.decode()
    assert len(many) == len(one) <= 8
    assert "more than 99 new" in text
    assert text.count('<li class="new">') == 30
    assert "?page=2" in text
    assert (
        client.get(f"{PAGE}?page=6").status_code == client.get(f"{PAGE}?page=x").status_code == 200
    )


def test_the_number_is_in_the_bar_of_every_page(told: World) -> None:
    for page in ("/", "/help/", "/letters/"):
        assert "What happened, 1 new" in shown(told, "nadine", page)
        assert "What happened, " not in shown(told, "tomasz", page)


def test_whoever_has_no_address_reads_nothing_of_those_who_were_erased(told: World) -> None:
    Delivery.objects.filter(pk=row_of(told, "nadine").pk).update(to="")
    told.people["ruth"].email = ""
    told.people["ruth"].save()
    assert new(told, "ruth") == 0
    assert "Carol Benning" not in shown(told, "ruth")
