"""Whoever owes something finds it on home, in the navigation, in the queue and in the digest: one number."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from pactwork.contracts.actions import (
    ask,
    ask_second,
    hand_over,
    meet_condition,
    settle_point,
    vouch,
)
from pactwork.contracts.actions.answering import withdraw_yes
from pactwork.contracts.actions.desk import stop_letters
from pactwork.contracts.actions.ending import end_contract
from pactwork.contracts.actions.recording import dispute
from pactwork.contracts.models import Point
from pactwork.contracts.rules.answers import PointSaid
from pactwork.digests.queries import lines_for
from pactwork.ground import clock
from pactwork.ground.owed import MINE, QUEUE
from pactwork.ground.owed_rows import rows_of
from pactwork.modules.actions import Place, enrol, give_role, load_module
from pactwork.modules.models import Enrolment
from pactwork.modules.queries.handing_in import hand_ins_of
from pactwork.modules.reading import read
from pactwork.people.owed import number
from pactwork.people.owed import owed as everything_owed
from pactwork.web.queries import your_turn
from tests.conftest import MONDAY, Clock
from tests.contracts.plans import reader, text_of
from tests.contracts.test_recording import written
from tests.stories import CAROL, FILES, World

EVERYBODY = ("nadine", "priya", "helen", "owen", "ruth", "anil", "grace", "dan", "lena", "moira")
NUMBERS = dict(
    zip(
        ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"],
        range(1, 10),
        strict=True,
    )
)


def page(world: World, name: str, address: str = "/") -> str:
    response = world.client(name).get(address)
    return str(response.content.decode()) if response.status_code == 200 else ""


def bubble(shown: str, label: str) -> int:
    """The number behind one place of the navigation."""
    link = re.search(
        rf'aria-label="Main".*?<a [^>]*>\s*{label}\s*(<span class="bubble">(\d+))?', shown, re.S
    )
    assert link, f"no {label} in the navigation"
    return int(link[2] or 0)


def said(shown: str, words: str) -> int:
    found = re.search(rf"(\w+) {words}", shown)
    return 0 if not found else NUMBERS.get(found[1]) or int(found[1])


def by_email(world: World, name: str) -> int:
    since = clock.now() - timedelta(days=30)
    return sum(line.owed for line in lines_for(world.actor(name), since))


def agree_everywhere(world: World, name: str) -> tuple[int, int]:
    """Every place says the same; returns what is theirs alone, and the number of contracts in the queue."""
    home, queue = page(world, name), page(world, name, reverse("contracts:queue"))
    actor = world.actor(name)
    everything = everything_owed(actor)
    assert bubble(home, "Your turn") == len(everything)
    assert said(home, "things? for you") == len(everything) == by_email(world, name)
    rows = rows_of(everything, clock.today(actor.zone))
    assert home.count('<li class="owe') == len(rows)
    assert sum(row.count for row in rows) == len(everything)
    for row in rows:
        assert f'href="{escape(row.address)}"' in home
        assert page(world, name, row.address), row.address
    waiting = 0
    if queue:
        waiting = bubble(home, "Queue")
        assert bubble(queue, "Queue") == waiting == number(actor, QUEUE)
        for part in ("title", "h1"):
            words = re.search(rf"<{part}[^>]*>(.*?)</{part}>", queue, re.S)
            assert words
            assert said(words[1], r"students? (?:is|are) waiting for us") == waiting
        listed = page(world, name, reverse("contracts:queue") + "?show=ours")
        assert listed.count("<tr data-row") == waiting
    else:
        assert not [one for one in everything if one.place == QUEUE]
    return number(actor, MINE), waiting


def owed(world: World) -> dict[str, tuple[int, int]]:
    """Who owes what, by name; whoever owes nothing is left out, and students who have not begun."""
    found = {name: agree_everywhere(world, name) for name in EVERYBODY}
    return {name: n for name, n in found.items() if n != (0, 0) and name != "priya"}


DAYS = 14
TODAY = MONDAY.date()


def condition(world: World, owner: str, blocks: str = "start", section: str = "signs") -> None:
    due = clock.today("Europe/London") + timedelta(days=DAYS)
    point = PointSaid(
        "Show me the letter from the tenants' board.",
        section,
        due_on=due,
        owner=owner,
        blocks=blocks,
    )
    world.share()
    world.ask("workplace")
    world.answer("workplace")
    world.ask("university")
    world.answer("university", "yes_conditions", points=(point,))


def settled(world: World, response: str = "adopted") -> None:
    for point in Point.objects.filter(response=""):
        settle_point(
            world.contract(), point.ref, by=world.actor("nadine"), response=response, reason="So."
        )


def nobody_has_begun(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    return {"nadine": (1, 0)}


def drafting(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    world.share()
    return {"nadine": (1, 0)}


def both_asked(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    world.share()
    world.ask("workplace")
    world.ask("university")
    return {"helen": (0, 1), "owen": (0, 1)}


def handed_to_a_colleague(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    both_asked(world, held)
    seat = world.seat("university").ref
    hand_over(
        world.contract(), seat, by=world.actor("helen"), to=world.people["owen"], note="Yours."
    )
    return {"owen": (0, 1)}


def revision(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    both_asked(world, held)
    world.answer("university", "revise")
    return {"nadine": (1, 0)}


def revision_settled(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    revision(world, held)
    settled(world)
    return {"nadine": (1, 0)}


def accepted_with_suggestions(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    world.share()
    world.ask("workplace")
    world.answer("workplace")
    world.ask("university")
    world.answer("university", "yes_suggest")
    return {"nadine": (1, 0)}


def condition_of_the_student(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    condition(world, "student")
    return {"nadine": (1, 0)}


def condition_adopted_is_still_to_be_met(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    condition(world, "student")
    settled(world)
    return {"nadine": (1, 0)}


def condition_of_the_university(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    condition(world, "university")
    settled(world)
    return {"helen": (0, 1), "owen": (0, 1)}


def condition_of_the_workplace(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    condition(world, "workplace")
    settled(world)
    return {}


def condition_overdue(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    condition(world, "workplace")
    settled(world)
    held.forward(days=DAYS + 1)
    return {"helen": (0, 1), "owen": (0, 1)}


def condition_overdue_and_the_students(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    condition(world, "student")
    settled(world)
    held.forward(days=DAYS + 1)
    return {"nadine": (1, 0), "helen": (0, 1), "owen": (0, 1)}


def condition_met(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    condition(world, "student")
    meet_condition(world.contract(), Point.objects.get().ref, by=world.actor("helen"))
    return {}


def condition_of_a_yes_taken_back(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    """Nobody has to meet it, and nobody is asked about it; a yes is needed again."""
    condition(world, "student")
    back = world.actor("helen")
    withdraw_yes(world.contract(), world.seat("university").ref, by=back, reason="Not yet.")
    asking_again = {"nadine": (1, 0)}
    assert said(page(world, "nadine"), r"conditions? to meet") == 0
    overview = page(world, "nadine", reverse("contracts:workspace", args=[world.contract().ref]))
    assert "point to answer" not in overview
    assert "A condition to meet" not in overview
    return asking_again


def advocate_to_check(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    world.share()
    seat = world.seat("workplace").ref
    rita = CAROL | {"name": "Rita Brooks"}
    ask(world.contract(), seat, by=world.actor("nadine"), draft=1, **rita)
    world.ask("university")
    return {"helen": (0, 1), "owen": (0, 1), "grace": (0, 1), "ruth": (0, 1)}


def advocate_checked(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    advocate_to_check(world, held)
    vouch(
        world.contract(),
        world.seat("workplace").ref,
        by=world.actor("grace"),
        how="I rang the firm.",
    )
    return {"helen": (0, 1), "owen": (0, 1)}


def disputed(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    """Whoever wrote the yes down does not settle it."""
    world.share()
    written(world, by="grace")
    dispute(world.contract(), world.seat("workplace").ref, by=world.carol(), reason="I never did.")
    return {"nadine": (1, 0), "helen": (0, 1), "owen": (0, 1), "ruth": (0, 1)}


def ethics_asked(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    world.share(triage={"own-staff": "yes"})
    world.ask("ethics")
    world.ask("workplace")
    return {"anil": (0, 1), "nadine": (1, 0)}


def ended(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    condition(world, "student")
    end_contract(world.contract(), by=world.actor("ruth"), kind="completed", reason="Done.")
    return {}


def link_left_alone(world: World, held: Clock) -> dict[str, tuple[int, int]]:
    both_asked(world, held)
    stop_letters(world.contract(), world.seat("workplace").ref, by=world.carol())
    return {"nadine": (1, 0), "helen": (0, 1), "owen": (0, 1)}


Scene = Callable[[World, Clock], dict[str, tuple[int, int]]]
SCENES: list[Scene] = [
    nobody_has_begun,
    drafting,
    both_asked,
    handed_to_a_colleague,
    revision,
    revision_settled,
    accepted_with_suggestions,
    condition_of_the_student,
    condition_adopted_is_still_to_be_met,
    condition_of_the_university,
    condition_of_the_workplace,
    condition_overdue,
    condition_overdue_and_the_students,
    condition_met,
    condition_of_a_yes_taken_back,
    advocate_to_check,
    advocate_checked,
    disputed,
    ethics_asked,
    ended,
    link_left_alone,
]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_whoever_owes_something_finds_the_same_number_everywhere(
    world: World, clock: Clock, scene: Scene
) -> None:
    wanted = scene(world, clock)
    assert owed(world) == wanted


def test_after_an_acceptance_on_conditions_the_first_page_says_what_and_until_when(
    world: World,
) -> None:
    condition(world, "student", "start")
    home = page(world, "nadine")
    assert "Answer a condition from Dr Helen Marsh" in home
    assert "Show me the letter from the tenants&#39; board." in home
    assert "Nothing can start until it is met." in home


@pytest.mark.parametrize(
    ("owner", "words"),
    [
        ("workplace", "Your workplace is responsible."),
        ("university", "The university is responsible."),
    ],
)
def test_a_condition_says_who_sees_to_it_and_that_it_is_overdue(
    world: World, clock: Clock, owner: str, words: str
) -> None:
    condition(world, owner, "submission")
    settled(world)
    clock.forward(days=DAYS + 1)
    home = page(world, "nadine")
    assert words in home
    assert "Was due" in home
    assert "Nothing can be submitted until it is met." in home


def test_words_that_were_changed_and_not_shared_are_named_on_home(
    world: World, clock: Clock
) -> None:
    world.agreed()
    clock.forward(minutes=1)
    assert "not shared yet" not in page(world, "nadine")
    world.write(card={"need": "An hour in week 5."})
    assert "Changed but not shared yet: Workplace card" in page(world, "nadine")
    assert agree_everywhere(world, "nadine") == (1, 0)


def test_a_placement_officer_with_an_advocate_to_check_is_waited_for(
    world: World, clock: Clock
) -> None:
    advocate_to_check(world, clock)
    home = page(world, "grace")
    assert "Nobody is waiting for you" not in home
    assert "Nadine Brooks: confirm the workplace advocate" in home
    assert "Confirm the workplace advocate" in page(world, "grace", reverse("contracts:queue"))


def test_whoever_a_second_opinion_is_asked_after_is_not_waited_for(world: World) -> None:
    world.share()
    world.ask("university")
    world.answer("university", "revise")
    settled(world)
    ask_second(
        world.contract(),
        world.seat("university").ref,
        by=world.actor("nadine"),
        reason="We differ.",
    )
    assert agree_everywhere(world, "helen") == (0, 0)
    assert agree_everywhere(world, "owen") == (0, 1)


def test_what_a_colleague_leaves_behind_is_everybodys_again(world: World, clock: Clock) -> None:
    handed_to_a_colleague(world, clock)
    assert agree_everywhere(world, "helen") == (0, 0)
    world.people["owen"].roles.update(ends_on=TODAY - timedelta(days=1))
    assert agree_everywhere(world, "helen") == (0, 1)


def test_nobody_is_waited_for_about_their_own_contract(world: World, clock: Clock) -> None:
    give_role(world.run, world.people["nadine"], "facilitator")
    both_asked(world, clock)
    assert agree_everywhere(world, "nadine") == (0, 0)


def test_a_piece_without_marks_is_what_is_next_when_it_is_needed(world: World) -> None:
    """Of Empowering London, where the agreement carries 0 % at level 5 and is handed in all the same."""
    folder = FILES / "empowering-london"
    other = load_module(world.institution, read(folder / "module.yaml"), folder=folder)
    [free, paid] = other.specification["variants"]
    for name, variant in (("nadine", free), ("priya", paid)):
        enrol(other, world.people[name], Place(variant["code"], learning_set="London 1"))
        [study] = [s for s in your_turn(world.actor(name)).studies if s.run.pk == other.pk]
        first = study.coming[0][0]
        assert first.key == "challenge-agreement"
        assert first.title in page(world, name).split('id="coming-title"')[1]
    assert free["weights"]["challenge-agreement"] == 0


def test_a_piece_of_another_code_is_not_handed_in_under_this_one(world: World) -> None:
    folder = FILES / "empowering-london"
    spec = read(folder / "module.yaml")
    [free, paid] = spec.variants
    fewer = free.model_copy(update={"weights": {"portfolio": 100}})
    changed = spec.model_copy(update={"variants": [fewer, paid]})
    other = load_module(world.institution, changed, folder=folder)
    [small, whole] = [Enrolment(run=other, code=code) for code in (free.code, paid.code)]
    assert [one.component.key for one in hand_ins_of(small, None)] == ["portfolio"]
    assert len(hand_ins_of(whole, None)) == 3


def test_what_the_workplace_is_to_see_to_stands_on_its_own_page(world: World, clock: Clock) -> None:
    """So far as it is about words that they read; it goes when it is met."""
    condition(world, "workplace", section="card")
    carol = reader(world)
    page = text_of(carol.open())
    assert "Show me the letter from the tenants' board." in page
    assert "Nothing can start until it is met." in page
    assert "There is nothing more for you to do now." not in page
    clock.forward(days=DAYS + 1)
    assert "Was due" in text_of(carol.open())
    meet_condition(world.contract(), Point.objects.get().ref, by=world.actor("helen"))
    page = text_of(carol.open())
    assert "Show me the letter" not in page
    assert "There is nothing more for you to do now." in page


@pytest.mark.parametrize(("owner", "section"), [("workplace", "signs"), ("student", "card")])
def test_what_is_not_the_workplaces_to_read_or_to_do_stays_away_from_it(
    world: World, owner: str, section: str
) -> None:
    condition(world, owner, section=section)
    assert "Show me the letter" not in text_of(reader(world).open())
