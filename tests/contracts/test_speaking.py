"""A name that somebody typed speaks as nobody else: not as the university, the module or a committee."""

import pytest

from pactwork.contracts.actions import ask
from pactwork.contracts.rules.speaking import speaks_as
from pactwork.ground.names import greeted
from tests.contracts.plans import asked, reader, text_of
from tests.contracts.test_letters import posted
from tests.stories import World

TITLES = ["Midshire University", "Empowering London", "Ethics committee", "Workplace"]
SPOOFS = [
    "Midshire University",
    "midshire  UNIVERSITY",
    "Midshire University (IT help desk)",
    "The MidshireUniversity",
    "M i d s h i r e University",
    "Mídshire University",
    "Midshire-University, help desk",
    "Midshіre Univеrsity",  # with letters of Cyrillic
    "Ｍｉｄｓｈｉｒｅ University",
    "Ethics Committee",
    "Dr Ethics Committee",
    "Empowering London team",
    "University",
]
FREE = "me@freemail.example"


def ask_as(world: World, name: str) -> None:
    world.share()
    contract, seat = world.contract(), world.seat("workplace")
    ask(contract, seat.ref, by=world.actor("nadine"), draft=1, name=name, email=FREE)


@pytest.mark.parametrize("name", SPOOFS)
def test_a_name_that_speaks_as_somebody_else_is_known(name: str) -> None:
    assert speaks_as(name, TITLES)


@pytest.mark.parametrize(
    "name",
    [
        "Carol Benning",
        "Dr Helen Marsh",
        "Ada Midshire",
        "李小明",
        "Ольга Иванова",
        "नादिन",
        "Worku Place",
    ],
)
def test_a_person_is_a_person(name: str) -> None:
    assert not speaks_as(name, TITLES)


def test_whoever_passes_the_question_on_under_another_name_is_said_with_their_address(
    world: World,
) -> None:
    ask_as(world, "Midshire University")
    posted(world)
    asked_one = reader(world)
    asked_one.answer(
        "not_me", name="Midshire University", right_name="Dana", right_email="dana@realwork.example"
    )
    mails = posted(world)
    whole = f"Someone who was asked as ‘Midshire University’ ({FREE})"
    for one in mails:
        words = f"{one.subject} {' '.join(str(one.body).split())}"
        if "right person" in words:
            assert whole.split(" (")[0] in words
        for claim in (
            "Midshire University says",
            "Midshire University passed",
            "University gave us",
        ):
            assert claim not in words
    (dana,) = [one for one in mails if one.to == ["dana@realwork.example"]]
    assert f"{whole} says that you are the right person to ask." in " ".join(str(dana.body).split())
    page = text_of(reader(world).open())
    assert "Midshire University passed this on" not in page
    assert "Someone who was asked as ‘Midshire University’" in page


def test_a_yes_under_another_name_is_said_with_its_address(world: World) -> None:
    asked(world)
    posted(world)
    reader(world).answer("yes", name="Midshire University")
    subjects = [str(one.subject) for one in posted(world)]
    assert any("Someone who was asked as ‘Midshire University’" in said for said in subjects)
    assert not any(said.startswith("Midshire University") for said in subjects)


def test_staff_are_shown_a_name_that_speaks_as_somebody_else(world: World) -> None:
    ask_as(world, "Midshire University")
    page = world.client("helen").get(f"/contracts/{world.contract().ref}/review/")
    assert (
        "This name is, or includes, the name of the university, the module or another party"
        in text_of(page)
    )


def test_a_sentence_in_place_of_a_name_is_not_greeted_with_its_words(world: World) -> None:
    said = "Midshire University (IT help desk), your account stops today"
    assert greeted(said) == ""
    ask_as(world, said)
    (mail,) = [one for one in posted(world) if one.to == [FREE]]
    assert "Hello,\n" in str(mail.body)
    assert "account stops" not in str(mail.body)
