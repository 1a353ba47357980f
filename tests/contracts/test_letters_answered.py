"""The mail about an answer: what there is to do stands in its first lines, in the words that were said."""

from datetime import timedelta
from typing import Any

import pytest

from pactwork.contracts import actions
from pactwork.contracts.rules.answers import PointSaid
from pactwork.ground import clock as ground_clock
from tests.conftest import Clock
from tests.contracts.test_letters import posted
from tests.stories import World

TEXT = "Show me the letter from the tenants’ board."
NOTE = "I like how small this is."


def mails(world: World, clock: Clock, to: str = "nadine") -> dict[str, str]:
    clock.forward(minutes=11)
    here = world.people[to].email
    return {str(m.subject): " ".join(str(m.body).split()) for m in posted(world) if m.to == [here]}


def said_yes(world: World, kind: str, party: str = "university", **point: Any) -> None:
    world.share(**({"triage": {"own-staff": "yes"}} if party == "ethics" else {}))
    world.ask("workplace")
    world.answer("workplace")
    world.ask(party)
    due = ground_clock.today("Europe/London") + timedelta(days=14)
    said = PointSaid(TEXT, "signs" if party == "university" else "reasoning", due_on=due, **point)
    world.answer(party, kind, points=(said,), note=NOTE)


@pytest.mark.parametrize(
    ("owner", "blocks", "words"),
    [
        ("student", "start", "You are responsible. Nothing can start until it is met."),
        (
            "workplace",
            "submission",
            "Your workplace is responsible. Nothing can be submitted until it is met.",
        ),
        ("university", "", "The university is responsible."),
    ],
)
def test_a_condition_stands_in_the_first_lines_with_its_day_and_what_it_holds_up(
    world: World, clock: Clock, owner: str, blocks: str, words: str
) -> None:
    said_yes(world, "yes_conditions", owner=owner, blocks=blocks)
    due = ground_clock.today("Europe/London") + timedelta(days=14)
    found = mails(world, clock)
    body = found["Dr Helen Marsh said yes, on conditions"]
    first = body.split("Open it in Pactwork")[0]
    assert "Dr Helen Marsh said yes to your learning contract, on conditions." in first
    assert f"Condition, by {due:%A} {due.day} {due:%B %Y}: “{TEXT}” {words}" in first
    assert f"Dr Helen Marsh writes: “{NOTE}”" in first
    assert "/points/" in body
    assert "Nadine Brooks’s" not in body
    agreed = found["Your learning contract is agreed"]
    assert f"Condition, by {due:%A} {due.day} {due:%B %Y}: “{TEXT}” {words}" in agreed


def test_what_a_reviewer_of_ethics_set_is_not_in_the_email_about_the_agreement(
    world: World, clock: Clock
) -> None:
    said_yes(world, "yes_conditions", "ethics", blocks="start")
    world.ask("university")
    world.answer("university")
    agreed = mails(world, clock)["Your learning contract is agreed"]
    assert TEXT not in agreed
    assert "Nothing can start until it is met. The full text is on the page." in agreed


def test_what_a_reviewer_of_ethics_wrote_is_not_in_a_mail(world: World, clock: Clock) -> None:
    said_yes(world, "yes_conditions", "ethics", blocks="start")
    body = mails(world, clock)["Dr Anil Kapoor said yes, on conditions"]
    assert TEXT not in body
    assert NOTE not in body
    assert "Condition, by" in body
    assert "Nothing can start until it is met." in body
    assert "The full text is on the page." in body


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        ("yes_suggest", "Dr Helen Marsh said yes, with suggestions", f"Suggestion: “{TEXT}”"),
        ("revise", "Dr Helen Marsh asks for changes", f"Change asked for: “{TEXT}”"),
    ],
)
def test_suggestions_and_changes_are_told_as_they_were_said(
    world: World, clock: Clock, kind: str, subject: str, words: str
) -> None:
    said_yes(world, kind)
    body = mails(world, clock)[subject]
    assert words in body
    assert "your learning contract" in body


def test_what_was_typed_is_no_link_in_a_mail(world: World, clock: Clock) -> None:
    world.share()
    world.ask("university")
    point = PointSaid("See https://evil.example/now", "signs")
    world.answer(
        "university", "yes_suggest", points=(point,), note="Ask <b>me</b> at www.evil.example"
    )
    body = mails(world, clock)["Dr Helen Marsh said yes, with suggestions"]
    assert "https://evil" not in body
    assert "www." not in body


def test_no_mail_speaks_to_a_student_of_their_own_contract_as_somebody_elses(
    world: World, clock: Clock
) -> None:
    world.agreed()
    seat, helen = world.seat("university").ref, world.actor("helen")
    bodies = mails(world, clock)
    actions.pause(world.contract(), by=helen, reason="Ill.")
    bodies |= mails(world, clock)
    actions.resume(world.contract(), by=helen)
    bodies |= mails(world, clock)
    actions.withdraw_yes(world.contract(), seat, by=helen, reason="I read it again.")
    actions.void_contract(world.contract(), by=helen, reason="Nothing of it stands.")
    bodies |= mails(world, clock)
    assert len(bodies) > 4
    for subject, body in bodies.items():
        assert "Nadine Brooks’s" not in subject + body, subject


def test_staff_read_whose_contract_it_is(world: World, clock: Clock) -> None:
    world.share()
    world.ask("workplace")
    world.answer("workplace", "not_me")
    found = mails(world, clock, "grace")
    assert any("Nadine Brooks’s learning contract" in body for body in found.values())
    assert not any("your learning contract" in body for body in found.values())
