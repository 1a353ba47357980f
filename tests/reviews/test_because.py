"""What changed because of somebody: their own comments, what became of them, and nobody else's."""

from typing import Any

from pactwork.contracts.models import Contract
from pactwork.ground import clock
from pactwork.modules.models import Enrolment
from pactwork.reviews.actions import decline, reply
from pactwork.reviews.models import Review
from pactwork.reviews.queries.comment_outcomes import because_of
from tests.conftest import Clock
from tests.reviews.test_actions import say
from tests.reviews.test_reviewing import suggest
from tests.stories import World


def told(world: World, who: str) -> dict[Contract, list[str]]:
    return {
        one.contract: [fate.comment.text for fate in one.fates]
        for one in because_of(world.actor(who))
    }


def test_only_what_they_began_themselves(world: World) -> None:
    world.share()
    world.share("samir")
    contract = world.contract()
    mine = say(world, text="Mine.")
    say(world, "tomasz", text="His.")
    reply(contract, mine.ref, by=world.actor("priya"), text="Once more.")
    assert told(world, "priya") == {contract: ["Mine."]}
    assert told(world, "tomasz") == {contract: ["His."]}
    assert told(world, "jane") == {}


def test_the_author_answered_and_nobody_else_is_heard(world: World) -> None:
    world.share()
    contract = world.contract()
    one, other = say(world, text="One."), say(world, text="Another.")
    reply(contract, one.ref, by=world.actor("nadine"), text="Thank you.")
    reply(contract, one.ref, by=world.actor("samir"), text="I think so too.")
    reply(contract, other.ref, by=world.actor("nadine"), text="I see.")
    fates = because_of(world.actor("priya"))[0].fates
    heard = {fate.comment.text: [a.text for a in fate.answers] for fate in fates}
    assert heard == {"One.": ["Thank you."], "Another.": ["I see."]}


def test_a_draft_has_it_only_where_it_was_taken_up(world: World, clock: Clock) -> None:
    world.share()
    made = suggest(world)
    clock.forward(minutes=1)
    decline(world.contract(), made.ref, by=world.actor("nadine"), why="Six is too few.")
    clock.forward(minutes=1)
    world.share(stops={"inside": "Every call of week 3."})
    world.share("tomasz")
    fate = because_of(world.actor("priya"))[0].fates[0]
    assert fate.has_it is None
    assert fate.lines


def test_what_they_read_no_more_is_not_told(world: World) -> None:
    """A facilitator said it about a section that the set does not read, and is a peer now."""
    world.share()
    made = say(world)
    type(made).objects.filter(pk=made.pk).update(section="triage")
    assert told(world, "priya") == {}


def test_a_plan_that_is_seen_no_more_is_told_to_whoever_once_stood_in_there(world: World) -> None:
    """One of the set who left it reads of their comments no more; a substitute was never of the set."""
    world.share()
    contract = world.contract()
    said: dict[str, Any] = {"contract": contract, "draft": say(world, text="Mine.").draft}
    said |= {"asked_at": clock.now(), "due_on": clock.now().date()}
    asked = Review.objects.create(reviewer=world.people["priya"], **said)
    stood_in = Review.objects.create(reviewer=world.people["colin"], substitute_for=asked, **said)
    Enrolment.objects.filter(pk=world.enrolments["priya"].pk).update(ends_on="2026-10-04")
    assert told(world, "priya") == {}
    for row, name in ((asked, "tomasz"), (stood_in, "priya")):
        Review.objects.filter(pk=row.pk).update(reviewer=world.people[name])
    assert told(world, "priya") == {contract: ["Mine."]}
