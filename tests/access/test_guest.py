"""The guest of a hotseat, by link: with a letter that is good, run out, withdrawn, declined or another's.

The walk has the guest too, at every door of the site (``relations.py``); here are the states of a link.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.hotseats import actions
from pactwork.hotseats.models import Answer, Hotseat, Question
from pactwork.hotseats.queries.seat import seat_page
from pactwork.hotseats.visibility import answer_seen_by, hotseat_seen_by
from pactwork.links.secrets import code_for, token_for
from pactwork.links.tickets import new_client, ticket
from tests.conftest import Clock
from tests.hotseats.seats import answered, asked, fresh, invited
from tests.stories import World

SAID, HELD = "Why do callers ring twice?", "Because nobody rang them back."
DOORS = ("hotseats:guest", "hotseats:guest_answer", "hotseats:guest_no")


class Guest:
    """A browser that opened one letter, and what that letter gives for the forms."""

    def __init__(self, seat: Hotseat) -> None:
        self.seat, self.browser = fresh(seat), Client()
        assert self.seat.link
        self.link = self.seat.link.ref
        self.code, self.form = code_for(self.link), ticket(self.link, new_client(), "form")
        token = f"{self.link}.{token_for(self.link)}"
        self.opened = self.browser.get(f"/guest/{token}", follow=True)

    def reads(self, name: str = "hotseats:guest", link: str = "") -> tuple[int, str]:
        found = self.browser.get(reverse(name, args=[link or self.link]))
        return found.status_code, found.content.decode()

    def sends(self, name: str, link: str = "", **said: str) -> int:
        data = {"ticket": self.form, "code": self.code, **said}
        return self.browser.post(reverse(name, args=[link or self.link]), data).status_code

    def answers(self, question: Question, link: str = "") -> int:
        said = {"answering": "1", f"answer-{question.ref}": "You do."}
        return self.sends("hotseats:guest_answer", link, **said)

    def declines(self, link: str = "") -> int:
        return self.sends("hotseats:guest_no", link, declining="1", why="No time.")


@pytest.fixture
def seat(world: World) -> Hotseat:
    """Opens tomorrow; one question waits, and one answer is held."""
    made = invited(world)
    answered(made, asked(world, made, "tomasz", "Who speaks first?"), HELD)
    asked(world, made, "nadine", SAID)
    return fresh(made)


def waiting(seat: Hotseat) -> Question:
    return Question.objects.get(hotseat=seat, text=SAID)


def unchanged(seat: Hotseat) -> bool:
    return Answer.objects.filter(question__hotseat=seat).count() == 1 and not seat.declined_at


def test_a_live_link_opens_its_own_page_and_takes_answers(world: World, seat: Hotseat) -> None:
    guest = Guest(seat)
    status, page = guest.reads()
    assert status == 200
    assert SAID in page
    assert HELD in page, "their own words, held or not"
    for name in ("Tomasz", "Nadine"):
        assert name not in page, "questions carry no names"
    assert guest.answers(waiting(seat)) == 302
    assert Answer.objects.count() == 2


def _expired(world: World, seat: Hotseat, held: Clock) -> None:
    held.forward(days=8 + 31)


def _cancelled(world: World, seat: Hotseat, held: Clock) -> None:
    actions.cancel(seat, by=world.actor("helen"), why="Nobody can come.")


def _declined(world: World, seat: Hotseat, held: Clock) -> None:
    Answer.objects.all().delete()  # whoever has begun to answer does not decline
    guest = fresh(seat)
    assert guest.link
    actions.decline(guest, why="Ill.", code=code_for(guest.link.ref), client="browser")


def _ended(world: World, seat: Hotseat, held: Clock) -> None:
    """The window is over; the link is not."""
    held.forward(days=9)


@pytest.mark.parametrize("late", [_expired, _cancelled, _declined])
def test_a_link_that_is_over_opens_nothing_that_was_said(
    world: World, seat: Hotseat, clock: Clock, late: Callable[..., None]
) -> None:
    before = Guest(seat)
    late(world, seat, clock)
    count, again = Answer.objects.count(), Guest(seat)
    for guest in (before, again):
        for door in DOORS:
            page = guest.reads(door)[1]
            assert SAID not in page
            assert HELD not in page
            assert seat.about not in page
        assert guest.answers(waiting(seat)) in (403, 404, 409, 422)
        assert guest.declines() in (403, 404, 409, 422)
    assert Answer.objects.count() == count


def test_when_the_window_is_over_the_guest_reads_and_writes_no_more(
    world: World, seat: Hotseat, clock: Clock
) -> None:
    guest = Guest(seat)
    _ended(world, seat, clock)
    assert HELD in Guest(seat).reads()[1]
    assert guest.answers(waiting(seat)) == 409
    assert guest.declines() == 409
    assert unchanged(fresh(seat))


def test_a_letter_of_another_hotseat_opens_no_other(world: World, seat: Hotseat) -> None:
    other = invited(world, guest_name="Otto Vale", guest_email="otto@callcentre.example")
    stranger, own = Guest(other), Guest(seat).link
    for door in DOORS:
        page = stranger.reads(door, own)[1]
        assert SAID not in page
        assert HELD not in page
        assert seat.title not in page
    assert stranger.answers(waiting(seat), own) == 403
    assert stranger.declines(own) == 403
    assert stranger.answers(waiting(seat)) in (409, 422), "nor by one's own page"
    assert unchanged(fresh(seat))


@pytest.mark.asvs("V6.6.2")
def test_the_code_of_another_letter_answers_nothing(world: World, seat: Hotseat) -> None:
    other = invited(world, guest_name="Otto Vale", guest_email="otto@callcentre.example")
    guest = Guest(seat)
    guest.code = Guest(other).code
    assert guest.answers(waiting(seat)) == 422
    assert guest.declines() == 422
    assert unchanged(fresh(seat))


def test_a_token_that_was_changed_locates_nothing(seat: Hotseat) -> None:
    guest = Guest(seat)
    assert guest.opened.status_code == 200
    for token in ("x" * 43, token_for("bcdfghjkmn")):
        assert Client().get(f"/guest/{guest.link}.{token}").status_code == 404


def test_the_guest_is_nobody_on_the_modules_pages(world: World, seat: Hotseat) -> None:
    """Not even the hotseat's own page, nor their own answer at its address."""
    guest, said = Guest(seat).browser, Answer.objects.get()
    run = world.run.ref
    for path in (
        f"/hotseats/{seat.ref}/",
        f"/modules/{run}/hotseats/",
        f"/modules/{run}/hotseats/archive/",
        f"/said/{said.ref}/",
    ):
        found = guest.get(path)
        assert found.status_code == 302, path
        assert found["Location"].startswith("/sign-in/")
    act = actions.by_link.guest(seat)
    assert hotseat_seen_by(act, seat.ref) is None
    with pytest.raises(Refused):
        actions.ask(seat, by=act, text="Who am I?")
    with pytest.raises(Refused):
        actions.answer_for_guest(waiting(seat), by=act, text="Me.")


def test_what_was_held_for_a_day_that_was_cancelled_stays_so(
    world: World, seat: Hotseat, clock: Clock
) -> None:
    _cancelled(world, seat, clock)
    clock.forward(days=2)
    for name, reads in (("nadine", False), ("colin", False), ("helen", True)):
        by = world.actor(name)
        page = seat_page(fresh(seat), by)
        assert any(one.answer for one in page.queue.answered) is reads
        assert answer_seen_by(by, Answer.objects.get().ref) is None
    shown = world.client("nadine").get(f"/hotseats/{seat.ref}/").content.decode()
    assert HELD not in shown


def test_guessing_the_digits_shuts_the_link(seat: Hotseat) -> None:
    link = fresh(seat).link
    assert link
    known = {"client": "robot", "was": {}}
    for _ in range(12):
        with pytest.raises((Invalid, Refused)):
            actions.answer_by_link(seat, {waiting(seat).ref: "Me."}, code="000000", **known)
    with pytest.raises((Invalid, Refused)):
        actions.answer_by_link(seat, {waiting(seat).ref: "Me."}, code=code_for(link.ref), **known)
    assert unchanged(fresh(seat))
