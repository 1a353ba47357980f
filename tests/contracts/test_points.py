"""Points are adopted, adapted or declined; exact words are put in and keep the yes they came with."""

from typing import Any

import pytest
from django.urls import reverse

from pactwork.contracts.actions import adopt_wording, share_draft
from pactwork.contracts.models import Ask, Point, Text
from pactwork.contracts.rules.answers import PointSaid
from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from tests.one_line import one_line
from tests.stories import World

WORDING = "April to June, two hours a week.\r\nNever in March."


def carol_says(world: World, *points: PointSaid) -> Point:
    """Carol says yes, with a change to when it happens."""
    world.share()
    world.ask("workplace")
    change = points or (PointSaid("We move offices in March.", "card", "when", WORDING),)
    given = world.answer("workplace", "yes_change", points=change)
    return given.points.first()  # type: ignore[return-value]


def address(world: World, point: Point | None = None) -> str:
    ref = world.contract().ref
    if point is None:
        return reverse("contracts:points", args=[ref])
    return reverse("contracts:point", args=[ref, point.ref])


def state(world: World) -> str:
    seat = world.seat("workplace")
    return world.dossier().stands.seat(seat.pk).state


def test_using_the_advocates_words_keeps_the_yes(world: World) -> None:
    point = carol_says(world)
    assert state(world) == "revise"
    client = world.client("nadine")
    said = client.get(address(world)).content.decode()
    assert "Use this wording" in said
    assert "We move offices in March." in said
    response = client.post(address(world, point), {"response": "use"})
    assert response["Location"].endswith(f"#point-{point.ref}")
    text = Text.objects.get(contract=world.contract(), section="card")
    assert text.value["when"] == WORDING.replace("\r\n", "\n")
    assert text.value["do"] == "Listen back to twelve of my own complaint calls."
    share_draft(world.contract(), by=world.actor("nadine"))
    assert state(world) == "yes"
    assert Ask.objects.count() == 1
    entries = [e.act for e in Entry.objects.filter(subject=world.contract().ref).order_by("seq")]
    assert entries[-2:] == ["point_settled", "draft_shared"]


def test_half_of_a_change_is_not_what_was_agreed_to(world: World) -> None:
    need = PointSaid("Less time.", "card", "need", "One hour.")
    point = carol_says(world, PointSaid("Later.", "card", "when", WORDING), need)
    adopt_wording(world.contract(), point.ref, by=world.actor("nadine"))
    share_draft(world.contract(), by=world.actor("nadine"))
    assert state(world) == "revise"
    other = Point.objects.exclude(pk=point.pk).get()
    adopt_wording(world.contract(), other.ref, by=world.actor("nadine"))
    share_draft(world.contract(), by=world.actor("nadine"))
    assert state(world) == "yes"


def test_words_whose_line_is_gone_are_put_in_by_hand(world: World) -> None:
    world.share()
    world.ask("university")
    said = (PointSaid("Name a week.", "activities", "rows-0-when", "Week 4"),)
    point = world.answer("university", "yes_suggest", points=said).points.get()
    world.write(activities={"rows": []})
    with pytest.raises(Refused) as caught:
        adopt_wording(world.contract(), point.ref, by=world.actor("nadine"))
    assert caught.value.refusal.code == "wording_homeless"
    page = world.client("nadine").get(address(world)).content.decode()
    assert "Use this wording" not in page
    point.refresh_from_db()
    assert point.response == ""


def test_words_for_a_row_are_not_put_into_another(world: World) -> None:
    """wording_moved: rows are known by their place, and these have changed places."""
    first = {"doing": "Listen to six calls", "when": "Week 3", "why": "To see"}
    second = {"doing": "Ask two tenants", "when": "Week 5", "why": "To hear"}
    world.share(activities={"rows": [first, second]})
    world.ask("university")
    said = (PointSaid("Name a week.", "activities", "rows-0-when", "Week 4"),)
    point = world.answer("university", "yes_suggest", points=said).points.get()
    by = world.actor("nadine")
    world.write(activities={"rows": [second, first]})
    with pytest.raises(Refused, match="wording_moved"):
        adopt_wording(world.contract(), point.ref, by=by)
    world.write(activities={"rows": [first, second]})
    adopt_wording(world.contract(), point.ref, by=by)
    assert world.dossier().working["activities"]["rows"][0]["when"] == "Week 4"
    assert world.dossier().working["activities"]["rows"][1] == second


def test_a_point_without_exact_words_cannot_be_used(world: World) -> None:
    world.share()
    world.ask("university")
    point = world.answer("university", "revise").points.get()
    response = world.client("nadine").post(address(world, point), {"response": "use"})
    assert response.status_code == 422
    assert "no exact wording" in response.content.decode()


@pytest.mark.parametrize("who", ["tomasz", "helen", "owen"])
def test_nobody_else_puts_words_in(world: World, who: str) -> None:
    point = carol_says(world)
    with pytest.raises(Refused) as caught:
        adopt_wording(world.contract(), point.ref, by=world.actor(who))
    assert caught.value.refusal.code == "not_your_move"
    assert world.client(who).get(address(world)).status_code == 404
    assert world.client(who).post(address(world, point), {"response": "use"}).status_code == 404


def test_declining_without_a_reason_keeps_the_choice_and_says_so(world: World) -> None:
    world.share()
    world.ask("university")
    point = world.answer("university", "revise").points.get()
    client = world.client("nadine")
    response = client.post(address(world, point), {"response": "declined", "reason": "  "})
    said = response.content.decode()
    assert response.status_code == 422
    assert "Give a reason" in said
    assert 'value="declined" checked' in one_line(said)
    long = client.post(address(world, point), {"response": "adapted", "reason": "y" * 3001})
    assert "y" * 3001 in long.content.decode()
    good = client.post(address(world, point), {"response": "declined", "reason": "I <i>count</i>."})
    assert good.status_code == 302
    shown = client.get(address(world)).content.decode()
    assert "You declined this" in shown
    assert "I &lt;i&gt;count&lt;/i&gt;." in shown


def test_a_condition_shows_its_date_its_owner_and_whether_it_is_met(
    world: World, clock: Any
) -> None:
    world.share()
    world.ask("university")
    world.answer("university", "yes_conditions")
    client = world.client("nadine")
    said = client.get(address(world)).content.decode()
    assert "By 19 Oct 2026" in said
    assert "Responsible: The student." in said
    clock.forward(days=15)
    assert "Was due 19 Oct 2026" in client.get(address(world)).content.decode()


def test_answers_come_newest_first_with_notes(world: World) -> None:
    carol_says(world)
    world.ask("university")
    world.answer("university", "revise", note="Nearly there.")
    said = world.client("nadine").get(address(world)).content.decode()
    assert said.index("Nearly there.") < said.index("We move offices in March.")
    assert reverse("contracts:step", args=[world.contract().ref, "signs"]) in said


def test_a_page_without_points_says_what_will_be_here(world: World) -> None:
    world.share()
    assert "No points yet" in world.client("nadine").get(address(world)).content.decode()


def test_more_points_cost_no_more_queries(world: World, django_assert_num_queries: Any) -> None:
    world.share()
    world.ask("university")
    world.answer("university", "revise")
    client = world.client("nadine")
    client.get(address(world))
    with django_assert_num_queries(7):
        client.get(address(world))
    more = tuple(PointSaid(f"Point {n}", "signs") for n in range(3))
    client.post(address(world, Point.objects.get()), {"response": "adopted"})
    world.ask("university")
    world.answer("university", "revise", points=more)
    client.get(address(world))
    with django_assert_num_queries(7):
        client.get(address(world))
