"""Somebody without a learning set, or without any module, is told what they can do and whom to ask."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from pactwork.contracts.memberships import memberships
from pactwork.modules.models import Enrolment
from pactwork.reviews.queries.alone import alone
from tests.sets.people import newcomers, say
from tests.stories import World


def text(world: World, name: str, page: str) -> str:
    return world.client(name).get(reverse(page)).content.decode()


@pytest.mark.parametrize("page", ["home", "reviews:set"])
def test_without_a_set_one_says_when_one_can_meet(world: World, page: str) -> None:
    newcomers(world, 1)
    when = reverse("sets:when", args=[world.run.ref])
    said = text(world, "new0", page)
    assert said.count("o learning set yet") == 1
    assert "You have no learning set yet" in said
    assert f'<a href="{when}">Say when you can meet</a>' in said
    assert f"mailto:{world.people['ruth'].email}" in said
    say(world, "new0")
    said = text(world, "new0", page)
    assert "Say when you can meet</a>" not in said
    assert "You have said when you can" in said
    for name in ("nadine", "helen"):
        assert "You have no learning set yet" not in text(world, name, page)


def test_it_costs_two_queries_and_only_them(world: World, django_assert_num_queries: Any) -> None:

    newcomers(world, 1)
    for name, cost in (("new0", 2), ("nadine", 0)):
        actor = world.actor(name)
        memberships(actor)
        with django_assert_num_queries(cost):
            alone(actor)


def test_whoever_left_reads_that_their_place_ended(world: World) -> None:
    Enrolment.objects.filter(pk=world.enrolments["samir"].pk).update(ends_on=date(2026, 9, 30))
    said = text(world, "samir", "home")
    assert "You are not on a module" in said
    assert "ended on" in said
    assert "30 September" in said
    assert "When your university adds you to a module" not in said


def test_help_speaks_of_reviews_talk_hotseats_and_letters(world: World) -> None:
    said = text(world, "nadine", "help")
    for part in ("reviews", "talk", "hotseats", "letters", "sets"):
        assert f'<h2 id="{part}">' in said
