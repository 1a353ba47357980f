"""What cannot simply be resolved: a suggestion that waits, and an answer that was asked for."""

from django.urls import reverse

from pactwork.ground import clock
from pactwork.reviews.actions import adapt, adopt, comment, reply, resolve
from tests.reviews.test_actions import refused
from tests.reviews.test_reviewing import suggest
from tests.stories import World

OWN = "only the calls I take on Tuesdays"


def page(world: World, who: str, name: str, *args: str) -> str:
    return world.client(who).get(reverse(f"reviews:{name}", args=args)).content.decode()


def test_a_suggestion_is_decided_and_only_its_maker_takes_it_back(world: World) -> None:
    world.share()
    made, contract = suggest(world), world.contract()
    for name in ("nadine", "helen"):
        refused("decide_suggestion", resolve, contract, made.ref, by=world.actor(name))
    assert "Resolve" not in page(world, "nadine", "reading", contract.ref)
    assert "Withdraw it" in page(world, "priya", "reading", contract.ref)
    resolve(contract, made.ref, by=world.actor("priya"))
    refused("suggestion_taken_back", adopt, contract, [made.ref], by=world.actor("nadine"))
    assert "suggestion to review" not in page(world, "nadine", "set")
    assert "Withdrawn" in page(world, "priya", "because_of_you")
    assert "Withdrawn" in page(world, "nadine", "suggestions", contract.ref)


def test_an_answer_comes_before_the_student_resolves(world: World) -> None:
    world.share()
    contract, nadine = world.contract(), world.actor("nadine")
    said = {"draft": 1, "section": "stops", "text": "Which calls?", "please_answer": True}
    made = comment(contract, by=world.actor("priya"), **said)
    refused("answer_first", resolve, contract, made.ref, by=nadine)
    reply(contract, made.ref, by=nadine, text="My own.")
    resolve(contract, made.ref, by=nadine)
    made.refresh_from_db()
    assert made.resolved_at is not None
    assert made.resolved_at <= clock.now()


def test_own_words_for_it_are_shown_once_they_are_shared(world: World) -> None:
    """Until then they are working text, which is nobody's to read."""
    world.share()
    made = suggest(world)
    adapt(world.contract(), made.ref, by=world.actor("nadine"), words=OWN)
    assert OWN not in page(world, "priya", "because_of_you")
    inside = world.contract().texts.get(section="stops").value["inside"]
    world.share(stops={"inside": inside})
    assert OWN in page(world, "priya", "because_of_you")


def test_words_that_are_there_already_are_said_to_be(world: World) -> None:
    world.share()
    made = suggest(world)
    world.write(stops={"inside": made.wording})
    shown = page(world, "nadine", "suggestions", world.contract().ref)
    assert "Your text already says this" in shown
    assert "Adopt this one" not in shown  # there is one, so no list to tick


def test_words_that_moved_on_lead_to_their_step(world: World) -> None:
    world.share()
    suggest(world)
    world.write(stops={"inside": "Something else entirely."})
    contract = world.contract()
    shown = page(world, "nadine", "suggestions", contract.ref)
    assert f'href="{reverse("contracts:step", args=[contract.ref, "stops"])}"' in shown
