"""What is proposed or asked twice stands once; a topic can be taken back; long words are kept whole."""

import pytest
from django.urls import reverse

from pactwork.ground.refusal import Refused
from pactwork.hotseats import actions
from pactwork.hotseats.models import Question, Topic
from tests.hotseats.seats import asked, fresh, planned, said, topic
from tests.hotseats.test_pages import page, read
from tests.stories import World

pytestmark = pytest.mark.django_db


def test_the_same_topic_from_the_same_person_is_the_first_one(world: World) -> None:
    first, nadine = topic(world), world.client("nadine")
    typed = {"title": " Angry  callers", "about": "How to begin."}
    answer = nadine.post(page("propose", world.run.ref), typed, follow=True)
    assert "You proposed this already" in answer.content.decode()
    assert answer.redirect_chain[0][0].endswith(f"#t-{first.ref}")
    topic(world, "priya")
    nadine.post(page("propose", world.run.ref), typed | {"about": "How to end."})
    assert Topic.objects.count() == 3
    actions.plan(world.run, said(), by=world.actor("helen"), topic=first)
    topic(world)  # a hotseat has come of the first one
    assert Topic.objects.count() == 4


def test_the_same_question_is_the_first_one(world: World) -> None:
    seat, nadine = planned(world), world.client("nadine")
    first = asked(world, seat, "nadine", "Who pays?")
    answer = nadine.post(page("ask", seat.ref), {"text": "Who pays? "}, follow=True)
    assert "You asked this already" in answer.content.decode()
    other = asked(world, seat, "priya", "Who pays?")
    actions.merge(first, into=other.ref, by=world.actor("helen"))
    answer = nadine.post(page("ask", seat.ref), {"text": "Who pays?"})
    assert answer["Location"].endswith(f"#q-{other.ref}")
    actions.withdraw_question(asked(world, seat, "tomasz", "Why?"), by=world.actor("tomasz"))
    asked(world, seat, "tomasz", "Why?")
    assert Question.objects.count() == 4


def test_a_proposer_takes_a_topic_back(world: World) -> None:
    mine = topic(world)
    address = page("topic_withdraw", mine.ref)
    assert world.client("priya").post(address).status_code == 404
    home = page("run", world.run.ref)
    assert "Take my topic back" not in read(world.client("priya"), home)
    assert "Take my topic back" in read(world.client("nadine"), home)
    world.client("nadine").post(address)
    for name in ("nadine", "helen"):
        assert "Angry callers" not in read(world.client(name), home)
    assert world.client("nadine").post(address).status_code == 422
    for act in (
        lambda: actions.vote_for_topic(mine, by=world.actor("priya"), on=True),
        lambda: actions.plan(world.run, said(), by=world.actor("helen"), topic=mine),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert no.value.refusal.code == "topic_withdrawn"
    topic(world)  # and may propose it anew


def test_a_topic_of_which_a_hotseat_came_stays(world: World) -> None:
    mine = topic(world)
    actions.plan(world.run, said(), by=world.actor("helen"), topic=mine)
    with pytest.raises(Refused) as no:
        actions.withdraw_topic(mine, by=world.actor("nadine"))
    assert no.value.refusal.code == "topic_planned"


def test_long_words_are_kept_whole(world: World) -> None:
    seat, text = planned(world), "x" * 100_000
    answer = world.client("nadine").post(reverse("hotseats:ask", args=[seat.ref]), {"text": text})
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert not fresh(seat).questions.exists()
