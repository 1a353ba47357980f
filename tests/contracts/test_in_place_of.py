"""What a colleague was handed is theirs, unless somebody says that they take it; and who comes next."""

from typing import Any

import pytest
from django.urls import reverse

from pactwork.contracts.actions import answer, hand_over, undo_answer
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.models import Answer, Ask
from pactwork.ground.refusal import Refused
from pactwork.modules.actions import give_role
from pactwork.people.actions import enter_person
from tests.conftest import MONDAY, Clock
from tests.stories import World


@pytest.fixture
def handed(world: World) -> World:
    """Nadine's draft is before the university; Helen has handed it to Owen."""
    world.share()
    world.ask("university")
    give(world, "helen", "owen")
    return world


def give(world: World, by: str, to: str, **more: Any) -> None:
    seat = world.seat("university").ref
    person = world.people[to]
    hand_over(world.contract(), seat, by=world.actor(by), to=person, note="Yours.", **more)


def say(world: World, by: str, **more: Any) -> Answer:
    seat = world.seat("university").ref
    return answer(world.contract(), seat, Said("yes"), by=world.actor(by), draft=1, **more)


def post(world: World, name: str = "nadine", by: str = "helen", **form: Any) -> Any:
    seat = world.seat("university", name).ref
    address = reverse("contracts:decide", args=[world.contract(name).ref, seat])
    return world.client(by).post(address, {"draft": 1, "kind": "yes", **form})


def test_an_answer_to_what_a_colleague_was_given_is_refused(handed: World) -> None:
    with pytest.raises(Refused) as no:
        say(handed, "helen")
    assert no.value.refusal.code == "handed_to_colleague"
    assert not Answer.objects.exists()
    assert say(handed, "owen").by_person == handed.people["owen"]


def test_whoever_says_in_whose_place_may_take_it(handed: World) -> None:
    owen = handed.people["owen"].ref
    assert say(handed, "helen", in_place_of=owen).by_person == handed.people["helen"]


def test_the_name_has_to_be_that_of_whoever_has_it_now(handed: World) -> None:
    """Two tabs: it went on to a third colleague since the page was opened."""
    mira = enter_person(
        handed.institution, key="mira", name="Mira Shah", email="mira@midshire.example"
    )
    handed.people["mira"] = mira
    give_role(handed.run, mira, "facilitator")
    give(handed, "owen", "mira")
    with pytest.raises(Refused) as no:
        say(handed, "helen", in_place_of=handed.people["owen"].ref)
    assert no.value.refusal.params["name"] == "Mira Shah"


def test_what_a_colleague_left_behind_is_anybodys(handed: World) -> None:
    handed.people["owen"].roles.update(ends_on=MONDAY.date().replace(day=1))
    assert say(handed, "helen")


def test_handing_on_what_a_colleague_was_given_asks_too(handed: World) -> None:
    mira = enter_person(
        handed.institution, key="mira", name="Mira Shah", email="mira@midshire.example"
    )
    handed.people["mira"] = mira
    give_role(handed.run, mira, "facilitator")
    with pytest.raises(Refused) as no:
        give(handed, "helen", "mira")
    assert no.value.refusal.code == "handed_to_colleague"
    give(handed, "helen", "mira", in_place_of=handed.people["owen"].ref)
    assert Ask.objects.get().handed_to == mira


def test_without_scripts_the_page_comes_back_with_the_question_and_all_that_was_typed(
    handed: World,
) -> None:
    refused = post(handed, note="I like it.")
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "This was handed over to Owen Pritchard." in page
    assert "I am answering in place of Owen Pritchard" in page
    assert "I like it." in page
    assert not Answer.objects.exists()
    done = post(handed, note="I like it.", in_place_of=handed.people["owen"].ref)
    assert done.status_code == 302
    assert Answer.objects.get().note == "I like it."


def test_taken_back_it_is_the_colleagues_again(handed: World) -> None:
    given = say(handed, "helen", in_place_of=handed.people["owen"].ref)
    undo_answer(handed.contract(), given.ref, by=handed.actor("helen"))
    with pytest.raises(Refused):
        say(handed, "helen")


def test_every_button_that_decides_names_the_person_and_the_draft(world: World) -> None:
    world.share()
    world.ask("university")
    ref, helen = world.contract().ref, world.client("helen")
    queue = helen.get(reverse("contracts:queue")).content.decode()
    assert "Accept Nadine Brooks’s draft 1" in queue
    full = helen.get(reverse("contracts:review", args=[ref])).content.decode()
    assert "Answer Nadine Brooks’s draft 1" in full
    assert "I am answering in place of" not in queue + full


ORDER = ("priya", "nadine", "samir", "jane")


@pytest.fixture
def four(world: World, clock: Clock) -> World:
    for name in ORDER:
        world.share(name)
        world.ask("university", name)
        clock.forward(days=1)
    return world


@pytest.mark.parametrize(
    ("answered", "comes"),
    [("priya", "nadine"), ("nadine", "samir"), ("samir", "jane"), ("jane", "samir")],
)
@pytest.mark.parametrize("kind", ["yes", "revise"])
def test_after_an_answer_the_next_row_is_open_and_not_the_top(
    four: World, answered: str, comes: str, kind: str
) -> None:
    done = post(
        four,
        answered,
        kind=kind,
        note="So.",
        **{"point-0-text": "What?"} if kind == "revise" else {},
    )
    assert f"open={four.contract(comes).ref}" in done["Location"]
    page = four.client("helen").get(done["Location"]).content.decode()
    assert f"Next: {four.people[comes].name}." in page


def test_next_is_the_next_of_the_list_one_came_from(four: World) -> None:
    done = post(four, "priya", back="show=all&q=a")
    assert "show=all" in done["Location"]
    assert f"open={four.contract('nadine').ref}" in done["Location"]


def test_after_the_last_answer_nobody_is_next(world: World) -> None:
    world.share()
    world.ask("university")
    done = post(world)
    assert "open=" not in done["Location"]
    page = world.client("helen").get(done["Location"]).content.decode()
    assert "Nobody is waiting for us" in page
    assert "Next:" not in page
