"""The demo's chapter of talk, played in the small world of the tests."""

from pactwork.conversations.demo import talk
from pactwork.conversations.models import Clarification, Post, Reliance, Thread
from pactwork.history.models import Delivery
from pactwork.modules.actions import Place, enrol
from pactwork.people.actions import enter_person
from tests.stories import World


def test_the_story_of_the_pattern_is_played(world: World) -> None:
    code = world.run.specification["variants"][0]["code"]
    for number in range(4):
        key = f"more{number}"
        person = enter_person(
            world.institution, key=key, name=f"More Person{number}", email=f"{key}@example.org"
        )
        enrol(world.run, person, Place(code, learning_set="Set 1"))
    talk(world.institution, world.people)
    places = set(Thread.objects.values_list("place", flat=True))
    assert places == {"module", "requirement", "section", "week", "set", "student"}
    several = Clarification.objects.get(kind="several")
    assert len(several.readings) == 3
    assert Reliance.objects.filter(clarification=several).count() == 2
    assert Clarification.objects.filter(version=2).count() == 1
    assert Post.objects.exclude(hidden_at=None).count() == 1
    assert Delivery.objects.filter(kind="clarification_changed").count() == 1
