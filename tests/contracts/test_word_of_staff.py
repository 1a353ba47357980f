"""The word of staff about a workplace: a sentence, by somebody, put right where it was a mistake."""

import re

import pytest
from django.core import mail

from pactwork.contracts.models import Holder
from pactwork.ground.refusal import Refused
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.contracts.plans import forms_in, text_of
from tests.contracts.test_who_the_workplace_is import (
    confirm,
    named,
    put,
    read,
    sound,
    state,
    turn_down,
)
from tests.stories import CAROL, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("said", ["ok", "", "  ", "yes yes", "x" * 40, "- - - - - - - -", "a b c"])
def test_a_word_of_staff_is_a_sentence(world: World, said: str) -> None:
    named(world)
    with pytest.raises(Refused) as refused:
        confirm(world, how=said)
    assert refused.value.refusal.code == "how_missing"
    with pytest.raises(Refused) as refused:
        turn_down(world, reason=said)
    assert refused.value.refusal.code == "why_not_confirmed"
    confirm(world, how="Rang her.  Number on the site.")


def test_the_two_words_of_staff_have_each_their_own_field_and_error(world: World) -> None:
    named(world)
    ref, seat = world.contract().ref, world.seat("workplace").ref
    grace, who = world.client("grace"), Holder.objects.get().who
    for way, field, other, error in (
        ("vouching", "how", "reason", "Say how you know, in a short sentence"),
        ("turning-down", "reason", "how", "Say why you cannot confirm them"),
    ):
        page = grace.post(f"/contracts/{ref}/seats/{seat}/{way}/", {"who": who, field: "ok"})
        text = text_of(page)
        assert error in text
        wrong = [f["fields"] for f in forms_in(page.content.decode()) if "who" in f["fields"]]
        assert sorted(f.get(field, "") for f in wrong if field in f) == ["ok"]
        assert [f[other] for f in wrong if other in f] == [""]


def test_who_confirmed_is_said_and_a_mistake_can_be_put_right(world: World) -> None:
    named(world)
    confirm(world)
    ref = world.contract().ref
    text = read(world, "helen", f"/contracts/{ref}/review/")
    assert "Confirmed by Grace Obi on" in text
    assert "That was a mistake: I cannot confirm Sam Lee" in text
    turn_down(world, by="helen", reason="Grace rang the wrong firm.")
    assert state(world) == ("amending", "withdrawn")
    sound(world)
    assert "Grace rang the wrong firm." in read(
        world, "nadine", f"/contracts/{ref}/ask/{world.seat('workplace').ref}/"
    )


def test_whoever_is_to_be_looked_at_stands_before_the_draft(world: World) -> None:
    named(world)
    ref = world.contract().ref
    page = world.client("helen").get(f"/contracts/{ref}/review/").content.decode()
    assert page.count('name="how"') == 1
    assert page.index('name="how"') < page.index('class="review-head"')
    confirm(world)
    page = world.client("helen").get(f"/contracts/{ref}/review/").content.decode()
    assert page.index('class="review-head"') < page.index("Confirmed by Grace Obi")


def test_a_yes_that_waits_has_a_clock_and_somebody_to_ask(world: World, clock: Clock) -> None:
    named(world)
    ref, seat = world.contract().ref, world.seat("workplace").ref
    where = f"/contracts/{ref}/ask/{seat}/"
    assert "waited for" not in read(world, "nadine", where)
    clock.forward(days=9)
    text = read(world, "nadine", where)
    assert "It has been waiting for 9 days." in text
    assert (
        "To ask about it, contact Dr Helen Marsh, Grace Obi, Owen Pritchard, Prof. Ruth Adeyemi."
        in text
    )
    band = read(world, "nadine", f"/contracts/{ref}/drafts/")
    assert "for Midshire University to confirm who Sam Lee is waiting for 9 days" in band
    assert "Waiting since" in band


def test_those_to_confirm_stand_in_the_order_of_their_waiting(world: World, clock: Clock) -> None:
    for student in ("tomasz", "nadine", "priya"):
        named(world, {"name": f"Sam {student}", "email": f"sam.{student}@gmail.com"}, student)
        clock.forward(days=4)
    page = world.client("grace").get("/queue/?show=advocates").content.decode()
    rows = page.split("<tr data-row")[1:]
    assert ["Tomasz" in rows[0], "Nadine" in rows[1], "Priya" in rows[2]] == [True] * 3
    waits = [int(n) for n in re.findall(r">(\d+) days</span>", "".join(rows))]
    assert waits == sorted(waits, reverse=True)
    assert len(waits) == 3
    assert "Nobody has waited past the date we promised" not in page


def test_a_turned_down_workplace_is_said_wherever_the_student_is_asked_to_go_on(
    world: World,
) -> None:
    named(world)
    turn_down(world)
    ref = world.contract().ref
    words = "Midshire University could not confirm who Sam Lee is."
    assert words in read(world, "nadine", "/")
    assert words in read(world, "nadine", f"/contracts/{ref}/?all")
    put(world, CAROL)
    assert words not in read(world, "nadine", "/")
    deliver_due(EMAILS)
    subjects = {str(m.subject) for m in mail.outbox if m.to == [world.people["nadine"].email]}
    assert "You need someone else at the workplace" in subjects
    assert not [one for one in subjects if one.startswith("Nadine")]
