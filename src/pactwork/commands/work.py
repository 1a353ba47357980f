"""``pactwork work``: sends the letters and signs the checkpoints that are due, and shows it is alive."""

import logging
import os
import signal
from argparse import Namespace
from threading import Event

from django.db import close_old_connections

from pactwork.commands.say import say, trouble, waiting_migrations
from pactwork.history.actions import make_due_checkpoints
from pactwork.history.outbox import deliver_due
from pactwork.letters import LETTERS
from pactwork.people.actions import beat
from pactwork.rounds import ROUNDS

PAUSE = 2  # seconds between two looks at the outbox
LOOKS = 30  # looks between two rounds of the rules with a clock
log = logging.getLogger(__name__)


def run(options: Namespace) -> int:
    if waiting_migrations():
        return trouble("The database is not up to date. Run `pactwork migrate`, then start again.")
    if options.once:
        go_round()
        make_due_checkpoints()
        say(f"Emails taken up: {deliver_due(LETTERS)}")
        return 0
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    looks = 0
    while not stop.is_set() and _wanted(options.beside):
        _round(rules=looks % LOOKS == 0)
        looks += 1
        stop.wait(PAUSE)
    return 0


def go_round() -> None:
    """Every rule with a clock, once. One that fails is tried again, and stops none of the others."""
    for rule in ROUNDS:
        try:
            rule()
        except Exception:
            log.exception("A rule with a clock failed; trying again in a minute.")


def _round(*, rules: bool) -> None:
    """One look at the outbox. A database or mail server that is away is waited for, not died of."""
    try:
        close_old_connections()
        beat()
        if rules:
            go_round()
        deliver_due(LETTERS)
        make_due_checkpoints()
    except Exception:
        log.exception("Emails or checkpoints could not be made; trying again.")


def _wanted(parent: int | None) -> bool:
    """A worker that was started beside a demo ends with it, however it ended."""
    return parent is None or os.getppid() == parent
