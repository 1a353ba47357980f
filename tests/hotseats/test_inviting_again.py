"""A guest's address is put right while the hotseat is open: the old link ends, a fresh email goes."""

from datetime import timedelta

import pytest
from django.core import mail

from pactwork.ground import clock as ground
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import deliver_due, stop_letters_about
from pactwork.hotseats import actions
from pactwork.hotseats.models import Hotseat
from pactwork.wiring.emails import EMAILS
from tests.conftest import Clock
from tests.hotseats.seats import GUEST, answered, asked, code, fresh, invited, planned
from tests.hotseats.test_pages import page, read
from tests.stories import World

pytestmark = pytest.mark.django_db
OLD, NEW = GUEST["guest_email"], "ines.alvarez@callcentre.example"
REFUSED, GIVEN_UP = "refused: 550 5.1.1 No such user here", "given up: TimeoutError: slow"


def opened(world: World, clock: Clock, why: str = "") -> Hotseat:
    """Invited, the email gone out or stopped for this, and open since."""
    seat = invited(world)
    if why:
        Delivery.objects.update(stopped_at=ground.now(), stopped_why=why)
    deliver_due(EMAILS)
    clock.forward(days=2)
    mail.outbox.clear()
    return fresh(seat)


@pytest.mark.parametrize("why", [REFUSED, GIVEN_UP, ""])
def test_an_open_hotseat_is_written_about_to_the_right_address(
    world: World, clock: Clock, why: str
) -> None:
    seat, helen = opened(world, clock, why), world.client("helen")
    old, six = seat.link, code(seat)
    assert old
    assert "Correct the address and invite again" in read(helen, page("desk", seat.ref))
    done = helen.post(page("desk", seat.ref), {"move": "invite_again", "email": NEW}, follow=True)
    assert "A new email is on its way" in done.content.decode()
    deliver_due(EMAILS)
    assert [(one.to, one.subject) for one in mail.outbox] == [
        ([NEW], "Would you take questions from our students? The first minute of a complaint")
    ]
    old.refresh_from_db()
    assert old.ended_at is not None
    now = fresh(seat)
    assert now.guest_email == NEW
    assert f"we emailed the link and code to {NEW}" in read(helen, page("desk", seat.ref))
    question = asked(world, now, "priya", "Who pays?")
    with pytest.raises((Refused, Invalid)):
        actions.answer_by_link(now, {question.ref: "Us."}, code=six, client="b", was={})
    answered(now, question, "They do.")
    entry = Entry.objects.get(act="guest_invited_again")
    assert NEW not in str(entry.payload)
    assert OLD not in str(entry.payload)


@pytest.mark.parametrize("why", [REFUSED, GIVEN_UP])
def test_the_same_address_is_tried_once_more_where_the_email_did_not_reach_it(
    world: World, clock: Clock, why: str
) -> None:
    seat, helen = opened(world, clock, why), world.client("helen")
    said = read(helen, page("desk", seat.ref))
    assert "Not delivered." in said
    assert ("for more than a day" in said) == (why == GIVEN_UP)
    assert "we emailed the link and code to" not in said
    helen.post(page("desk", seat.ref), {"move": "invite_again", "email": OLD})
    said = read(helen, page("desk", seat.ref))
    assert "Not delivered." not in said
    assert f"our email to {OLD} is on its way" in said
    deliver_due(EMAILS)
    assert [one.to for one in mail.outbox] == [[OLD]]


def test_a_guest_who_has_the_email_is_not_invited_again_at_the_same_address(
    world: World, clock: Clock
) -> None:
    seat = opened(world, clock)
    for email in (OLD, f" {OLD.upper()} ", "", "no address"):
        form = {"move": "invite_again", "email": email}
        assert world.client("helen").post(page("desk", seat.ref), form).status_code == 422
    assert fresh(seat).link == seat.link
    form = {"move": "invite_again", "email": NEW}
    assert world.client("nadine").post(page("desk", seat.ref), form).status_code == 404
    assert fresh(seat).guest_email == OLD


