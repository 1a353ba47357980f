"""What the main pages ask the database: as often for one row as for three, and for forty-seven.

Figures with times are in ``docs/figures.md``; here are the counts, which no machine changes.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.contracts.models import Ask, Text
from pactwork.links.tickets import cookie_name, new_client, ticket
from pactwork.modules.actions import Place, enrol
from pactwork.people.actions import enter_person
from tests.stories import CAROL, World

MOST = 13
# Signing in 2, memberships 1, what people owe in every app 1; a contract 2 (at home too, to see that it is
# as it was sealed), the working text along with it, the set beside it 1, what the step means 1; for staff
# what the last check found 1.
COSTS = {
    "home": 7,
    "workspace": 8,
    "compare": 6,
    "set": 7,
    "advocate's page": 4,
    "queue": 13,  # what one keeps for one's own answers: points not sent, saved notes
}


def cost(client: Client, address: str) -> int:
    """The second look: a module's file and a draft's words are read once in a process."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def by_letter(world: World) -> tuple[Client, str]:
    ask = Ask.objects.get(seat=world.seat("workplace"), ended_at=None)
    assert ask.link is not None
    client = Client()
    client.cookies[cookie_name(ask.link.ref)] = ticket(ask.link.ref, new_client(), "cookie")
    return client, reverse("contracts:plan", args=[ask.link.ref])


def pages(world: World) -> dict[str, tuple[Client, str]]:
    ref = world.contract().ref
    nadine, helen = world.client("nadine"), world.client("helen")
    return {
        "home": (nadine, "/"),
        "workspace": (nadine, reverse("contracts:step", args=[ref, "stops"])),
        "compare": (nadine, reverse("contracts:compare", args=[ref])),
        "set": (nadine, reverse("reviews:set")),
        "advocate's page": by_letter(world),
        "queue": (helen, f"{reverse('contracts:queue')}?show=all&open={ref}"),
    }


def another(world: World, name: str) -> None:
    """One more contract that waits for an answer, and one more draft of Nadine's."""
    world.share(name)
    world.ask("university", name)
    world.share(helps={"rows": [{"name": name, "help": "Listens", "how-often": "Once"}]})


@pytest.fixture
def story(world: World) -> World:
    """Two drafts, and both parties asked."""
    world.share()
    world.share(stops={"inside": "Only the complaint calls I take myself."})
    world.ask("workplace")
    world.ask("university")
    return world


@pytest.mark.parametrize("place", COSTS)
def test_one_row_or_three_the_same_queries(story: World, place: str) -> None:
    client, address = pages(story)[place]
    one = cost(client, address)
    for name in ("priya", "samir"):
        another(story, name)
    assert (cost(client, address), one) == (COSTS[place], COSTS[place])
    assert one <= MOST


def test_forty_seven_in_the_queue_cost_what_one_does(story: World) -> None:
    client, address = pages(story)["queue"]
    code = story.run.specification["variants"][0]["code"]
    for number in range(46):
        key = f"more{number}"
        person = enter_person(
            story.institution, key=key, name=f"More Person{number}", email=f"{key}@example.org"
        )
        story.people[key] = person
        story.enrolments[key] = enrol(story.run, person, Place(code, learning_set="Set 3"))
        if number % 4 == 0:
            another(story, key)
    assert client.get(address).content.decode().count("<tr data-row") == 50
    assert cost(client, address) == COSTS["queue"]


def test_saving_a_step_costs_at_most_eight(story: World) -> None:
    """Signing in 2, the contract 2, its lock, the contract again, the words that are there, the new ones."""
    ref, nadine = story.contract().ref, story.client("nadine")
    page = reverse("contracts:step", args=[ref, "stops"])
    nadine.get(page)
    for words in ("Something else.", "Something else again."):
        text = Text.objects.get(contract__ref=ref, section="stops")
        typed = {name: said for name, said in text.value.items() if isinstance(said, str)}
        typed |= {"version": str(text.version), "then": "next", next(iter(typed)): words}
        with CaptureQueriesContext(connection) as seen:
            assert nadine.post(page, typed).status_code == 302
        assert Text.objects.get(pk=text.pk).version == text.version + 1
        asked = [q["sql"] for q in seen if "SAVEPOINT" not in q["sql"]]
        assert len(asked) <= 8, "\n".join(asked)


# Signing in 2, the contract 1, its lock 1, all of it 2, who is on the run 1; the ask 1, the contract
# once more 1, turns 1, the history 4, emails 1. To a workplace also what is known where it is named 2,
# whether it wants no emails 1, who holds the seat 1, the link 1, how many emails there were 1, their
# name in the history 1.
ASKS = {"university": 15, "workplace": 22}


@pytest.mark.parametrize("party", ASKS)
def test_an_ask_costs_the_same_however_many_there_are(world: World, party: str) -> None:
    world.share()
    nadine = world.client("nadine")
    page = reverse("contracts:ask", args=[world.contract().ref, world.seat(party).ref])
    nadine.get(page)
    typed = {"draft": "1", **(CAROL if party == "workplace" else {})}
    with CaptureQueriesContext(connection) as seen:
        assert nadine.post(page, typed).status_code == 302
    assert Ask.objects.filter(seat=world.seat(party), ended_at=None).exists()
    asked = [q["sql"] for q in seen if "SAVEPOINT" not in q["sql"]]
    assert len(asked) <= ASKS[party], "\n".join(asked)
