"""A hotseat that has not opened is put right; what was mailed to a wrong address opens nothing."""

from datetime import timedelta

import pytest
from django.core import mail

from pactwork.ground import clock as ground
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.hotseats import actions
from pactwork.hotseats.models import Hotseat
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.hotseats.seats import answered, asked, code, fresh, invited, planned, said
from tests.hotseats.test_pages import page, read
from tests.stories import World

pytestmark = pytest.mark.django_db
FORM = {
    "title": "The second minute",
    "about": "",
    "guest_name": "Inés Álvarez",
    "guest_email": "ines@callcentre.example",
    "guest_line": "Forty years of calls.",
    "opens": "2026-12-01T09:00",
    "closes": "2026-12-08T17:00",
    "held": "no",
}


def test_staff_put_it_right_and_what_they_typed_is_kept(world: World) -> None:
    seat, helen = planned(world), world.client("helen")
    address = page("correction", seat.ref)
    assert "Correct the details" in read(helen, page("desk", seat.ref))
    assert 'value="ines@callcentre.example"' in helen.get(address).content.decode()
    assert world.client("nadine").get(address).status_code == 404
    bad = helen.post(address, FORM | {"closes": "2026-11-01T09:00"})
    assert bad.status_code == 422
    assert 'value="Forty years of calls."' in bad.content.decode()
    helen.post(address, FORM)
    now = fresh(seat)
    assert (now.title, now.guest_name, now.held) == ("The second minute", "Inés Álvarez", False)
    assert (now.opens_at.month, now.closes_at.hour) == (12, 17)
    assert "The second minute" in read(world.client("nadine"), page("seat", seat.ref))
    assert not Delivery.objects.filter(kind__startswith="guest_").exists()
    again = helen.post(address, FORM)
    assert again.status_code == 422
    assert "Nothing was changed" in again.content.decode()


def test_an_invited_guest_hears_of_it_and_the_next_letter_comes_when_it_opens(
    world: World, clock: Clock
) -> None:
    seat, helen = invited(world), world.actor("helen")
    deliver_due(EMAILS)
    was = fresh(seat).opens_at
    later = said(title="The second minute", opens_at=was + timedelta(days=2))
    actions.correct(seat, later, by=helen)
    deliver_due(EMAILS)
    assert mail.outbox[-1].subject == "Your hotseat has changed: The second minute"
    assert len(mail.outbox) == 2
    asked(world, seat, "priya", "Who pays?")
    clock.set(was + timedelta(hours=1))
    deliver_due(EMAILS)
    assert len(mail.outbox) == 2
    clock.set(was + timedelta(days=2, hours=1))
    deliver_due(EMAILS)
    assert "Your hotseat is open" in mail.outbox[-1].subject
    answered(fresh(seat), asked(world, seat, "nadine", "Who else?"), "They.")  # by the same letter


def test_another_address_is_another_guest(world: World) -> None:
    seat, helen = invited(world), world.actor("helen")
    old, six = fresh(seat).link, code(seat)
    assert old
    actions.correct(seat, said(guest_email="ines.alvarez@callcentre.example"), by=helen)
    deliver_due(EMAILS)
    assert mail.outbox == []  # nor does a letter that waited go to the wrong address
    old.refresh_from_db()
    assert old.ended_at is not None
    with pytest.raises((Refused, Invalid)):
        actions.answer_by_link(fresh(seat), {"x": "Mine."}, code=six, client="b", was={})
    actions.invite(fresh(seat), by=helen)
    deliver_due(EMAILS)
    assert mail.outbox[0].to == ["ines.alvarez@callcentre.example"]


def test_what_is_open_or_cancelled_or_declined_stays(world: World) -> None:
    helen = world.actor("helen")
    seats: dict[str, Hotseat] = {}
    seats["hotseat_open"] = planned(world, opens_at=ground.now() - timedelta(hours=1))
    seats["hotseat_cancelled"] = planned(world)
    actions.cancel(seats["hotseat_cancelled"], by=helen, why="Ill.")
    seats["guest_declined"] = invited(world)
    six = code(seats["guest_declined"])
    actions.decline(fresh(seats["guest_declined"]), code=six, client="b", why="")
    for reason, seat in seats.items():
        with pytest.raises(Refused) as no:
            actions.correct(seat, said(title="Other"), by=helen)
        assert no.value.refusal.code == reason
        address = page("correction", seat.ref)
        assert "There is a problem" in read(world.client("helen"), address)
        assert world.client("helen").post(address, FORM).status_code == 409


def test_what_was_answered_for_a_cancelled_hotseat_is_not_left_open(world: World) -> None:
    seat, helen = invited(world), world.actor("helen")
    answered(seat, asked(world, seat, "priya", "Who pays?"), "They do.")
    asked(world, seat, "nadine", "Who hears?")
    actions.cancel(fresh(seat), by=helen, why="Ill.")
    seen = read(world.client("nadine"), page("seat", seat.ref))
    assert "Not answered" not in seen
    assert "Who pays?" not in seen
    assert "Who hears?" in seen
    assert "They do." in read(world.client("helen"), page("seat", seat.ref))