def test_before_it_opens_the_second_email_still_comes_when_it_does(
    world: World, clock: Clock
) -> None:
    seat = invited(world)
    actions.invite_again(seat, NEW, by=world.actor("helen"))
    asked(world, fresh(seat), "priya", "Who pays?")
    deliver_due(EMAILS)
    clock.forward(days=2)
    deliver_due(EMAILS)
    assert [one.to for one in mail.outbox] == [[NEW], [NEW]]
    assert "Your hotseat is open" in mail.outbox[1].subject


def test_nobody_is_invited_again_to_what_is_over_declined_or_was_never_sent(world: World) -> None:
    helen, seats = world.actor("helen"), dict[str, Hotseat]()
    seats["guest_not_invited"] = planned(world)
    seats["hotseat_cancelled"] = invited(world)
    actions.cancel(seats["hotseat_cancelled"], by=helen, why="Ill.")
    seats["guest_declined"] = invited(world)
    six = code(seats["guest_declined"])
    actions.decline(fresh(seats["guest_declined"]), code=six, client="b", why="")
    seats["hotseat_closed"] = invited(world)
    now = ground.now()
    Hotseat.objects.filter(pk=seats["hotseat_closed"].pk).update(
        opens_at=now - timedelta(days=3), closes_at=now - timedelta(days=1)
    )
    for reason, seat in seats.items():
        with pytest.raises(Refused) as no:
            actions.invite_again(fresh(seat), NEW, by=helen)
        assert no.value.refusal.code == reason
        said = read(world.client("helen"), page("desk", seat.ref))
        assert "invite again" not in said


@pytest.mark.parametrize("why", [REFUSED, GIVEN_UP])
def test_the_team_is_emailed_once_for_each_invitation_that_was_lost(
    world: World, clock: Clock, why: str
) -> None:
    seat = invited(world)
    assert actions.tell_of_lost_invitations() == 0
    Delivery.objects.filter(kind="guest_invited").update(stopped_at=ground.now(), stopped_why=why)
    assert actions.tell_of_lost_invitations() == 1
    assert actions.tell_of_lost_invitations() == 0
    deliver_due(EMAILS)
    team = Delivery.objects.filter(kind="guest_undelivered")
    assert "helen@midshire.example" in {row.to for row in team}
    assert {one.to[0] for one in mail.outbox} == {row.to for row in team}
    assert {one.subject for one in mail.outbox} == {"Not delivered: the invitation to Ines Alvarez"}
    assert page("desk", seat.ref) in str(mail.outbox[0].body)
    team.update(stopped_at=ground.now(), stopped_why=why)
    assert actions.tell_of_lost_invitations() == 0
    actions.invite_again(fresh(seat), OLD, by=world.actor("helen"))
    assert actions.tell_of_lost_invitations() == 0
    Delivery.objects.filter(kind="guest_invited").update(stopped_at=ground.now(), stopped_why=why)
    assert actions.tell_of_lost_invitations() == 1
    actions.cancel(fresh(seat), by=world.actor("helen"), why="Ill.")
    mail.outbox.clear()
    deliver_due(EMAILS)
    assert not [one for one in mail.outbox if "Not delivered" in one.subject]


def test_a_guest_who_asked_to_be_left_alone_is_not_said_to_be_written_to(
    world: World, clock: Clock
) -> None:
    first = invited(world)
    actions.decline(fresh(first), code=code(first), client="b", why="", alone=True)
    seat = invited(world)
    deliver_due(EMAILS)
    said = read(world.client("helen"), page("desk", seat.ref))
    assert f"Not sent: the person at {OLD} has asked us not to email them." in said
    assert "on its way" not in said


def test_of_an_email_stopped_for_another_reason_nobody_is_said_to_have_asked(world: World) -> None:
    seat = invited(world)
    stop_letters_about([seat.ref], "before the demo opened")
    said = read(world.client("helen"), page("desk", seat.ref))
    assert f"Not sent: our email to {OLD} was stopped before it went out." in said
    assert "has asked us" not in said
    assert "on its way" not in said
