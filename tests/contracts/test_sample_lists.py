"""Every link of a list of samples leads to words that can be read, whatever the stage, and says the stage."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.models import Agreement
from pactwork.modules.actions import give_role
from pactwork.people.actions import enter_person
from tests.conftest import MONDAY
from tests.contracts.test_samples import show
from tests.stories import WORDS, World

TEXT = WORDS["stops"]["outside"]


def shared(world: World) -> None:
    world.share()


def asked(world: World) -> None:
    world.share()
    world.ask("university")


def refused(world: World) -> None:
    asked(world)
    world.answer("university", "revise")


def agreed(world: World) -> None:
    world.agreed()


def amending(world: World) -> None:
    world.agreed()
    world.share(card={"need": "An hour in week 5."})


def suspended(world: World) -> None:
    world.agreed()
    Agreement.objects.update(from_at=MONDAY - timedelta(hours=1))  # not at the very same moment
    seat = world.seat("university").ref
    actions.withdraw_yes(world.contract(), seat, by=world.actor("helen"), reason="Read again.")


def paused(world: World) -> None:
    world.share()
    actions.pause(world.contract(), by=world.actor("nadine"), reason="Nights.")


def ended_early(world: World) -> None:
    asked(world)
    by = world.actor("ruth")
    actions.end_contract(world.contract(), by=by, kind="withdrawn", reason="Left.")


def ended(world: World) -> None:
    world.agreed()
    by = world.actor("ruth")
    actions.end_contract(world.contract(), by=by, kind="completed", reason="Done.")


def undone(world: World) -> None:
    world.agreed()
    given = world.dossier().answers[-1]
    actions.undo_answer(world.contract(), given.ref, by=world.actor("helen"))


STAGES: list[tuple[Callable[[World], None], str]] = [
    (shared, "Drafting"),
    (asked, "Asking"),
    (refused, "Asking"),
    (agreed, "Agreed"),
    (amending, "Changing"),
    (suspended, "On hold"),
    (paused, "On hold"),
    (ended_early, "Ended"),
    (ended, "Ended"),
    (undone, "Asking"),
]


@pytest.mark.parametrize("reader", ["lena", "ruth"])
@pytest.mark.parametrize(("scene", "stage"), STAGES, ids=[s.__name__ for s, _ in STAGES])
def test_a_link_of_the_list_leads_to_words_and_says_the_stage(
    world: World, scene: Callable[[World], None], stage: str, reader: str
) -> None:
    scene(world)
    show(world, "nadine")
    client = world.client(reader)
    address = "/" if reader == "lena" else reverse("contracts:samples", args=[world.run.ref])
    listed = client.get(address).content.decode()
    [row] = re.findall(r"<li>(?:(?!</li>).)*Nadine Brooks.*?</li>", listed, re.S)
    assert stage in row
    link = re.search(r'href="([^"]+)"', row)
    assert link
    page = client.get(link[1])
    assert page.status_code == 200
    assert TEXT in page.content.decode()


@pytest.mark.parametrize("reader", ["lena", "ruth", "helen", "nadine", "priya"])
@pytest.mark.parametrize("scene", [shared, asked, refused, paused, ended_early, undone])
def test_where_nothing_is_in_force_the_page_leads_to_the_newest_words(
    world: World, scene: Callable[[World], None], reader: str
) -> None:
    scene(world)
    show(world, "nadine")
    client, ref = world.client(reader), world.contract().ref
    page = client.get(reverse("contracts:agreement", args=[ref])).content.decode()
    assert "Nothing was in force" in page
    draft = reverse("contracts:draft", args=[ref, 1])
    assert f'href="{draft}"' in page
    assert client.get(draft).status_code == 200


def test_before_anything_is_shared_the_student_is_led_back_to_writing(world: World) -> None:
    ref = world.contract().ref
    page = world.client("nadine").get(reverse("contracts:agreement", args=[ref])).content.decode()
    assert reverse("contracts:workspace", args=[ref]) in page


def test_two_examiners_who_are_shown_the_same_contract_each_have_it(world: World) -> None:
    world.agreed()
    ian = enter_person(
        world.institution, key="ian", name="Dr Ian Poole", email="ian@midshire.example"
    )
    give_role(world.run, ian, "examiner")
    show(world, "nadine")
    world.people["lena"] = ian
    show(world, "nadine")
    address = reverse("contracts:samples", args=[world.run.ref])
    page = world.client("ruth").get(address).content.decode()
    assert page.count(">Nadine Brooks</a>") == 2
