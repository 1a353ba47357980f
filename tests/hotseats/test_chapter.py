"""The demo's chapter of hotseats, played in the small world of the tests."""

from pactwork.history.models import Delivery
from pactwork.hotseats.demo import hotseats
from pactwork.hotseats.models import Answer, Hotseat, Question, Topic
from pactwork.hotseats.visibility import window
from pactwork.modules.actions import Place, enrol
from pactwork.people.actions import enter_person
from tests.stories import World


def test_one_is_archived_one_is_open_and_topics_wait(world: World) -> None:
    code = world.run.specification["variants"][0]["code"]
    for number in range(10):
        key = f"more{number}"
        person = enter_person(
            world.institution, key=key, name=f"More Person{number}", email=f"{key}@example.org"
        )
        enrol(world.run, person, Place(code, learning_set="Set 1"))
    hotseats(world.institution, world.people)
    states = {seat.title: window(seat).state for seat in Hotseat.objects.all()}
    assert set(states.values()) == {"closed", "open"}
    assert Topic.objects.filter(hotseats=None, aside_at=None).count() == 3
    assert Topic.objects.exclude(aside_at=None).count() == 1
    assert Answer.objects.filter(by_person=None).count() == 3
    assert Answer.objects.exclude(by_person=None).count() == 1
    assert Question.objects.exclude(merged_into=None).count() == 1
    letters = Delivery.objects.filter(kind="guest_invited").values_list("to", flat=True)
    assert set(letters) == {seat.guest_email for seat in Hotseat.objects.all()}
