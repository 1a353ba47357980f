"""The worker: no email waits for a rule with a clock, and it is alive only while both its threads are."""

from collections.abc import Iterator
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.test import Client

from pactwork.commands import work
from pactwork.ground.manifest import Job
from pactwork.history.models import SignInCode
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.models import Installation

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "nadine@larkmoor.example"


class Slow:
    """A rule that does not end before it is let go."""

    def __init__(self) -> None:
        self.begun, self.let_go = Event(), Event()

    def __call__(self) -> None:
        self.begun.set()
        self.let_go.wait(120)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """The worker, with this one rule, is at it."""
    rule, stop = Slow(), Event()
    monkeypatch.setattr(work, "jobs", lambda: (Job(rule),))
    monkeypatch.setattr(work, "PAUSE", 0.05)

    def working() -> None:
        work.keep_working(stop, lambda: True)
        connections.close_all()

    thread = Thread(target=working)
    thread.start()
    assert rule.begun.wait(60)
    yield rule
    rule.let_go.set()
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


def eventually(holds: object) -> bool:
    end = monotonic() + 60
    while monotonic() < end:
        if holds():  # type: ignore[operator]
            return True
        sleep(0.05)
    return False


def test_a_code_leaves_while_a_rule_with_a_clock_is_still_at_it(slow: Slow) -> None:
    cache.clear()
    enter_person(found_institution("Midshire"), key="N1", name="Nadine Brooks", email=ADDRESS)
    Client().post("/sign-in/", {"email": ADDRESS})
    assert eventually(lambda: mail.outbox)
    assert mail.outbox[0].to == [ADDRESS]
    assert not slow.let_go.is_set()  # so the rule has not ended
    assert eventually(lambda: SignInCode.objects.get().sent_at)


def beats() -> object:
    Installation.objects.update(beat_at=None)
    sleep(1)
    return Installation.objects.get().beat_at


def test_a_worker_whose_rules_hang_does_not_say_that_it_is_alive(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert eventually(beats)
    monkeypatch.setattr(work, "HANGS", 0)
    sleep(1)  # a look that had begun
    assert beats() is None
