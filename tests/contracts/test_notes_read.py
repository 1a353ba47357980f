"""What the student says with a draft is read by everybody who reads any of it, as the page promises."""

import pytest
from django.urls import reverse

from tests.conftest import Clock
from tests.contracts.plans import asked, reader
from tests.contracts.test_conditions_told import mailed, words
from tests.stories import CAROL, World

pytestmark = pytest.mark.django_db
WHY = "My <b>hours</b> change."
SAFE = "My &lt;b&gt;hours&lt;/b&gt; change."


def amended(world: World, clock: Clock) -> None:
    asked(world)
    mailed(clock, CAROL["email"])
    world.answer("workplace")
    world.ask("university")
    world.answer("university")
    world.share(note=WHY, card={"need": "An hour in week 5."})
    world.ask("workplace")


def test_whoever_is_asked_again_by_link_reads_why(world: World, clock: Clock) -> None:
    amended(world, clock)
    letters = mailed(clock, CAROL["email"])
    (again,) = (one for subject, one in letters.items() if subject.startswith("Asking again"))
    assert "Nadine says about the changes:" in words(again)
    assert "My b hours /b change." in words(again)  # no signs that could make a link
    carol = reader(world)
    assert SAFE in carol.open().content.decode()
    carol.answer("yes")
    world.ask("university")
    world.answer("university")
    assert SAFE in carol.client.get(f"{carol.page}agreement/").content.decode()


def test_a_placement_officer_and_a_peer_read_it_too(world: World, clock: Clock) -> None:
    amended(world, clock)
    ref = world.contract().ref
    pages = {
        "grace": ("review", "drafts", "compare"),
        "tomasz": ("drafts", "compare"),
    }
    for name, shown in pages.items():
        for page in shown:
            address = reverse(f"contracts:{page}", args=[ref])
            assert SAFE in world.client(name).get(address).content.decode(), (name, page)
    paper = world.client("grace").get(f"/contracts/{ref}/drafts/2/paper.txt")
    assert WHY in " ".join(paper.content.decode().split())
