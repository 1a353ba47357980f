"""What must not start before what is met is read by everybody whose yes counts, and mailed as it is then."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from pactwork.contracts.models import Point
from pactwork.contracts.rules.answers import PointSaid
from pactwork.ground import clock as the_clock
from pactwork.history.outbox import deliver_due
from pactwork.modules.actions import load_module
from pactwork.modules.reading import read
from pactwork.modules.rules.specification import Component
from pactwork.people.owed import number
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import asked, reader, text_of
from tests.stories import CAROL, FILES, World
from tests.test_page_queries import by_letter

HELD = {
    "start": "The university has set a condition: nothing can start until it is met.",
    "submission": "The university has set a condition: nothing can be submitted until it is met.",
    "": "",
}
TEXT = "Show me the consent form first."


def condition(blocks: str = "start", owner: str = "student", days: int = 14) -> PointSaid:
    due = the_clock.today("Europe/London") + timedelta(days=days)
    return PointSaid(TEXT, "signs", due_on=due, owner=owner, blocks=blocks)


def on_conditions(world: World, *points: PointSaid) -> None:
    world.ask("university")
    world.answer("university", "yes_conditions", points=points)


def mailed(clock: Clock, to: str) -> dict[str, Any]:
    """Everything that goes out once the undo has passed, by its subject."""
    clock.forward(minutes=11)
    mail.outbox.clear()
    deliver_due(EMAILS)
    return {str(one.subject): one for one in mail.outbox if one.to == [to]}


def words(letter: Any) -> str:
    return " ".join(str(letter.body).split())


@pytest.mark.parametrize("blocks", HELD)
def test_nobody_is_told_to_go_ahead_while_a_condition_stands_before_the_start(
    world: World, clock: Clock, blocks: str
) -> None:
    asked(world).answer("yes")
    on_conditions(world, condition(blocks))
    agreed = words(mailed(clock, CAROL["email"])["Nadine’s learning plan is agreed"])
    assert ("Nadine can go ahead." in agreed) == (blocks != "start")
    carol = reader(world)
    copy = carol.open() and carol.client.get(f"{carol.page}agreement/")
    for told in (agreed, text_of(carol.open()), text_of(copy)):
        assert HELD[blocks] in told
        assert ("By Monday 19 October 2026 at the latest." in told) == bool(blocks)
        assert TEXT not in told
    for page in ("contracts:workspace", "contracts:agreement"):
        seen = text_of(world.client("nadine").get(reverse(page, args=[world.contract().ref])))
        assert HELD[blocks] in seen
    Point.objects.update(met_at=the_clock.now())
    assert "has set a condition" not in text_of(carol.open())


def test_more_than_one_condition_is_said_once(world: World, clock: Clock) -> None:
    asked(world).answer("yes")
    on_conditions(world, condition(days=7), condition(days=14))
    agreed = words(mailed(clock, CAROL["email"])["Nadine’s learning plan is agreed"])
    said = "The university has set conditions: nothing can start until they are met."
    assert f"{said} By Monday 19 October 2026 at the latest." in agreed


def test_whoever_is_asked_after_the_university_reads_the_condition_before_saying_yes(
    world: World, clock: Clock
) -> None:
    world.share()
    on_conditions(world, condition())
    world.ask("workplace")
    assert HELD["start"] in text_of(reader(world).open())


def test_the_email_is_dated_by_the_moment_it_is_worded_for(world: World, clock: Clock) -> None:
    asked(world).answer("yes")
    world.ask("university")
    said = world.answer("university").at
    letter = mailed(clock, CAROL["email"])["Nadine’s learning plan is agreed"]
    dated: datetime = parsedate_to_datetime(letter.extra_headers["Date"])
    assert dated - said.replace(microsecond=0) == timedelta(minutes=10)
    assert "can go ahead" in words(letter)
    theirs = mailed(clock, world.people["nadine"].email)
    assert not theirs


@pytest.mark.parametrize("part", ["question", "card"])
def test_a_newer_draft_by_then_is_said_or_the_email_is_not_sent(
    world: World, clock: Clock, part: str
) -> None:
    asked(world).answer("yes")
    world.ask("university")
    world.answer("university")
    clock.forward(minutes=2)
    changes = {"question": {"use": "All teams can use it."}, "card": {"when": "In spring."}}
    world.share(**{part: changes[part]})
    found = mailed(clock, CAROL["email"])
    if part == "card":  # Carol is to be asked about other words
        assert "Nadine’s learning plan is agreed" not in found
        return
    said = words(found["Nadine’s learning plan is agreed"])
    assert "The agreed draft is draft 1, in force since" in said
    assert "Still to say yes to the new wording, draft 2: the university." in said
    assert "can go ahead" not in said


@pytest.mark.parametrize(
    ("owner", "turn"),
    [
        ("student", "Your turn since 5 Oct 2026"),
        ("university", "The university has a condition to meet by 19 Oct 2026"),
        ("workplace", "The workplace has a condition to meet by 19 Oct 2026"),
    ],
)
def test_while_a_condition_is_open_it_is_somebodys_turn(
    world: World, clock: Clock, owner: str, turn: str
) -> None:
    """The line under the title and the number in the navigation come from one source."""
    asked(world).answer("yes")
    on_conditions(world, condition(owner=owner))
    for point in Point.objects.all():
        point.response, point.responded_at = "adopted", the_clock.now()
        point.save()
    page = text_of(
        world.client("nadine").get(reverse("contracts:workspace", args=[world.contract().ref]))
    )
    assert turn in page
    assert "Nothing to do for now" not in page
    assert (number(world.actor("nadine"), "mine") > 0) == ("Your turn since" in page)
    Point.objects.update(met_at=the_clock.now())
    page = text_of(
        world.client("nadine").get(reverse("contracts:workspace", args=[world.contract().ref]))
    )
    assert "Nothing to do for now" in page
    assert number(world.actor("nadine"), "mine") == 0


def test_what_a_party_by_link_owes_is_told_to_them(world: World, clock: Clock) -> None:
    """In the email that asks and on their page, with its day; nobody else's is."""
    spec = read(FILES / "action-inquiry" / "module.yaml")
    owed = {"key": "letter", "title": "Letter from work", "from": "workplace", "on": "2027-01-15"}
    kept = Component.model_validate(owed)
    other = Component.model_validate(
        owed | {"title": "Visit note", "key": "v", "from": "university"}
    )
    spec = spec.model_copy(update={"assessment": [*spec.assessment, kept, other]})
    load_module(world.institution, spec, folder=FILES / "action-inquiry")
    world.share()
    world.ask("workplace")
    sent = mailed(clock, CAROL["email"])
    said = " ".join(str(next(iter(sent.values())).body).split())
    assert "also needs this from you: Letter from work (Friday 15 January 2027, " in said
    client, address = by_letter(world)
    page = client.get(address).content.decode()
    assert "What the university needs from you" in page
    assert "<b>Letter from work</b>. Friday 15 January 2027" in page
    assert "Visit note" not in said + page
