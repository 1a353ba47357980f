"""Renewing, editing and asking again: whose it is, and what stands in the way."""

from collections.abc import Callable
from datetime import date

import pytest

from pactwork.conversations.actions import begin, edit, renew, withdraw
from pactwork.conversations.models import Clarification, Post, Renewal, Thread
from pactwork.conversations.typed import Begun
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Duplicate
from pactwork.modules.models import Enrolment, Run
from tests.conversations.test_actions import ask
from tests.conversations.test_clarifications import later, made
from tests.stories import World


def _withdrawn(world: World, found: Clarification) -> None:
    withdraw(found, why="It was wrong.", by=world.actor("helen"))


def _placeless(world: World, found: Clarification) -> None:
    """As if the later module had no such section."""
    Clarification.objects.filter(pk=found.pk).update(key="of-before")


def _nothing(world: World, found: Clarification) -> None:
    pass


@pytest.mark.parametrize(
    ("by", "run", "before", "why"),
    [
        ("nadine", later, _nothing, "not_yours"),
        ("ruth", lambda world: world.run, _nothing, "no_thread"),
        ("ruth", later, _withdrawn, "withdrawn"),
        ("ruth", later, _placeless, "no_place"),
    ],
)
def test_it_is_not_renewed(
    world: World,
    by: str,
    run: Callable[[World], Run],
    before: Callable[[World, Clarification], None],
    why: str,
) -> None:
    found = made(world)
    to = run(world)
    before(world, found)
    earlier = Clarification.objects.get(pk=found.pk)
    with pytest.raises(Refused) as no:
        renew(to, earlier, by=world.actor(by))
    assert no.value.refusal.code == why
    assert not Renewal.objects.exists()


def test_whoever_has_left_changes_their_words_no_more(world: World) -> None:
    thread = ask(world)
    post = Post.objects.get(thread=thread)
    place = Enrolment.objects.filter(pk=world.enrolments["nadine"].pk)
    place.update(ends_on=date(2026, 10, 4))
    with pytest.raises(Refused) as no:
        edit(post, "Something else.", version=1, by=world.actor("nadine"))
    assert no.value.refusal.code == "no_thread"


def test_the_same_question_to_somebody_else_is_another(world: World) -> None:
    said = {"title": "Where does it end?", "text": "Which calls are inside?"}
    for tell in ("helen", "owen"):
        begun = Begun(**said, tell=(world.people[tell].ref,))
        begin(world.run, begun, by=world.actor("nadine"))
        with pytest.raises(Duplicate):
            begin(world.run, begun, by=world.actor("nadine"))
    assert Thread.objects.count() == 2
