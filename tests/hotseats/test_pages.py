"""The pages of hotseats: what each reader meets, what is typed is kept, and what a page costs."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.ground import clock as ground
from pactwork.hotseats.models import Answer, Hotseat, Topic
from pactwork.links.secrets import token_for
from pactwork.modules.actions import Place, copy_module, enrol
from pactwork.modules.editing.copying import later
from pactwork.modules.models import Run
from pactwork.modules.queries import specification
from pactwork.people.actions import enter_person
from pactwork.people.actors import system_at
from tests.conftest import Clock
from tests.hotseats.seats import answered, asked, fresh, invited, planned, topic
from tests.stories import World

pytestmark = pytest.mark.django_db
COSTS = {"run": 7, "seat": 7, "archive": 6, "found": 6, "answer": 5, "guest": 2}


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def page(name: str, *refs: str) -> str:
    return reverse(f"hotseats:{name}", args=refs)


def test_a_student_proposes_votes_and_takes_it_back(world: World) -> None:
    nadine, priya = world.client("nadine"), world.client("priya")
    home = page("run", world.run.ref)
    bad = nadine.post(page("propose", world.run.ref), {"title": "", "about": "How to begin"})
    assert bad.status_code == 422
    assert "How to begin" in bad.content.decode()
    nadine.post(page("propose", world.run.ref), {"title": "Angry callers", "about": ""})
    vote = page("topic_vote", Topic.objects.get().ref)
    priya.post(vote, {"on": "yes"})
    priya.post(vote, {"on": "yes"})
    assert "2 votes" in read(priya, home)
    priya.post(vote, {"on": "no"})
    assert "1 vote" in read(priya, home)
    assert "Proposed by Nadine Brooks" in read(priya, home)


def test_staff_plan_from_a_topic_and_what_they_typed_is_kept(world: World) -> None:
    mine, helen = topic(world), world.client("helen")
    form = page("plan", world.run.ref)
    assert 'value="Angry callers"' in helen.get(f"{form}?topic={mine.ref}").content.decode()
    typed = {
        "topic": mine.ref,
        "title": "Angry callers",
        "guest_name": "Ines Alvarez",
        "guest_email": "ines@callcentre",
        "guest_line": "Twenty years of calls.",
        "opens": "2026-10-12T09:00",
        "closes": "2026-10-19T17:00",
        "held": "no",
    }
    bad = helen.post(form, typed)
    assert bad.status_code == 422
    assert "“ines@callcentre” is not one." in bad.content.decode()
    assert 'value="2026-10-12T09:00"' in bad.content.decode()
    helen.post(form, typed | {"guest_email": "ines@callcentre.example"})
    seat = Hotseat.objects.get()
    # Nine in London in October is eight in UTC.
    assert (seat.opens_at.hour, seat.held, seat.topic_id) == (8, False, mine.pk)
    assert (
        "Angry callers" not in read(helen, page("run", world.run.ref)).split("What should")[1][:90]
    )


def test_nobody_but_staff_is_told_who_asked(world: World) -> None:
    seat = planned(world)
    asked(world, seat, "priya", "Who speaks first?")
    for name, told in (("helen", True), ("priya", False), ("nadine", False), ("dan", False)):
        text = read(world.client(name), page("seat", seat.ref))
        assert "Who speaks first?" in text
        assert ("Priya Raman" in text.split("Questions in the queue")[1]) is told
    assert "You asked this" in read(world.client("priya"), page("seat", seat.ref))


def test_held_answers_wait_for_opening_time(world: World, clock: Clock) -> None:
    seat = invited(world)
    answered(seat, asked(world, seat), "Say your own name first.")
    said_at = page("answer", Answer.objects.get().ref)
    nadine = world.client("nadine")
    text = read(nadine, page("seat", seat.ref))
    assert "Say your own name first." not in text
    assert "1 answer is already in." in text
    assert nadine.get(said_at).status_code == 404
    assert "Say your own name first." in read(world.client("helen"), page("seat", seat.ref))
    clock.set(seat.opens_at)
    assert "Say your own name first." in read(nadine, page("seat", seat.ref))
    assert nadine.get(said_at).status_code == 200


def test_what_is_not_held_is_read_at_once(world: World) -> None:
    seat = invited(world, held=False)
    answered(seat, asked(world, seat), "Say your own name first.")
    assert "Say your own name first." in read(world.client("nadine"), page("seat", seat.ref))


def test_asking_too_late_says_so_and_gives_the_words_back(world: World, clock: Clock) -> None:
    seat = planned(world)
    clock.set(seat.closes_at)
    late = world.client("nadine").post(page("ask", seat.ref), {"text": "A late thought"})
    assert late.status_code == 409
    assert "This hotseat closed on" in late.content.decode()
    assert "A late thought" in late.content.decode()


def test_hostile_words_stay_words(world: World, clock: Clock) -> None:
    seat = invited(world, title="<script>alert(1)</script>", held=False)
    answered(seat, asked(world, seat, text="<b>me</b>"), "[x](javascript:alert(1)) <img src=x>")
    html = world.client("nadine").get(page("seat", seat.ref)).content.decode()
    assert "<script>alert" not in html
    assert "<b>me" not in html
    assert 'href="javascript' not in html
    assert "<img" not in html


def test_staff_look_after_it(world: World, clock: Clock) -> None:
    seat, helen = planned(world), world.client("helen")
    desk = page("desk", seat.ref)
    helen.post(desk, {"move": "invite"})
    assert "Invited: our email to" in read(helen, desk)
    bad = helen.post(desk, {"move": "extend", "until": "yesterday"})
    assert bad.status_code == 422
    assert 'value="yesterday"' in bad.content.decode()
    question = asked(world, seat)
    handle = page("question", question.ref)
    assert helen.post(handle, {"move": "aside", "why": ""}).status_code == 422
    helen.post(handle, {"move": "answer", "text": "She says: you do."})
    clock.set(seat.closes_at)
    text = read(world.client("nadine"), page("seat", seat.ref))
    assert "written down by Dr Helen Marsh" in text
    helen.post(desk, {"move": "thank", "words": "We all begin by name now."})
    assert "Thanked on" in read(helen, desk)


def later_run(world: World) -> tuple[Run, Client]:
    """The same module a year later, and somebody who takes it."""
    spec = later(specification(world.run), (ground.now() + timedelta(days=364)).date())
    made = copy_module(world.run, spec, by=system_at(world.institution))
    zoe = enter_person(world.institution, key="zoe", name="Zoe Vale", email="zoe@midshire.example")
    code = made.specification["variants"][0]["code"]
    enrol(made, zoe, Place(code, cohort="Autumn", learning_set="Set 1"))
    world.people["zoe"] = zoe
    return made, world.client("zoe")


def test_later_cohorts_read_search_and_quote_what_is_closed(world: World, clock: Clock) -> None:
    seat, still = (
        invited(world),
        invited(world, title="Still going on", closes_at=ground.now() + timedelta(days=90)),
    )
    answered(seat, asked(world, seat), "Say your own name first.")
    asked(world, seat, "nadine", "Left open?")
    clock.set(seat.closes_at)
    run, zoe = later_run(world)
    assert "The first minute" in read(zoe, page("archive", run.ref))
    found = read(zoe, page("archive", run.ref) + "?q=OWN+name")
    assert "Say your own name first." in found
    assert "No answer contains all of these words" in read(
        zoe, page("archive", run.ref) + "?q=horse"
    )
    text = read(zoe, page("seat", seat.ref))
    assert "Say your own name first." in text
    assert "Left open?" not in text
    assert zoe.get(page("seat", still.ref)).status_code == 404
    assert zoe.post(page("ask", seat.ref), {"text": "May I?"}).status_code == 404
    assert zoe.get(page("run", world.run.ref)).status_code == 404
    quote = read(zoe, page("answer", Answer.objects.get().ref))
    assert f"(Ines Alvarez) [H-{Answer.objects.get().ref}]" in quote


def test_a_mark_in_a_contract_leads_to_the_answer(world: World) -> None:
    seat = invited(world, held=False)
    answered(seat, asked(world, seat))
    ref = Answer.objects.get().ref
    world.share(stops={"inside": f"As Ines says <b>, by name [H-{ref}] and [H-no]."})
    step = world.client("priya").get(reverse("reviews:reading", args=[world.contract().ref]))
    html = step.content.decode()
    assert f'<a href="{page("answer", ref)}">[H-{ref}]</a> and [H-no].' in html
    assert "says &lt;b&gt;, by" in html


def test_a_quote_is_plain_words_without_markup(world: World) -> None:
    seat = invited(world, held=False)
    answered(seat, asked(world, seat), "It is *yours*.\n\n- Say **when**")
    text = read(world.client("nadine"), page("answer", Answer.objects.get().ref))
    assert "“It is yours. Say when” (Ines Alvarez) [H-" in text


def cost(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def _grow(world: World, count: int) -> Hotseat:
    """So many topics, hotseats, questions and answers."""
    for number in range(count):
        topic(world, title=f"Topic {number} of {count}")
        seat = invited(world, held=False)
        for name in ("priya", "nadine", "samir")[:count]:
            answered(seat, asked(world, seat, name, f"How, {name}?"))
            asked(world, seat, name, f"And then, {name}?")
    return Hotseat.objects.order_by("-pk")[0]


@pytest.mark.parametrize("place", COSTS)
def test_one_row_or_three_the_same_queries(world: World, clock: Clock, place: str) -> None:
    costs = []
    for count in (1, 3):
        seat = fresh(_grow(world, count))
        if place in ("archive", "found"):
            clock.set(seat.closes_at)
        addresses = {
            "run": page("run", world.run.ref),
            "seat": page("seat", seat.ref),
            "archive": page("archive", world.run.ref),
            "found": page("archive", world.run.ref) + "?q=you",
            "answer": page("answer", Answer.objects.all()[0].ref),
        }
        client = by_letter(seat) if place == "guest" else world.client("nadine")
        assert seat.link
        costs.append(cost(client, addresses.get(place) or page("guest", seat.link.ref)))
    assert costs == [COSTS[place]] * 2


def by_letter(seat: Hotseat) -> Client:
    assert seat.link
    client = Client()
    client.get(page("guest_open", seat.link.ref, token_for(seat.link.ref)))
    return client
