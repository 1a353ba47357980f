"""What rules with a clock share: nobody acts in person, and one failure stops none of the others."""

import logging
from collections.abc import Callable, Iterable
from time import monotonic, sleep

from pactwork.contracts.models import Contract
from pactwork.people.actors import Actor, system_at

AT_ONCE = 500  # in one round of the worker, who has letters to send too
A_TURN = 0.25  # seconds of writing on end
OTHERS_TURN = 0.15  # seconds; whoever waits for SQLite looks every tenth of a second
log = logging.getLogger(__name__)


def clockwork(contract: Contract) -> Actor:
    return system_at(contract.institution)


def each(what: str, moves: Iterable[Callable[[], object]]) -> int:
    """Every move by itself: one that fails is logged, comes again, and stops none of the others.

    SQLite has one writer at a time and no queue for them: whoever writes on and on keeps people
    waiting until their patience ends. Now and then everybody else has their turn.
    """
    done, since = 0, monotonic()
    for move in moves:
        if monotonic() - since > A_TURN:
            sleep(OTHERS_TURN)
            since = monotonic()
        try:
            move()
        except Exception:
            log.exception("%s: failed, and comes again in a minute", what)
        else:
            done += 1
    return done
