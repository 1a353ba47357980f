"""One person can have only so many emails sent in a day; what was typed stays, and it is counted."""

from datetime import timedelta

import pytest

from pactwork.contracts import actions
from pactwork.contracts.actions.by_link import decide
from pactwork.contracts.models import Ask
from pactwork.contracts.queries.by_link import plan_of
from pactwork.contracts.typed import Reply
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.models import Delivery
from pactwork.history.record import Notice
from pactwork.links.secrets import code_for
from pactwork.modules.limits import insist_within_limits
from pactwork.modules.rules.emails import BY_LINK, STUDENT
from pactwork.people.models import Tally
from tests.conftest import Clock
from tests.contracts.plans import reader, text_of
from tests.stories import World

pytestmark = pytest.mark.django_db
MOST = "You have reached the limit of 20 emails a day to people outside the university."


def asks_until_refused(world: World, clock: Clock) -> int:
    """Asked, and somebody else instead, again and again; how many were."""
    world.share()
    world.ask("workplace")
    seat, by = world.seat("workplace").ref, world.actor("nadine")
    for number in range(1, 100):
        clock.forward(minutes=1)
        who = {"name": f"Person {number}", "email": f"person{number}@host{number}.example"}
        try:
            actions.ask_instead(world.contract(), seat, by=by, draft=1, **who)
        except Refused:
            return number
    return 100


def test_a_student_who_asks_one_after_the_other_is_stopped_and_keeps_what_was_typed(
    world: World, clock: Clock
) -> None:
    assert asks_until_refused(world, clock) == STUDENT.outside
    assert Delivery.objects.filter(kind="asked").count() == STUDENT.outside
    assert Ask.objects.filter(ended_at=None).count() == 1  # the last one stands
    ref, seat = world.contract().ref, world.seat("workplace").ref
    typed = {"draft": "1", "name": "Jo Price", "email": "jo@larkmoor.example", "instead": "yes"}
    typed |= {"message": "I have thought about this for long.", "job": "Cook", "sure": "yes"}
    page = world.client("nadine").post(f"/contracts/{ref}/ask/{seat}/", typed)
    assert page.status_code == 409
    assert text_of(page).count(MOST) == 2  # at the top, and beside the address
    for words in ("Jo Price", "jo@larkmoor.example", "I have thought about this for long.", "Cook"):
        assert words in page.content.decode()
    tally = Tally.objects.get(kind="emails")
    assert tally.times == 1
    clock.forward(hours=24)
    assert world.client("nadine").post(f"/contracts/{ref}/ask/{seat}/", typed).status_code == 302


def test_passing_on_is_limited_with_what_the_student_had_sent(world: World, clock: Clock) -> None:
    asks_until_refused(world, clock)
    last = reader(world).link
    plan = plan_of(last)
    assert plan is not None
    assert BY_LINK.outside == STUDENT.outside
    reply = Reply("not_me", "Person 19", code_for(last.ref), draft=1)
    to = {"right_name": "Jo Price", "right_email": "jo@larkmoor.example"}
    with pytest.raises(Invalid) as bad:
        decide(plan, Reply(**{**reply.__dict__, **to}), client="browser")
    assert bad.value.problems["right_email"].code == "too_many_outside"
    decide(plan, Reply("yes", "Person 19", code_for(last.ref), draft=1), client="browser")
    assert world.dossier().stands.seat(world.seat("workplace").pk).state == "yes"


def test_staff_may_cause_more_and_not_everything(world: World, clock: Clock) -> None:
    many = [
        Notice("guest_invited", f"guest{n}@host.example", "x") for n in range(STUDENT.outside + 1)
    ]
    insist_within_limits(world.actor("helen"), "x", many)
    for name in ("nadine", "tomasz"):
        with pytest.raises(Refused):
            insist_within_limits(world.actor(name), "x", many)
    with pytest.raises(Refused):
        insist_within_limits(world.actor("helen"), "x", many * 20)


def test_reminders_of_later_days_do_not_count(world: World) -> None:
    def reminders(wait: timedelta) -> list[Notice]:
        return [Notice("reminder", "carol@larkmoor.example", "x", wait)] * 500

    nadine = world.actor("nadine")
    insist_within_limits(nadine, "x", reminders(timedelta(days=3)))
    with pytest.raises(Refused):  # as many of today are too many
        insist_within_limits(nadine, "x", reminders(timedelta()))
