"""The page on which a party is asked: what it shows, what it refuses, what it keeps."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pactwork.contracts.actions import ask_instead
from pactwork.contracts.models import Ask, Holder
from pactwork.contracts.rules.answers import PointSaid
from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from tests.contracts.plans import soon
from tests.stories import CAROL, World

JO = {"name": "Jo Price", "email": "jo.price@larkmoor.example", "job": "Head of service"}


def page(world: World, party: str) -> str:
    return reverse("contracts:ask", args=[world.contract().ref, world.seat(party).ref])


def text(world: World, party: str, query: str = "") -> str:
    response = world.client("nadine").get(page(world, party) + query)
    assert response.status_code == 200
    return response.content.decode()


def send(world: World, party: str, **form: str) -> Any:
    newest = world.contract().drafts.last()
    data = {"draft": str(newest.number if newest else 0), **form}
    return world.client("nadine").post(page(world, party), data)


def test_it_shows_the_words_that_need_this_yes_and_no_others(world: World) -> None:
    world.share()
    workplace = text(world, "workplace")
    assert "Listen back to twelve of my own complaint calls." in workplace
    assert "Monday 2 November 2026" in workplace
    assert "Tenants ring me angry" not in workplace
    assert "Tenants ring me angry" in text(world, "university")


def test_the_workplace_is_asked_by_letter(world: World) -> None:
    world.share()
    response = send(world, "workplace", **CAROL, message="Ten minutes, please.")
    assert response["Location"] == page(world, "workplace") + "?asked=1"
    ask = Ask.objects.get()
    assert (ask.holder and ask.holder.name, ask.message) == (
        "Carol Benning",
        "Ten minutes, please.",
    )
    assert soon().get().kind == "asked"
    said = text(world, "workplace", "?asked=1")
    assert "Carol Benning has been asked" in said
    assert "carol.benning@larkmoor.example" in said


def test_the_university_is_asked_with_a_promise(world: World) -> None:
    world.share()
    assert "Dr Helen Marsh, Owen Pritchard" in text(world, "university")
    send(world, "university")
    said = text(world, "university", "?asked=1")
    assert "promised by Monday 12 October 2026" in said


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "", "email": "carol@larkmoor.example"}, "Enter a name and an email address."),
        ({"name": "Carol <b>", "email": "not an address"}, "“not an address” is not one"),
        ({**CAROL, "message": "x" * 3001}, "Too long: 3,001 characters. The limit is 3,000."),
        (
            {"name": "Zoë", "email": "zoë@uni.example"},
            "Our mail server cannot send to “zoë@uni.example” yet.",
        ),
    ],
)
def test_bad_input_keeps_what_was_typed(world: World, typed: dict[str, str], sentence: str) -> None:
    world.share()
    response = send(world, "workplace", **typed)
    said = response.content.decode()
    assert response.status_code == 422
    assert sentence in said
    assert typed["email"] in said
    assert (
        "<b>" not in said.replace("<b>Larkmoor", "").split("<main")[1].split('id="name"')[1][:200]
    )
    assert not Ask.objects.exists()


def test_an_odd_address_is_a_question_and_no_refusal(world: World) -> None:
    world.share()
    own = {"name": "Carol Benning", "email": "Nadine+carol@student.midshire.example"}
    asked = send(world, "workplace", **own)
    assert asked.status_code == 422
    assert "This looks like your own mailbox" in asked.content.decode()
    assert not Ask.objects.exists()
    assert send(world, "workplace", **own, sure="yes").status_code == 302
    assert Holder.objects.get().email == own["email"]


def test_a_stale_page_is_refused_with_what_was_typed(world: World) -> None:
    world.share()
    world.share(stops={"inside": "Only my own calls."})
    response = send(world, "workplace", **{**CAROL, "draft": "1"})
    assert response.status_code == 409
    assert "Draft 2 is now the newest" in response.content.decode()
    assert CAROL["email"] in response.content.decode()


def test_unfinished_steps_are_named_and_linked(world: World) -> None:
    world.share(card={"need": ""})
    said = text(world, "workplace")
    step = reverse("contracts:step", args=[world.contract().ref, "card"])
    assert "Before you ask, finish these steps: Workplace card." in said
    assert f'href="{step}"' in said
    assert "Send the link" not in said


def test_nothing_shared_says_so(world: World) -> None:
    world.write()
    said = text(world, "workplace")
    assert "There is no shared draft yet" in said
    assert reverse("contracts:check", args=[world.contract().ref]) in said


def test_an_open_ask_can_be_taken_back(world: World) -> None:
    world.share()
    world.ask("workplace")
    said = text(world, "workplace")
    assert "Carol Benning was asked on 5 Oct 2026 about draft 1." in said
    assert "Its link works until" in said
    client = world.client("nadine")
    response = client.post(page(world, "workplace") + "withdrawal/")
    assert response.status_code == 302
    assert Ask.objects.get().ended_why == "withdrawn"
    assert "Send the link" in text(world, "workplace")


def test_somebody_else_is_asked_in_one_act(world: World) -> None:
    world.share()
    world.ask("workplace")
    before = Entry.objects.count()
    assert send(world, "workplace", **JO, instead="yes").status_code == 302
    first, second = Ask.objects.order_by("pk")
    assert (first.ended_why, second.holder and second.holder.name) == ("withdrawn", "Jo Price")
    assert Entry.objects.count() == before + 1
    assert sorted(soon().values_list("kind", flat=True)) == [
        "asked",
        "asked",
        "withdrawn",
    ]


def test_when_somebody_else_will_not_do_the_first_ask_stands(world: World) -> None:
    world.share()
    world.ask("workplace")
    contract, seat = world.contract(), world.seat("workplace")
    with pytest.raises(Refused):
        ask_instead(
            contract, seat.ref, by=world.actor("nadine"), draft=1, name="Jo", email="nonsense"
        )
    assert Ask.objects.get().ended_at is None
    response = send(world, "workplace", name="Jo Price", email="nonsense", instead="yes")
    assert response.status_code == 422
    assert "Jo Price" in response.content.decode()


def test_a_lapsed_yes_shows_what_changed_since(world: World) -> None:
    world.share()
    world.ask("workplace")
    world.answer("workplace")
    world.share(card={"when": "February to April, two hours a week."})
    said = text(world, "workplace")
    assert "Carol Benning agreed to different wording." in said
    assert "<del>" in said
    assert "February to April" in said
    assert CAROL["email"] in said


def test_a_revision_leads_to_its_points_and_to_a_second_opinion(world: World) -> None:
    world.share()
    world.ask("university")
    world.answer("university", "revise")
    said = text(world, "university")
    assert "Dr Helen Marsh asked for changes" in said
    assert reverse("contracts:points", args=[world.contract().ref]) in said
    second = page(world, "university") + "second/"
    client = world.client("nadine")
    long = client.post(second, {"reason": "We see it differently. " * 200})
    assert long.status_code == 422
    assert "Too long" in long.content.decode()
    assert client.post(second, {"reason": ""}).status_code == 302  # nobody has to say why
    asked = Ask.objects.get(ended_at=None)
    assert asked.not_by == world.people["helen"]
    assert "Someone other than Dr Helen Marsh will decide." in text(world, "university", "?asked=1")


def test_at_work_there_is_no_second_opinion(world: World) -> None:
    world.share()
    world.ask("workplace")
    world.answer("workplace", "revise")
    said = text(world, "workplace")
    assert "Not in March, please: we move offices." in said
    assert "Ask for a second opinion" not in said
    response = world.client("nadine").post(page(world, "workplace") + "second/", {"reason": "No"})
    assert response.status_code == 422
    assert not Ask.objects.filter(ended_at=None).exists()


def test_open_points_come_before_another_ask(world: World) -> None:
    world.share()
    world.ask("university")
    world.answer("university", "revise", points=(PointSaid("Say how.", "signs"),))
    said = text(world, "university")
    assert "One point in the last answer still needs your response." in said


@pytest.mark.parametrize("who", ["tomasz", "helen", "colin", "anil"])
def test_the_page_is_the_students_alone(world: World, who: str) -> None:
    world.share()
    world.ask("university")
    client = world.client(who)
    assert client.get(page(world, "workplace")).status_code == 404
    assert client.post(page(world, "workplace"), {**JO, "draft": "1"}).status_code == 404
    assert client.post(page(world, "university") + "withdrawal/").status_code == 404


def test_a_seat_of_another_contract_is_not_here(world: World) -> None:
    world.share()
    world.share("tomasz")
    other = world.seat("workplace", "tomasz").ref
    address = reverse("contracts:ask", args=[world.contract().ref, other])
    assert world.client("nadine").get(address).status_code == 404


def test_newer_words_that_were_not_shared_are_pointed_out(world: World) -> None:
    world.share()
    assert "Your text has changed since" not in text(world, "workplace")
    world.write(card={"do": "Listen back to ten of my own calls."})
    said = text(world, "workplace")
    assert "Your text has changed since draft 1." in said
    assert "Workplace card" in said


def test_the_page_asks_the_database_no_more_for_more_drafts(
    world: World, django_assert_num_queries: Any
) -> None:
    def count(client: Client, number: int) -> None:
        with django_assert_num_queries(number):
            assert client.get(page(world, "workplace")).status_code == 200

    world.share()
    client = world.client("nadine")
    client.get(page(world, "workplace"))
    count(client, 10)
    for n in range(2):
        world.share(stops={"inside": f"Only my own calls, {n}."})
    count(client, 10)
