"""A clock that was ahead for a while, and is right again: nothing is switched off by what it wrote."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.core.internal.ratelimit import consume
from django.apps import apps
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db.models import DateTimeField, F
from django.test import Client, RequestFactory
from django.urls import reverse

from pactwork.commands import ahead, doctor
from pactwork.contracts.rules.moves import UNDO_FOR
from pactwork.digests.actions import send_due_digests
from pactwork.digests.models import Wishes
from pactwork.ground import clock as ground_clock
from pactwork.ground.installed import jobs
from pactwork.history import outbox
from pactwork.history.actions import make_checkpoint, make_due_checkpoints
from pactwork.history.checkpoints import due
from pactwork.history.models import Delivery, SignInCode
from pactwork.history.record import Notice, record
from pactwork.links.actions import PER_CLIENT, PER_LINK, check_code, make_fresh_code, make_link
from pactwork.links.models import Link, Try
from pactwork.links.secrets import code_for
from pactwork.links.tickets import client_in, given_at, ticket
from pactwork.people.actions import beat
from pactwork.sets.actions.working_out import taken
from pactwork.sets.models import Errand
from tests.conftest import Clock
from tests.stories import World
from tests.test_commands import Run, run

__all__ = ["run"]
pytestmark = pytest.mark.django_db
KEY = "ab" * 32


@pytest.fixture(params=[timedelta(hours=1), timedelta(days=366)], ids=["an hour", "a year"])
def by(request: pytest.FixtureRequest) -> timedelta:
    """How far ahead the clock was."""
    found: timedelta = request.param
    return found


@contextmanager
def wrong(by: timedelta) -> Iterator[None]:
    with ground_clock.at(ground_clock.now() + by):
        yield


def owe(wait: timedelta = timedelta(0)) -> Delivery:
    notice = Notice("asked", "carol@larkmoor.example", "ask", wait)
    given = {"subject": "s", "by": "", "key": KEY, "payload": {}, "notices": [notice]}
    return record("asked", chain="c", **given).deliveries.get()


def plain(letter: Delivery) -> EmailMessage:
    return EmailMessage("A letter", "About it.", to=[letter.to])


def down(letter: Delivery) -> EmailMessage:
    raise ConnectionRefusedError


def went() -> int:
    """What one round of the worker sends."""
    mail.outbox.clear()
    outbox.bring_back()
    outbox.deliver_due({"asked": plain})
    return len(mail.outbox)


def test_the_worker_brings_letters_back_in_every_round() -> None:
    assert outbox.bring_back in [job.run for job in jobs()]


def test_emails_wait_as_long_as_an_answer_can_be_undone() -> None:
    assert outbox.UNDONE_WITHIN == UNDO_FOR


def test_a_letter_owed_by_a_clock_ahead_goes_now(clock: Clock, by: timedelta) -> None:
    with wrong(by):
        owe()
        owe(outbox.UNDONE_WITHIN)
    assert went() == 2
    assert went() == 0


@pytest.mark.parametrize("tries", [1, 5])
def test_a_letter_put_off_by_a_clock_ahead_is_tried_now(
    clock: Clock, by: timedelta, tries: int
) -> None:
    letter = owe()
    for _ in range(tries):
        Delivery.objects.filter(pk=letter.pk).update(due_at=ground_clock.now())
        with wrong(by):
            outbox.deliver_due({"asked": down}, most=1)
    assert Delivery.objects.get().attempts == tries
    assert went() == 1


def test_a_letter_that_waits_as_long_as_we_mean_it_to_goes_on_waiting(clock: Clock) -> None:
    owe()
    outbox.deliver_due({"asked": down})  # half a minute
    owe(timedelta(days=21))  # a reminder, for a day
    assert went() == 0
    clock.forward(seconds=31)
    assert went() == 1
    clock.forward(days=21)
    assert went() == 1


def test_a_letter_for_a_day_keeps_its_day_though_its_entry_lies_ahead(
    clock: Clock, by: timedelta
) -> None:
    with wrong(by):
        owe(timedelta(days=21))
    assert went() == 0


def test_a_lease_of_a_clock_ahead_holds_nothing(clock: Clock, by: timedelta) -> None:
    letter = owe()
    Delivery.objects.filter(pk=letter.pk).update(leased_until=ground_clock.now() + by)
    assert went() == 1


def test_checkpoints_go_on(
    clock: Clock, by: timedelta, tmp_path: Path, settings: LazySettings
) -> None:
    settings.DATA = tmp_path
    with wrong(by):
        owe()
        assert make_checkpoint("c")
    assert list(due()) == []  # nothing has happened since
    owe()
    assert list(doctor.checkpoints()) == []  # it is not late: it is about to be made
    assert make_due_checkpoints() == 1
    owe()
    assert make_due_checkpoints() == 0  # and from here on once a day again
    clock.forward(days=1, minutes=1)
    assert make_due_checkpoints() == 1


def test_a_worker_that_was_alive_tomorrow_is_not_alive(clock: Clock, by: timedelta) -> None:
    with wrong(by):
        beat()
    assert "Nothing is sending emails" in next(doctor.worker())
    beat()
    assert list(doctor.worker()) == []


@pytest.fixture
def link(world: World) -> Link:
    return make_link(world.institution, email="carol@larkmoor.example", name="Carol Benning")


def test_tries_that_lie_ahead_shut_nobody_out(link: Link, by: timedelta) -> None:
    moment = ground_clock.now() + by
    Try.objects.bulk_create([Try(link=link, client="a", at=moment) for _ in range(PER_LINK)])
    assert check_code(link, code_for(link.ref), client="a") is None
    Try.objects.bulk_create(
        [Try(link=link, client="a", at=ground_clock.now()) for _ in range(PER_CLIENT)]
    )
    assert check_code(link, code_for(link.ref), client="a")


def test_fresh_codes_that_lie_ahead_open_nothing_and_use_nothing_up(
    link: Link, by: timedelta
) -> None:
    with wrong(by):
        old = [make_fresh_code(link) for _ in range(3)]
    assert check_code(link, code_for(old[0].ref), client="a", fresh=True)  # type: ignore[union-attr]
    new = make_fresh_code(link)
    assert check_code(link, code_for(new.ref), client="a", fresh=True) is None  # type: ignore[union-attr]


@pytest.mark.asvs("V9.2.1")
def test_a_ticket_lasts_no_longer_for_a_clock_ahead(clock: Clock) -> None:
    with wrong(timedelta(hours=1)):
        near = ticket("ref", "a", "cookie")
    with wrong(timedelta(days=366)):
        far = ticket("ref", "a", "cookie")
    assert client_in(near, "ref", "cookie") == "a"  # whoever is reading reads on
    assert given_at(near, "ref", "cookie") == ground_clock.now()
    assert client_in(far, "ref", "cookie") is None
    clock.forward(hours=13, minutes=1)
    assert client_in(near, "ref", "cookie") is None


def test_an_errand_begun_by_a_clock_ahead_is_begun_again(world: World, by: timedelta) -> None:
    now = ground_clock.now()
    wish = {"kind": "new", "size": 4, "colleagues_apart": False, "seed": 1, "people": 9}
    Errand.objects.create(
        run=world.run, by=world.people["ruth"], asked_at=now, begun_at=now + by, begun=1, **wish
    )
    assert taken()


@pytest.mark.parametrize("rhythm", ["daily", "weekly"])
def test_digests_go_on(world: World, clock: Clock, by: timedelta, rhythm: str) -> None:
    world.share()
    world.ask("university")
    helen = world.people["helen"]
    later = ground_clock.now() + by + timedelta(days=7)
    given = {"looked_on": later.date(), "sent_at": later, "nudged_on": [later.date().isoformat()]}
    Wishes.objects.create(person=helen, rhythm=rhythm, **given)
    clock.forward(hours=1)
    assert send_due_digests() > 0
    assert Delivery.objects.filter(kind="digest", about=helen.ref).exists()
    assert send_due_digests() == 0  # once


def test_an_answer_that_lies_ahead_is_not_undone_for_a_year(world: World) -> None:
    world.share()
    world.ask("university")
    with wrong(timedelta(days=366)):
        given = world.answer("university")
        assert f"/answers/{given.ref}/undo/" in queue_after(world, given.ref)
    assert f"/answers/{given.ref}/undo/" not in queue_after(world, given.ref)


def queue_after(world: World, ref: str) -> str:
    page = world.client("helen").get(reverse("contracts:queue"), {"done": ref})
    assert page.status_code == 200
    return page.content.decode()


def test_what_was_agreed_last_is_in_force_though_the_clock_went_back(world: World) -> None:
    with wrong(timedelta(days=30)):
        world.agreed()
    world.share(card={"gets": "One page in May on what worked."})
    for party in ("workplace", "university"):
        world.ask(party)
        world.answer(party)
    found = world.dossier()
    assert [a.draft.number for a in found.agreements] == [1, 2]
    assert found.state.agreed
    assert found.state.agreed.draft == 2


def test_sign_in_limits_end_though_the_clock_went_back(world: World, by: timedelta) -> None:
    """Codes that a clock ahead has asked for count for nothing, and are never shared."""
    form = {"email": world.people["helen"].email}
    shared = "we emailed an eight-digit code to it a few minutes ago"
    said = [_asks(form) for _ in range(4)]
    assert [shared in page for page in said] == [False, False, False, True]
    SignInCode.objects.update(asked_at=F("asked_at") + by)
    assert shared not in _asks(form)


def _asks(form: dict[str, str]) -> str:
    return Client().post("/sign-in/", form, follow=True).content.decode()


def test_allauths_limits_end_though_the_clock_went_back(world: World, by: timedelta) -> None:
    """Its tries, and the lock of a process that was killed, as a clock ahead has left them."""
    cache.clear()
    request = RequestFactory().post("/")
    limit = {"action": "any", "config": {"any": "3/m/ip"}}
    said = [consume(request, app="allauth.account", **limit) is None for _ in range(4)]
    assert said == [False, False, False, True]
    _shift_counters(by.total_seconds())
    assert consume(request, app="allauth.account", **limit)


def _shift_counters(seconds: float) -> None:
    """Every row of the counters as if written by a clock so far ahead, with its lock still there."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM pactwork_cache")
        keys = [key.removeprefix(":1:") for (key,) in cursor.fetchall()]
    for key in keys:
        kept = cache.get(key)
        assert isinstance(kept, list)
        cache.set(key, [moment + seconds for moment in kept], 3600 + seconds)
        cache.set(f"{key}:lock", True, 10 + seconds)


def test_the_doctor_names_every_moment_that_lies_ahead(
    world: World, by: timedelta, run: Run
) -> None:
    assert list(doctor.moments()) == []
    world.agreed()
    assert list(doctor.moments()) == []
    with wrong(by):
        owe()
        beat()
    said = "\n".join(doctor.moments())
    assert "history_entry.at: 1" in said
    assert "people_installation.beat_at: 1" in said
    assert "timedatectl" in said
    assert "lie ahead of this clock" in run("doctor")[1]


def test_every_column_that_says_when_something_was_done_is_looked_at() -> None:
    """One that is set for later is named so by hand; whatever is new is looked at."""
    looked = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("pactwork.")
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField) and ahead._says_when(field)
    }
    assert {"Entry.at", "Checkpoint.at", "Installation.beat_at", "Errand.begun_at"} <= looked
    assert not {name for name in looked if name.rpartition(".")[2] in ahead.PLANNED}
