"""What is kept about a yes is true: who was asked and when, what it is about, what can still be done."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from pactwork.contracts import actions
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.typed import Told
from pactwork.ground.canonical import fingerprint
from tests.conftest import MONDAY, Clock
from tests.contracts.plans import text_of
from tests.contracts.test_paper import got, readable_forms
from tests.stories import World


def every_text(world: World, number: int) -> dict[str, str]:
    ref, client = world.contract().ref, world.client("nadine")
    page = text_of(client.get(f"/contracts/{ref}/evidence/"))
    return {"evidence": page, **readable_forms(world, "nadine", number)}


def part(text: str, name: str) -> str:
    """The facts about one person, as they stand in the evidence."""
    return text[text.rindex(f"{name}, Workplace") :].partition("Dr Helen Marsh, University")[0]


def written_down(world: World, name: str, email: str) -> None:
    told = Told("phone", MONDAY.date(), name, email, reason="The firewall eats our emails.")
    seat = world.seat("workplace").ref
    actions.record_yes(world.contract(), seat, told, by=world.actor("helen"), draft=1)


def test_the_evidence_says_who_was_asked_and_when(world: World, clock: Clock) -> None:
    """Carol was asked at ten; Matti, who was asked by nobody, said yes at half past."""
    world.share()
    world.ask("workplace")
    clock.forward(minutes=30)
    written_down(world, "Matti Virtanen", "matti@larkmoor.example")
    for place, text in every_text(world, 1).items():
        own = part(text, "Matti Virtanen")
        assert "Carol Benning" in own, place
        assert "5 October 2026, 10:00, by link, which was not answered" in own, place
        assert "Written down: 5 October 2026, 10:30" in own.replace("down 5", "down: 5"), place
        assert "Decided" not in own, place


def test_nobody_is_said_to_have_been_asked_where_no_link_was_sent(
    world: World, clock: Clock
) -> None:
    world.share()
    written_down(world, "Matti Virtanen", "matti@larkmoor.example")
    for place, text in every_text(world, 1).items():
        own = part(text, "Matti Virtanen")
        assert "no link was sent" in own, place
        assert "Who was asked" not in own, place


@pytest.mark.parametrize("adopted", [True, False])
def test_a_yes_with_a_change_says_what_it_is_about(
    world: World, clock: Clock, adopted: bool
) -> None:
    world.share()
    world.ask("workplace")
    change = (PointSaid("One hour.", "card", "need", "One hour, in week 5."),)
    world.answer("workplace", "yes_change", points=change)
    if adopted:
        clock.forward(days=1)
        world.share(card={"need": "One hour, in week 5."})
        world.ask("university")
        world.answer("university")
    found = world.dossier()
    first, last = found.drafts[0], found.drafts[-1]
    for place, text in every_text(world, last.number).items():
        if not adopted and place != "evidence":
            continue  # a yes that counts for no draft yet stands on no paper
        own = part(text, "Carol Benning")
        assert f"draft 1, fingerprint {fingerprint(first.digest)}" in own
        assert "About" not in own.replace("Asked about", "")
        if adopted:
            assert "yes with a change, counts from draft 2" in own
            as_in = f"as in draft 2, fingerprint {fingerprint(last.digest)}"
            assert f"the wording with their change, {as_in}" in own
        else:
            assert "yes with a change that is not in any draft yet" in own
    if adopted:
        signed = "by link, yes with a change, counts from draft 2"
        assert all(signed in text for text in readable_forms(world, "nadine", 2).values())
        page = world.client("nadine").get(f"/contracts/{world.contract().ref}/agreement/")
        assert signed in text_of(page)


def test_what_can_still_be_done_is_not_said_to_be_over(world: World, clock: Clock) -> None:
    """The files are the same at any hour, so they say until when, and neither can nor could."""
    world.share()
    written_down(world, "Matti Virtanen", "matti@larkmoor.example")
    world.ask("university")
    world.answer("university", by="owen")
    before = every_text(world, 1)
    for text in before.values():
        assert "Time to dispute it" in text
        assert "could be undone" not in text
        assert "ould be disputed" not in text
    assert "Time to undo the last yes: until 5 October 2026, 10:10." in before["txt"]
    clock.forward(days=40)
    assert every_text(world, 1)["txt"] == before["txt"]


@pytest.mark.parametrize("zone", ["Europe/Helsinki", "America/New_York", "Asia/Kathmandu"])
def test_a_pdf_was_made_at_the_true_moment(world: World, zone: str) -> None:
    world.institution.time_zone = zone
    world.institution.save()
    world.agreed()
    with pikepdf.open(io.BytesIO(got(world, "nadine", "pdf"))) as made:
        said = str(made.docinfo["/CreationDate"])
    assert datetime.strptime(said, "D:%Y%m%d%H%M%SZ").replace(tzinfo=UTC) == MONDAY
