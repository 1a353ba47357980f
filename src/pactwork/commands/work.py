"""``pactwork work``: sends emails, minds the rules with a clock, signs checkpoints, shows it is alive."""

import logging
import os
import signal
from argparse import Namespace
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from django.db import close_old_connections, connections

from pactwork.commands.say import say, trouble, waiting_migrations
from pactwork.ground.installed import jobs
from pactwork.history.actions import make_due_checkpoints
from pactwork.history.outbox import deliver_due
from pactwork.people.actions import beat
from pactwork.wiring.emails import EMAILS

MOST = 5  # emails at one look: with a mail server that does not answer, 20 seconds each
PAUSE = 2  # seconds between two looks at the outbox
EVERY = 60  # seconds between two rounds of the rules with a clock
HANGS = 600  # seconds after which a round will not end any more
log = logging.getLogger(__name__)


def run(options: Namespace) -> int:
    if waiting_migrations():
        return trouble("The database is not up to date. Run `pactwork migrate`, then start again.")
    if options.once:
        go_round()
        make_due_checkpoints()
        say(f"Emails taken up: {deliver_due(EMAILS)}")
        return 0
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    keep_working(stop, lambda: _wanted(options.beside))
    return 0


class Rounds(Thread):
    """The rules with a clock, in a thread of their own: no email waits for one that takes a minute."""

    def __init__(self, stop: Event) -> None:
        super().__init__(name="rounds")
        self._stop_asked, self._begun = stop, monotonic()

    def run(self) -> None:
        while not self._stop_asked.is_set():
            self._begun = monotonic()
            close_old_connections()
            go_round()
            self._stop_asked.wait(EVERY)
        connections.close_all()

    def go_on(self) -> bool:
        return self.is_alive() and monotonic() - self._begun < HANGS


def keep_working(stop: Event, wanted: Callable[[], bool]) -> None:
    """Until stopped; a round that has begun is ended first."""
    rounds = Rounds(stop)
    rounds.start()
    while not stop.is_set() and wanted():
        if _look(rounds) < MOST:
            stop.wait(PAUSE)
    stop.set()
    rounds.join()


def go_round() -> None:
    """Every rule with a clock, once. One that fails is tried again, and stops none of the others."""
    for job in jobs():
        try:
            job.run()
        except Exception:
            log.exception("A rule with a clock failed; trying again in a minute.")


def _look(rounds: Rounds) -> int:
    """One look at the outbox; how many emails were taken up.

    A database or mail server that is away is waited for, not died of. The worker is said to be alive
    only while both its threads are.
    """
    try:
        close_old_connections()
        if rounds.go_on():
            beat()
        taken = deliver_due(EMAILS, most=MOST)
        make_due_checkpoints()
        return taken
    except Exception:
        log.exception("Emails or checkpoints could not be made; trying again.")
        return 0


def _wanted(parent: int | None) -> bool:
    """A worker that was started beside a demo ends with it, however it ended."""
    return parent is None or os.getppid() == parent
