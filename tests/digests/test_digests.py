"""A digest goes to those who owe or are owed something, says where and never what, and can be refused."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from pactwork.contracts.actions import end_contract
from pactwork.digests import actions
from pactwork.digests.actions import send_due_digests
from pactwork.digests.models import Wishes
from pactwork.digests.queries import lines_for
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import deliver_due
from pactwork.modules.models import Run
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.one_line import one_line
from tests.stories import World

MONDAY = datetime(2026, 10, 12, 9, tzinfo=UTC)  # ten in the morning in London


def digests_to(name: str) -> list[Any]:
    deliver_due(EMAILS, most=1000)
    about = [m for m in mail.outbox if m.subject in ("Your turn", "What you are waiting for")]
    return [m for m in about if name in m.to[0]]


def send(clock: Clock, at: datetime) -> int:
    clock.set(at)
    return send_due_digests()


def test_each_line_has_its_link_and_none_has_anybodys_words(world: World, clock: Clock) -> None:
    clock.set(MONDAY - timedelta(days=1))
    world.share(note="PRIVATE NOTE")
    world.ask("university")
    assert send(clock, MONDAY) > 0
    [letter] = digests_to("helen")
    assert letter.subject == "Your turn"
    review = reverse("contracts:review", args=[world.contract().ref])
    assert re.search(
        rf"Nadine Brooks is waiting for your answer, by [^\n]*\nhttp\S*{review}$", letter.body, re.M
    )
    assert "You have 1 thing to do." in letter.body
    assert "PRIVATE" not in letter.body
    assert (
        "Replies to this email do not reach any contract" in letter.body
        or "Nobody reads replies" in letter.body
    )
    assert "/letters/" in letter.body


def test_one_entry_for_a_batch_and_nobody_twice(world: World, clock: Clock) -> None:
    clock.set(MONDAY - timedelta(days=1))
    world.share()
    sent = send(clock, MONDAY)
    assert Entry.objects.filter(act="digests_due").count() == 1
    assert Delivery.objects.filter(kind="digest").count() == sent
    assert send(clock, MONDAY + timedelta(hours=1)) == 0
    assert Entry.objects.filter(act="digests_due").count() == 1


def test_digests_never_stand_before_what_others_wait_for(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more of them are made while as many still wait for the mail server."""
    clock.set(MONDAY - timedelta(days=1))
    world.share()
    world.ask("university")
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    while not send(clock, MONDAY):  # whoever is owed nothing is looked at all the same
        pass
    looked = Wishes.objects.exclude(looked_on=None).count()
    assert send_due_digests() == 0
    assert Wishes.objects.exclude(looked_on=None).count() == looked
    deliver_due(EMAILS, most=1000)
    send_due_digests()
    assert Wishes.objects.exclude(looked_on=None).count() == looked + 1


def test_nobody_is_written_to_at_night_or_at_the_weekend(world: World, clock: Clock) -> None:
    clock.set(MONDAY - timedelta(days=3))
    world.share()
    assert send(clock, MONDAY.replace(hour=4)) == 0
    assert send(clock, MONDAY - timedelta(days=1)) == 0
    assert send(clock, MONDAY) > 0


def test_whoever_owes_nothing_any_more_gets_nothing(world: World, clock: Clock) -> None:
    clock.set(MONDAY - timedelta(days=1))
    world.share()
    world.ask("university")
    send(clock, MONDAY)
    world.answer("university", "yes")
    assert digests_to("helen") == []


def test_nobody_waits_for_an_answer_to_a_contract_that_has_ended(
    world: World, clock: Clock
) -> None:
    world.share()
    world.ask("university")
    nadine, now = world.actor("nadine"), clock.forward(minutes=1)
    assert [line.kind for line in lines_for(nadine, now)] == ["mine", "others"]
    end_contract(world.contract(), by=world.actor("ruth"), kind="withdrawn", reason="Left.")
    assert lines_for(world.actor("nadine"), now) == []


def test_what_a_module_is_called_is_no_link_in_any_line(world: World, clock: Clock) -> None:
    Run.objects.update(title="Inquiry: https://evil.example/login")
    world.share()
    world.ask("university")
    since = clock.forward(minutes=1)
    lines = [one for who in ("nadine", "tomasz") for one in lines_for(world.actor(who), since)]
    assert {line.kind for line in lines} >= {"mine", "others"}
    named = [line.words for line in lines if line.kind != "set"]  # that line names no module
    assert {words.partition(":")[0] for words in named} == {"Inquiry"}
    assert "evil.example" not in "".join(line.words for line in lines)


def choose(client: Client, **chosen: Any) -> Any:
    usual = {"rhythm": "weekly", "quiet_from": "20", "quiet_until": "8"}
    return client.post("/letters/", usual | {"kinds": ["mine", "set", "queue"]} | chosen)


def test_what_somebody_does_not_want_is_left_out(world: World, clock: Clock) -> None:
    clock.set(MONDAY - timedelta(days=1))
    world.share()
    world.ask("university")
    client = world.client("helen")
    assert choose(client, kinds=["mine"]).status_code == 302
    send(clock, MONDAY)
    assert digests_to("helen") == []
    assert 'value="queue" checked' not in one_line(client.get("/letters/").content.decode())


def test_the_page_shows_what_a_letter_would_say_now(world: World, clock: Clock) -> None:
    clock.set(MONDAY - timedelta(days=1))  # a Sunday: none is sent
    world.share()
    client = world.client("helen")
    assert "so you would get no summary." in client.get("/letters/").content.decode()
    world.ask("university")
    assert "Nadine Brooks is waiting for your answer" in client.get("/letters/").content.decode()
    choose(client, kinds=["mine"])
    assert "so you would get no summary." in client.get("/letters/").content.decode()


def test_never_means_never(world: World, clock: Clock) -> None:
    clock.set(MONDAY - timedelta(days=1))
    world.share()
    world.ask("university")
    choose(world.client("helen"), rhythm="never")
    send(clock, MONDAY)
    assert digests_to("helen") == []


@pytest.mark.parametrize(
    "chosen", [{"rhythm": "hourly"}, {"quiet_from": "25"}, {"quiet_until": "²"}, {"kinds": ["x"]}]
)
def test_a_choice_that_makes_no_sense_is_said_beside_it(
    world: World, chosen: dict[str, Any]
) -> None:
    answer = choose(world.client("helen"), **{"quiet_from": "21"} | chosen)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "field-error" in page
    assert Wishes.objects.count() == 0
    if "quiet_from" not in chosen:
        assert 'value="21" selected' in page


def test_lines_cost_the_same_for_one_module_and_more(
    world: World, clock: Clock, django_assert_max_num_queries: Any
) -> None:
    """Looking at one more person costs a fixed number of queries."""
    clock.set(MONDAY - timedelta(days=1))
    for name in ("nadine", "tomasz", "priya"):
        world.share(name)
        world.ask("university", name)
    people = 16
    with django_assert_max_num_queries(12 + 9 * people):
        send(clock, MONDAY)
