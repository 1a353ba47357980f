"""What learning sets, talk and hotseats ask of somebody is in the same list, until its act is done."""

from datetime import timedelta

from django.urls import reverse

from pactwork.conversations.actions import (
    change_clarification,
    clarify,
    rely,
    reply,
)
from pactwork.conversations.owed import ASKS
from pactwork.conversations.typed import Clear
from pactwork.modules.models import Enrolment
from pactwork.people.owed import number, owed
from pactwork.reviews.actions import ask_interview, ask_reviewers, comment
from pactwork.reviews.actions import reply as answer_comment
from pactwork.sets.actions import drop_proposal, propose
from pactwork.sets.queries.gathering import open_proposal
from pactwork.sets.typed import Wish
from tests.conftest import Clock
from tests.conversations.test_actions import ask
from tests.conversations.test_telling import ref
from tests.reviews.test_asking import asked, give
from tests.stories import World


def acts(world: World, name: str) -> dict[str, str]:
    """What somebody owes, by act, with its page; each page opens for them."""
    found = {one.act: one.address for one in owed(world.actor(name))}
    for address in found.values():
        assert world.client(name).get(address, follow=True).status_code == 200, address
    return found


def test_a_review_is_owed_by_whoever_was_asked_until_it_is_given(world: World) -> None:
    world.share()
    ask_reviewers()
    name = sorted(asked(world))[0]
    assert acts(world, name)["review"].endswith("?draft=1")
    others = {"nadine", "helen", "colin", "ruth"}
    assert not [one for one in others if "review" in acts(world, one)]
    give(world, name)
    assert "review" not in acts(world, name)


def test_an_interview_is_owed_until_it_is_typed(world: World) -> None:
    by, peer = world.actor("nadine"), world.people["priya"]
    ask_interview(world.contract(), by=by, interviewer=peer)
    assert "interview" in acts(world, "priya")
    assert "interview" not in acts(world, "nadine")


def test_a_comment_asks_only_where_its_writer_asked_for_a_reply(world: World) -> None:
    world.share()
    by = {"by": world.actor("priya"), "draft": 1, "section": "stops"}
    comment(world.contract(), text="Good.", **by)
    assert "comment" not in acts(world, "nadine")
    head = comment(world.contract(), text="Why six?", please_answer=True, **by)
    assert acts(world, "nadine")["comment"].endswith(f"#reply-{head.ref}")
    assert f'id="reply-{head.ref}"' in (
        world.client("nadine").get(acts(world, "nadine")["comment"]).content.decode()
    )
    assert "comment" not in acts(world, "tomasz")
    answer_comment(world.contract(), head.ref, by=world.actor("nadine"), text="Because.")
    assert "comment" not in acts(world, "nadine")


def test_a_post_that_mentions_somebody_asks_until_they_reply_or_a_fortnight_is_over(
    world: World, clock: Clock
) -> None:
    thread = ask(world, audience="set")
    said = reply(thread, "What do you say?", by=world.actor("tomasz"), tell=[ref(world, "priya")])
    assert acts(world, "priya")["mention"].endswith(f"/{thread.ref}/#post-{said.ref}")
    assert "mention" not in acts(world, "samir")
    clock.forward(minutes=1)
    reply(thread, "Yes.", by=world.actor("priya"))
    assert "mention" not in acts(world, "priya")
    reply(thread, "And you?", by=world.actor("tomasz"), tell=[ref(world, "samir")])
    assert "mention" in acts(world, "samir")
    clock.forward(days=(ASKS + timedelta(days=1)).days)
    assert "mention" not in acts(world, "samir")


def test_a_clarification_that_changed_asks_until_its_newest_version_is_relied_on(
    world: World,
) -> None:
    clear = Clear("yours", "Either.")
    made = clarify(world.run, clear, place_kind="section", key="stops", by=world.actor("helen"))
    rely(made, by=world.actor("nadine"))
    assert "clarification" not in acts(world, "nadine")
    new = Clear("required", "Only yours.")
    change_clarification(made, new, why="Fair.", version=1, by=world.actor("helen"))
    page = reverse("conversations:clarification", args=[made.ref])
    assert acts(world, "nadine")["clarification"] == page
    assert "clarification" not in acts(world, "priya")
    made.refresh_from_db()
    rely(made, by=world.actor("nadine"))
    assert "clarification" not in acts(world, "nadine")


def test_a_proposal_of_sets_is_the_leaders_until_it_is_decided(world: World) -> None:
    Enrolment.objects.filter(person=world.people["colin"]).update(learning_set=None)
    propose(world.run, Wish("join"), by=world.actor("ruth"))
    assert "proposal" in acts(world, "ruth")
    assert "proposal" not in acts(world, "helen")
    made = open_proposal(world.run)
    assert made
    drop_proposal(world.run, made.ref, by=world.actor("ruth"))
    assert "proposal" not in acts(world, "ruth")


def test_what_an_institution_has_switched_off_asks_nobody(world: World) -> None:
    thread = ask(world, audience="set")
    reply(thread, "You?", by=world.actor("tomasz"), tell=[ref(world, "priya")])
    before = number(world.actor("priya"))
    world.institution.left_out = ["conversations"]
    world.institution.save()
    world.people["priya"].institution.refresh_from_db()
    assert number(world.actor("priya")) == before - 1
