"""What is proposed or asked twice stands once; a topic can be taken back; long words are kept whole."""

import pytest
from django.core import mail
from django.urls import reverse

from pactwork.ground import clock as ground
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.outbox import deliver_due
from pactwork.hotseats import actions
from pactwork.hotseats.models import Hotseat, Question, Topic
from pactwork.wiring.emails import EMAILS
from tests.hotseats.seats import answered, asked, fresh, invited, planned, said, topic
from tests.hotseats.test_pages import page, read
from tests.stories import World

pytestmark = pytest.mark.django_db
BACKWARDS = "\u202e"


def test_the_same_topic_from_the_same_person_is_the_first_one(world: World) -> None:
    first, nadine = topic(world), world.client("nadine")
    typed = {"title": " Angry  callers", "about": "How to begin."}
    answer = nadine.post(page("propose", world.run.ref), typed, follow=True)
    assert "You have already proposed this" in answer.content.decode()
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
    assert "You have already asked this" in answer.content.decode()
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
    assert "Withdraw my topic" not in read(world.client("priya"), home)
    assert "Withdraw my topic" in read(world.client("nadine"), home)
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


def test_the_archive_finds_a_misspelt_word_and_says_what_was_meant(world: World) -> None:
    seat = invited(world)
    answered(seat, asked(world, seat, "priya", "Who hears a complaint first?"), "The counter.")
    nadine, address = world.client("nadine"), page("archive", world.run.ref)
    assert "The counter." not in read(nadine, address + "?q=compleint")  # it has not closed yet
    Hotseat.objects.update(closes_at=ground.now())
    found = read(nadine, address + "?q=compleint+first")
    assert "The counter." in found
    assert "These contain similar words: complaint first." in found
    assert "similar words" not in read(nadine, address + "?q=complain")
    assert "No answer contains all of these words" in read(nadine, address + "?q=xylophone+first")


def test_a_hotseat_reads_the_same_from_either_side(world: World) -> None:
    nadine, helen = world.client("nadine"), world.client("helen")
    typed = {"title": f"{BACKWARDS}moc.live", "about": f"On {BACKWARDS}moc.live"}
    nadine.post(page("propose", world.run.ref), typed)
    with pytest.raises(Invalid, match="hidden_characters"):
        planned(world, title=f"{BACKWARDS}moc.live")
    seat = invited(world, title="moc.live", about="On moc.live")
    nadine.post(page("ask", seat.ref), {"text": f"Is {BACKWARDS}moc.live yours? שלום"})
    assert nadine.post(page("ask", seat.ref), {"text": BACKWARDS}).status_code == 422
    for client, address in ((nadine, page("run", world.run.ref)), (helen, page("seat", seat.ref))):
        seen = client.get(address).content.decode()
        assert "moc.live" in seen
        assert BACKWARDS not in seen
    assert "שלום" in nadine.get(page("seat", seat.ref)).content.decode()
    deliver_due(EMAILS)
    assert BACKWARDS not in mail.outbox[0].body
    assert "moc" in mail.outbox[0].body
