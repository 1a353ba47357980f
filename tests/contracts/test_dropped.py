"""Whoever said yes and drops out is told so, in an email that is true."""

import pytest
from django.core import mail

from pactwork.contracts import actions
from tests.conftest import Clock
from tests.contracts.play import FILES, Play
from tests.contracts.test_conditions_told import mailed, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(clock: Clock) -> Play:
    """The site was asked by email and has said yes."""
    play = Play(FILES / "field-internship.yaml")
    play.share()
    play.ask("site")
    mailed(clock, "")
    play.answer("site")
    return play


def letters(clock: Clock) -> list[str]:
    mailed(clock, "")
    return [
        words(one)
        for one in mail.outbox
        if one.to == ["site1@host.example"] and "You said yes to Student’s internship" in words(one)
    ]


def test_a_contract_that_ends(play: Play, clock: Clock) -> None:
    play.agreed("faculty", "office")
    letters(clock)
    play.end()
    (said,) = letters(clock)
    assert "It has ended since, so there is nothing more for you to do." in said


def test_another_person_is_asked(play: Play, clock: Clock) -> None:
    play.share(work={"tasks": "Other tasks."})
    letters(clock)
    play.ask("site", email="another@host.example")
    (said,) = letters(clock)
    assert "Student has since named someone else to ask instead of you." in said


def test_the_yes_is_waived(play: Play, clock: Clock) -> None:
    play.share(work={"tasks": "Other tasks."})
    letters(clock)
    by = play.actor("module_leader1")
    actions.waive(play.contract, play.seat("site").ref, by=by, reason="They moved out.")
    (said,) = letters(clock)
    assert "the university is going ahead without your yes to the new wording" in said
